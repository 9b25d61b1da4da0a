"""What takes further searches of an answer: the trade, the last million, what binds."""

from collections.abc import Iterable
from time import perf_counter
from typing import NamedTuple

from model.prices.capacities import Capacity, binding_capacities
from model.solution import OutOfTimeError
from reports.uncertainty.answer import Certainty, certainty
from scenarios.solve import SECONDS, Answer
from scenarios.studies.alternatives import Alternatives
from scenarios.studies.last_million import LastMillion, last_million
from scenarios.studies.ranges import Ranges
from scenarios.studies.readings import Reading, readings
from scenarios.studies.trade import TradePoint, net_first, trade


class NearBest(NamedTuple):
    """What is free near the best, and the plans that differ most, where they are asked for."""

    ranges: Ranges
    alternatives: Alternatives


class Worth(NamedTuple):
    """The trade, the last million, what binds, other readings of the amount, how sure it is.

    And what is politically free, where it is asked for.
    """

    points: tuple[TradePoint, ...] = ()
    last_million: LastMillion | None = None
    capacities: tuple[Capacity, ...] = ()
    readings: tuple[Reading, ...] = ()
    certainty: Certainty | None = None
    near_best: NearBest | None = None

    @property
    def net_first(self) -> Answer | None:
        """The answer that has the people in work first."""
        return next((each.answer for each in self.points if each.give_up is None), None)

    @property
    def million(self) -> float | None:
        """tkr that an exit costs by the last million saved."""
        return self.last_million.price if self.last_million else None


def worth(answer: Answer, others: Iterable[Answer] = (), seconds: float = SECONDS) -> Worth:
    """All of it; nothing where there is no plan, or no search was made for it.

    `others` are the plans that it is held against.
    """
    if answer.solution.outcome is None or answer.scenario.frozen:
        return Worth()
    return Worth(
        tuple(trade(answer, seconds)),
        last_million(answer),
        binding(answer, seconds),
        readings(answer, seconds),
        certainty(answer, tuple(others)),
    )


def in_brief(answer: Answer, others: Iterable[Answer] = (), seconds: float = SECONDS) -> Worth:
    """The part of it that is told in sentences: of the trade only people in work first."""
    if answer.solution.outcome is None or answer.scenario.frozen:
        return Worth()
    is_first = answer.scenario.order[0].criterion == "in_work"
    first = () if is_first else (TradePoint(None, "in_work", net_first(answer, seconds)),)
    return Worth(
        first,
        last_million(answer),
        readings=readings(answer, seconds),
        certainty=certainty(answer, tuple(others)),
    )


def binding(answer: Answer, seconds: float = SECONDS) -> tuple[Capacity, ...]:
    """The capacities that bind; none that could be found in time."""
    try:
        return tuple(binding_capacities(answer.instance, perf_counter() + seconds))
    except OutOfTimeError:
        return ()
