"""Whose turn it is."""

from dataclasses import dataclass

from scenarios.pool.turns import OPEN, Turns


@dataclass(eq=False)
class Study:
    owner: str
    lane: str = "studies"
    home: str | None = None
    cancelled: bool = False


def owners(turns: Turns[Study], number: int, worker: str = "w") -> str:
    """The first letters of whose turn it is, one turn after the other."""
    taken = ""
    for _ in range(number):
        study = turns.take(worker, "studies")
        assert study is not None
        taken += study.owner[0]
        turns.add(study)
    return taken


def test_two_readers_take_turns_whatever_each_has_asked_for() -> None:
    turns = Turns([*(Study("anna") for _ in range(6)), Study("bo")])
    assert owners(turns, 6) == "ababab"


def test_the_studies_of_a_reader_take_turns_too() -> None:
    first, second = Study("anna"), Study("anna")
    turns = Turns([first, second])
    taken = []
    for _ in range(4):
        taken.append(turns.take("w", "studies"))
        turns.add(taken[-1])
    assert taken == [first, second, first, second]


def test_what_has_begun_goes_on_where_it_began() -> None:
    turns = Turns([Study("anna")])
    assert owners(turns, 1, "first") == "a"
    assert turns.take("second", "studies") is None
    assert owners(turns, 1, "first") == "a"


def test_what_began_with_a_worker_that_is_gone_goes_to_another() -> None:
    turns = Turns([study := Study("anna")])
    owners(turns, 1, "first")
    assert [*turns.lost("first")] == [study]
    assert owners(turns, 1, "second") == "a"


def test_a_worker_begins_no_more_than_it_can_hold_and_more_when_one_is_over() -> None:
    turns = Turns([Study(f"reader {i}") for i in range(OPEN + 1)])
    begun = [turns.take("w", "studies") for _ in range(OPEN)]
    assert all(begun)
    assert turns.take("w", "studies") is None
    turns.end(begun[0])
    assert turns.take("w", "studies") is not None


def test_what_is_to_stop_comes_first() -> None:
    turns = Turns([Study("anna"), Study("bo", cancelled=True)])
    assert owners(turns, 1) == "b"


def test_work_of_another_kind_is_left_for_its_own_workers() -> None:
    turns = Turns([Study("anna", lane="answers")])
    assert turns.take("w", "studies") is None
    assert turns.take("w", "answers") is not None
