"""What takes further searches of an answer: the trade, the last million, what binds."""

from time import perf_counter
from typing import NamedTuple

from model.prices.capacities import Capacity, binding_capacities
from model.solution import OutOfTimeError
from scenarios.solve import SECONDS, Answer
from scenarios.studies.last_million import LastMillion, last_million
from scenarios.studies.trade import TradePoint, trade


class Worth(NamedTuple):
    """The points of the trade, the price of the last million, and the capacities that bind."""

    points: tuple[TradePoint, ...] = ()
    last_million: LastMillion | None = None
    capacities: tuple[Capacity, ...] = ()

    @property
    def net_first(self) -> Answer | None:
        """The answer that has the people in work first."""
        return next((each.answer for each in self.points if each.give_up is None), None)

    @property
    def million(self) -> float | None:
        """tkr that an exit costs by the last million saved."""
        return self.last_million.price if self.last_million else None


def worth(answer: Answer, seconds: float = SECONDS) -> Worth:
    """All of it; nothing where there is no plan, or no search was made for it."""
    if answer.solution.outcome is None or answer.scenario.frozen:
        return Worth()
    return Worth(tuple(trade(answer, seconds)), last_million(answer), binding(answer, seconds))


def binding(answer: Answer, seconds: float = SECONDS) -> tuple[Capacity, ...]:
    """The capacities that bind; none that could be found in time."""
    try:
        return tuple(binding_capacities(answer.instance, perf_counter() + seconds))
    except OutOfTimeError:
        return ()
