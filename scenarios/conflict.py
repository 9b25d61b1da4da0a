"""Which demands cannot hold together: one minimal set, found by leaving out one at a time."""

from model.branch import run
from model.instance import Instance
from model.warm import posed


def conflict(instance: Instance) -> tuple[str, ...]:
    """Ids of active demands that together have no plan, though without any one of them there is.

    Empty when the demands are not to blame. What cannot be negotiated is left out first, so that
    what remains is as far as possible what can be moved.
    """
    search = posed(instance, gap=1.0)
    matrix = search.matrix
    rows = {
        name: [i for i, q in matrix.demand_of.items() if q == name] for name in instance.demands
    }
    active = [q for q in instance.demands.values() if q.active]
    left = []
    for q in sorted(active, key=lambda q: q.negotiable):
        search.relax_rows(rows[q.id], relaxed=True)
        if run(search).termination != "infeasible":
            search.relax_rows(rows[q.id], relaxed=False)
            left.append(q.id)
    return tuple(left)
