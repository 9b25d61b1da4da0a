"""What a plan is among the equally good: it asks for nothing without a reason."""

from small import ORDER, demanding, instance

from model.solver.lexicographic import solve


def test_without_a_demand_to_save_nobody_is_hired_who_has_no_work() -> None:
    solution = solve(demanding(instance("tiny")), ORDER)
    assert solution.plan is not None
    assert solution.plan.hired == {}
