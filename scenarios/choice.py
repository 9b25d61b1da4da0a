"""What was moved in a scenario, and the rule by which levers and bounds give way to each other.

The last word counts: a lever that is moved takes the bounds it moves with it, and a bound that
is set is kept while its lever gives way. The rule is the same on screen and for `--set`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from model.demand import Demand
from model.evaluation.savings import NOTHING, target
from model.instance import Instance
from scenarios.apply import MOST_DISMISSALS, apply, moves
from scenarios.pinned import without_pins
from scenarios.scenario import OF_SETTINGS, SWITCHES, TERMS, Levers, Lock, Priority, Scenario

TKR = 1000  # in a million


@dataclass(frozen=True)
class Choice:
    """Only what was moved in a scenario, by the scenario's id.

    `switches` says whether a demand holds, `bounds` where to, in the unit of its kind, when it
    does. `order` is empty when the scenario's own counts, and `name` when the reader gave none.
    """

    id: str = ""
    levers: Mapping[str, Any] = field(default_factory=dict)
    locks: Mapping[str, Lock] = field(default_factory=dict)
    switches: Mapping[str, bool] = field(default_factory=dict)
    bounds: Mapping[str, float] = field(default_factory=dict)
    new: Mapping[str, Demand] = field(default_factory=dict)
    data: Mapping[str, float | None] = field(default_factory=dict)
    order: tuple[Priority, ...] = ()
    name: str = ""

    @property
    def unnamed(self) -> "Choice":
        """What it asks, whatever it is called."""
        return replace(self, name="")

    @property
    def moved(self) -> bool:
        """Whether anything was."""
        return self.unnamed != Choice(self.id)


@dataclass(frozen=True)
class Case:
    """A choice made in a scenario on data: the scenario it gives, and that scenario applied."""

    data: Instance
    base: Scenario
    choice: Choice = Choice()

    @cached_property
    def known(self) -> dict[str, Demand]:
        """The demands of the data, the scenario and the choice, as they are written."""
        return {**self.data.demands, **self.base.new, **self.choice.new}

    @cached_property
    def demands(self) -> dict[str, bool]:
        """Whether each demand is switched on."""
        switched = {**self.base.demands, **self.choice.switches}
        return {d: switched.get(d, q.active) is not False for d, q in self.known.items()}

    @cached_property
    def bounds(self) -> dict[str, float]:
        """The bounds that scenario and choice set."""
        own = {d: float(q) for d, q in self.base.demands.items() if not isinstance(q, bool)}
        return {**self.base.bounds, **own, **self.choice.bounds}

    @cached_property
    def locks(self) -> dict[str, Lock]:
        chosen = {**self.base.locks, **self.choice.locks}
        return {m: chosen.get(m, "free") for m in self.data.measures}

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario with what was moved in it."""
        base, choice = self.base, self.choice
        moved = {d: on for d, on in choice.switches.items() if d in self.demands}
        bounds = {d: bound for d, bound in choice.bounds.items() if self.demands.get(d)}
        return replace(
            base,
            levers=replace(base.levers, **choice.levers),
            locks={**base.locks, **choice.locks},
            demands={**base.demands, **moved, **bounds},
            bounds=self.bounds,
            new={**base.new, **choice.new},
            data={**base.data, **choice.data},
            order=choice.order or base.order,
            called=choice.name or base.called,
            origin=base.written if choice.moved else base.origin,
        )

    @cached_property
    def instance(self) -> Instance:
        """The instance that the scenario asks about."""
        return apply(self.data, self.scenario)

    @cached_property
    def levers(self) -> Levers:
        """The levers as they stand: one that the scenario leaves open is as the data have it."""
        levers, settings = self.scenario.levers, self.instance.settings
        saving = target(self.instance) or NOTHING
        own: dict[str, Any] = {name: getattr(saving, name) for name in TERMS}
        own |= {name: getattr(settings, name) for name in OF_SETTINGS}
        own |= {"displacement": self.instance.one_displacement}
        own |= {lever: "on" if getattr(settings, of) else "off" for lever, of in SWITCHES.items()}
        own |= {"stop_price": settings.stop_price / TKR}
        amount = saving.bound / TKR if levers.amount is None else levers.amount
        return replace(levers, amount=amount, by=max(saving.from_year, settings.first_year), **own)


def by_lever(case: Case, demand: str) -> bool:
    """Whether a lever, and not the demand's own switch, says that it holds."""
    return demand == MOST_DISMISSALS and case.scenario.levers.max_dismissals is not None


def move_lever(case: Case, lever: str, value: Any) -> Choice:
    """The lever moved; bounds that it moves are no longer kept."""
    kept = case.choice.bounds.items()
    bounds = {d: bound for d, bound in kept if not moves(lever, case.instance.demands[d])}
    return replace(case.choice, levers={**case.choice.levers, lever: value}, bounds=bounds)


def set_bound(case: Case, demand: str, bound: float) -> Choice:
    """A demand's bound kept; one that a lever sets is the lever's value.

    Savings, which a lever moves together, all keep what it had given them beyond their own.
    """
    if by_lever(case, demand):
        return move_lever(case, "max_dismissals", bound)
    choice = case.choice
    if moves("amount", case.instance.demands[demand]):
        choice = without_amount(case)
    return replace(choice, bounds={**choice.bounds, demand: bound})


