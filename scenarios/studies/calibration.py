"""The replay of 2017 held against what was reported of it: the data's test against history."""

from typing import NamedTuple

from model.demand import Text
from model.solution import Outcome
from scenarios.solve import Answer

WITHIN = 0.10  # relative


class Match(NamedTuple):
    """A figure of the replay beside the reported one; `reported` carries its source id."""

    name: Text
    model: float
    reported: float
    source: str

    @property
    def difference(self) -> float:
        """Relative to the reported figure."""
        return self.model / self.reported - 1


REPORTED: tuple[tuple[Text, float, str], ...] = (
    (Text("Aktivering lukket, brutto, 1.000 kr.", "Activation closed, gross, 1,000 kr."),
     50_000, "S5"),
    (Text("Aktivering lukket, netto, 1.000 kr.", "Activation closed, net, 1,000 kr."),
     41_000, "S5 C"),
    (Text("Afskedigede, personer", "Dismissed, people"), 230, "S5"),
    (Text("Heraf fleksjobbere, personer", "Of whom flex jobbers, people"), 147, "S5"),
)  # fmt: skip


def calibrate(replay: Answer) -> tuple[Match, ...]:
    """Running costs closed in tkr a year, and people dismissed, as they follow from the plan.

    Raises ValueError when the replay has no plan.
    """
    outcome = replay.solution.outcome
    if outcome is None:
        raise ValueError("the replay has no plan")
    flexjob = {s for s, v in replay.instance.staff_groups.items() if v.role == "flexjob"}
    people = outcome.dismissed_people.items()
    values = (
        *closed_costs(replay, outcome),
        sum(v for _, v in people),
        sum(v for (_, s, _), v in people if s in flexjob),
    )
    told = zip(REPORTED, values, strict=True)
    return tuple(Match(name, v, reported, source) for (name, reported, source), v in told)


def closed_costs(replay: Answer, outcome: Outcome) -> tuple[float, float]:
    """Gross and net running costs a year of the measures that ended or were handed over.

    In the last year: running costs of their places, and the wages of the staff that were booked
    with them on the running accounts.
    """
    data, year = replay.instance, replay.instance.years[-1]
    assert replay.solution.plan is not None, "an outcome belongs to a plan"
    kept = {n for n, _ in replay.solution.plan.is_open}
    ended = {n for n, _, _ in data.places_today} - kept
    gross = refund = 0.0
    for (n, _, g), places in data.places_today.items():
        if n in ended:
            cost = places * data.measures[n].running_cost
            gross, refund = gross + cost, refund + cost * data.effects[n, g].refund_share
    for u, s in data.staff_today:
        staff = data.staff_groups[s]
        bound = any((n, s) in data.staffing and (n, u) in data.offers for n in ended)
        if bound and data.accounts[staff.account].category == "drift":
            fte = replay.before.paid[u, s, year] - outcome.paid.get((u, s, year), 0.0)
            gross += fte * staff.price
    return gross, gross - refund
