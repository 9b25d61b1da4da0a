"""What is certain and what is free: the range of every choice in the plans near the best."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from model.alternatives.near_best import Range
from model.alternatives.ranges import ranges as found_ranges
from model.plan import PLACE, Status
from model.solution import OutOfTimeError
from scenarios.near_best import SHARE, near_best
from scenarios.solve import SECONDS, Answer

YES = 0.5  # of a choice that is 0 or 1


@dataclass(frozen=True)
class Ranges:
    """What the plans have that lose at most `loss` of the best value of a criterion.

    `loss` in the unit of the criterion, `bound` what no plan is beyond. `found` are the ranges by
    kind and id: `places` of a measure in the last year, `handed_over`, whether a unit is `open`,
    its `staff` in the last year, and each `criterion`. Until the end, those found so far.
    """

    criterion: str
    share: float
    best: float
    bound: float
    loss: float
    found: Mapping[tuple[str, str], Range] = field(default_factory=dict)
    progress: float = 0.0

    @property
    def proven(self) -> bool:
        """Whether all is found and both ends of all choices are proven."""
        chosen = (r for (kind, _), r in self.found.items() if kind != "criterion")
        return self.progress == 1.0 and all(each.proven for each in chosen)

    def of(self, kind: str) -> dict[str, Range]:
        """The ranges of one kind by what they are of."""
        return {name: each for (found, name), each in self.found.items() if found == kind}

    def always(self, measure: str) -> Status | None:
        """What becomes of a measure in all of the plans; None where that is free."""
        possible = [status for status in STATUSES if status not in self.never(measure)]
        return possible[0] if len(possible) == 1 else None

    def never(self, measure: str) -> tuple[Status, ...]:
        """What becomes of a measure in none of the plans; without a place it is closed."""
        places, handed = self.found["places", measure], self.found.get(("handed_over", measure))
        must_go = handed is not None and handed.least.bound > YES
        ruled_out: dict[Status, bool] = {
            "open": places.most.bound < PLACE,
            "closed": must_go or places.least.bound >= PLACE,
            "handed_over": handed is None or handed.most.bound < YES,
        }
        return tuple(status for status, out in ruled_out.items() if out)

    def always_open(self, unit: str) -> bool | None:
        """Whether a unit is open in all of the plans, or in none; None where that is free."""
        is_open = self.found["open", unit]
        if is_open.least.bound > YES:
            return True
        return False if is_open.most.bound < YES else None


STATUSES: tuple[Status, ...] = ("open", "closed", "handed_over")


def ranges(answer: Answer, share: float = SHARE, seconds: float = SECONDS) -> Iterator[Ranges]:
    """The ranges of an answer's scenario as they are found.

    Nothing where no plan is found in time; what is not proven in time has wider bounds.
    """
    try:
        near = near_best(answer, share, seconds)
    except OutOfTimeError:
        return
    best = near.best
    known = Ranges(near.criterion.name[1], share, best.objective, best.dual_bound, near.loss)
    yield known
    for each in found_ranges(answer.instance, answer.before, near):
        found = {**known.found, (each.kind, each.of): each.range}
        known = replace(known, found=found, progress=each.progress)
        yield known
