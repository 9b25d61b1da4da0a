"""A position: one employment under a pseudonym, for placing it and for nothing else."""

from typing import Literal, NamedTuple


class Position(NamedTuple):
    """One employment under a pseudonym: what it is, never who holds it."""

    id: str
    unit: str
    staff: str
    weekly_hours: float
    competences: frozenset[str]  # other staff groups whose work it could do without retraining
    band: str  # seniority in years, such as "3-6"; nothing in the placement looks at it
    employment: Literal["ordinary", "flexjob", "seniorjob"]
    workplace: str
    team: str  # "" when in none
