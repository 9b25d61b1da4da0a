"""What is known of people in time: seniority, the law of mass dismissals, the steps to a notice.

Months and days are calendar ones, shares fractions of one, chances per quarter of a year.
"""

from typing import Literal, NamedTuple

from model.demand import Text

When = Literal["always", "dismissals", "flexjob", "mass", "large"]
Lane = Literal["hearing", "negotiation", "wait"]


class Band(NamedTuple):
    """The part of a staff group that has been employed for so long."""

    name: Text
    share: float  # of the group
    notice_months: float
    severance_months: float  # of pay, once, when dismissed


class Threshold(NamedTuple):
    """When dismissals count as a mass dismissal, for workplaces of at least so many employees.

    One of `people` and `share` that is reached is enough. `large_share` of the employees or more
    brings the longer waits.
    """

    employees: float
    days: float  # within which dismissals are counted together
    people: float | None  # dismissed, at least
    share: float | None  # of the employees dismissed, at least
    large_share: float | None


class ProcessStep(NamedTuple):
    """Something that must happen after the decision: a hearing, a negotiation, a wait by law.

    It starts when all steps of `after` have ended, at the decision when there are none. No notice
    is given before hearings and negotiations have ended, nobody leaves before the waits have.
    """

    id: str
    name: Text
    after: tuple[str, ...]
    days: float
    when: When
    lane: Lane
    law: Text


class Reemployment(NamedTuple):
    """The chance per quarter that a dismissed flex jobber gets another job, with and without help.

    `caseload` is how many one FTE of those set aside by `demand` can help at a time.
    """

    demand: str
    caseload: float
    chance_low: float
    chance: float
    chance_high: float
    helped_low: float
    helped: float
    helped_high: float