def without_amount(case: Case) -> Choice:
    """The choice without the lever of the amount, every saving at the bound that it gave."""
    if case.scenario.levers.amount is None:
        return case.choice
    choice = replace(case.choice, levers={**case.choice.levers, "amount": None})
    own, asked = replace(case, choice=choice).instance.demands, case.instance.demands
    kept = {
        d: q.bound
        for d, q in asked.items()
        if moves("amount", q) and q.active and q.bound != own[d].bound
    }
    return replace(choice, bounds={**choice.bounds, **kept})


def require(case: Case, demand: str, bound: float) -> Choice:
    return set_bound(replace(case, choice=switch(case, demand, on=True)), demand, bound)


def switch(case: Case, demand: str, on: bool) -> Choice:  # noqa: FBT001 - a value, not a flag
    return replace(case.choice, switches={**case.choice.switches, demand: on})


def give_up(case: Case, demand: str) -> Choice:
    """A demand off, whether it holds by its switch or by a lever."""
    if by_lever(case, demand):
        case = replace(case, choice=move_lever(case, "max_dismissals", None))
    return without_bound(switch(case, demand, on=False), demand)


def call(case: Case, name: str) -> Choice:
    """The same choice under a name of the reader's own; "" takes it away."""
    return replace(case.choice, name=name)


def put_first(case: Case, criterion: str) -> Choice:
    """A criterion before the others."""
    return replace(case.choice, order=case.scenario.with_first(criterion).order)


def spend(case: Case, share: float) -> Choice:
    """The first criterion may lose such a share of its value to the later ones."""
    return replace(case.choice, order=case.scenario.giving_up(share).order)


def set_price(case: Case, price: float) -> Choice:
    """An extra exit a year may cost so many million a year; 0 for any price."""
    choice = move_lever(case, "stop_price", price)
    return replace(choice, order=case.scenario.up_to_price(price).order)


def set_number(case: Case, path: str, value: float | None) -> Choice:
    """Another number of the data; None is a blank."""
    return replace(case.choice, data={**case.choice.data, path: value})


def set_lock(case: Case, measure: str, lock: Lock) -> Choice:
    return replace(case.choice, locks={**case.choice.locks, measure: lock})


def add(case: Case, demand: Demand) -> Choice:
    """A demand more, at its own bound: a lever that would move it gives way."""
    choice = without_amount(case) if moves("amount", demand) else case.choice
    return replace(choice, new={**choice.new, demand.id: demand})


def drop(case: Case, demand: str) -> Choice:
    """Without a demand that was added, and without what was said of it."""
    new, switches = dict(case.choice.new), dict(case.choice.switches)
    new.pop(demand)
    switches.pop(demand, None)
    return without_bound(replace(case.choice, new=new, switches=switches), demand)


def without_bound(choice: Choice, demand: str) -> Choice:
    return replace(choice, bounds={d: b for d, b in choice.bounds.items() if d != demand})


def adopt(case: Case, other: Scenario) -> Choice:
    """The choice with another scenario's amount, bounds, demands and order.

    What was asked for to have the choices of a plan is so only where the other asks for it too.
    """
    case = replace(case, choice=without_pinned(case.choice))
    choice, amount = case.choice, other.levers.amount
    if amount != case.scenario.levers.amount:
        choice = move_lever(case, "amount", amount)
    own = {d: q for d, q in other.new.items() if case.scenario.new.get(d) != q}
    moved = {d: v for d, v in other.demands.items() if case.scenario.demands.get(d) != v}
    bounds = {d: float(v) for d, v in moved.items() if not isinstance(v, bool)}
    switches = dict.fromkeys(bounds, True)
    return replace(
        choice,
        new={**choice.new, **own},
        bounds={**choice.bounds, **bounds},
        switches={**choice.switches, **switches},
        order=other.order,
    )


def without_pinned(choice: Choice) -> Choice:
    """The choice without demands that ask for the choices of a plan."""
    return replace(
        choice,
        new=without_pins(choice.new),
        switches=without_pins(choice.switches),
        bounds=without_pins(choice.bounds),
    )


def pruned(case: Case, standing: Levers) -> Choice:
    """The choice without what would be so anyway; `standing` are the levers with none moved."""
    base, choice = case.base, case.choice
    plain = replace(case, choice=Choice(new=choice.new))
    levers = {
        lever: value
        for lever, value in choice.levers.items()
        if value not in (getattr(base.levers, lever), getattr(standing, lever))
    }
    locks = {m: lock for m, lock in choice.locks.items() if lock != plain.locks[m]}
    switches = {d: on for d, on in choice.switches.items() if on != plain.demands.get(d)}
    bounds = dict(choice.bounds)
    if "amount" not in levers and base.levers.amount is None:  # which would move them
        own = {d: q.bound for d, q in case.known.items()} | plain.bounds
        bounds = {d: bound for d, bound in bounds.items() if bound != own.get(d)}
    order = () if choice.order == base.order else choice.order
    data = {p: v for p, v in choice.data.items() if p not in base.data or base.data[p] != v}
    return replace(
        choice, levers=levers, locks=locks, switches=switches, bounds=bounds, data=data, order=order
    )
