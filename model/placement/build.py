"""From an instance and a plan to the problem of placing its positions."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import NamedTuple

from model.instance import Instance, Position
from model.placement.problem import FULL_TIME, Cell, Cost, PositionGroup, Posts, Problem
from model.plan import CLEAN, Plan
from model.timing import attrition

OPEN = 0.02  # FTE: a unit that keeps less of a staff group keeps none of it


class StaffRoom(NamedTuple):
    """What a plan leaves of a staff group in a unit, before it is made whole; in FTE."""

    stays: float  # there at the end of the year's change
    leaving: float  # held by those who leave of their own accord and are not replaced
    refilled: float  # held by those who leave and are replaced, where that is offered inside first
    along: float  # goes to another administration
    size: float  # FTE of one post


def year_of(plan: Plan, instance: Instance) -> int:
    """The year whose structure is placed: the last that dismisses anybody, else the first."""
    years = [y for (_, _, y), fte in plan.dismissed.items() if fte > CLEAN]
    return max(years, default=instance.settings.first_year)


def rooms(instance: Instance, plan: Plan, year: int, inside_first: float) -> dict[Cell, StaffRoom]:
    """Room by unit and staff group.

    `inside_first` is the share of the posts of leavers of the decision year, replaced in the
    plan, that are offered to positions without a place before others.
    """
    left: dict[Cell, float] = defaultdict(float)
    for (u, s, y), fte in plan.vacated.items():
        left[u, s] += fte if y <= year else 0.0
    sizes = post_sizes(instance)
    found = {}
    for i in sorted({*instance.staff_today, *((u, s) for u, s, y in plan.staff if y == year)}):
        stays = plan.staff.get((*i, year), 0.0)
        stays = stays if stays > OPEN else 0.0
        refilled = inside_first * _refilled(instance, plan, i) if stays else 0.0
        size = sizes.get(i, instance.staff_groups[i[1]].fte_per_person)
        found[i] = StaffRoom(stays, left[i], refilled, plan.transferred.get(i, 0.0), size)
    return found


def _refilled(instance: Instance, plan: Plan, i: Cell) -> float:
    """FTE of leavers of the decision year who are replaced from outside in the plan."""
    first = instance.settings.first_year
    share = attrition(instance, instance.staff_groups[i[1]], first)
    today = min(instance.staff_today.get(i, 0.0), plan.staff.get((*i, first), 0.0))
    return max(0.0, share * today - plan.vacated.get((*i, first), 0.0))


def post_sizes(instance: Instance) -> dict[Cell, float]:
    """FTE of a post, so that today's FTE make as many posts as there are positions today."""
    people = people_today(instance)
    return {i: fte / people[i] for i, fte in instance.staff_today.items() if fte and people[i]}


def people_today(instance: Instance) -> Counter[Cell]:
    return Counter((p.unit, p.staff) for p in instance.positions.values())


def posts(found: Mapping[Cell, StaffRoom]) -> tuple[Posts, ...]:
    """Whole posts: what stays and what leaves together, what goes along on its own."""
    here = round_to_posts(
        {i: (r.stays + r.leaving + r.refilled) / r.size for i, r in found.items()}
    )
    away = round_to_posts({i: r.along / r.size for i, r in found.items()})
    hours = {i: r.size * FULL_TIME for i, r in found.items()}
    kept = [
        Posts(*i, n, n * hours[i], (found[i].leaving + found[i].refilled) * FULL_TIME, along=False)
        for i, n in here.items()
        if n
    ]
    gone = [Posts(*i, n, n * hours[i], 0.0, along=True) for i, n in away.items() if n]
    return (*kept, *gone)


def round_to_posts(exact: Mapping[Cell, float]) -> dict[Cell, int]:
    """Whole numbers, each next to its exact one, whose sum is the nearest for each staff group.

    The largest remainders are rounded up, as seats are given to parties.
    """
    result = {i: int(n + 1e-6) for i, n in exact.items()}
    for s in {s for _, s in exact}:
        group = [i for i in exact if i[1] == s]
        missing = round(sum(exact[i] for i in group)) - sum(result[i] for i in group)
        for i in sorted(group, key=lambda i: (result[i] - exact[i], i))[: max(0, missing)]:
            result[i] += 1
    return result


@dataclass(frozen=True)
class Wishes:
    """What is asked of a placement besides the least disruption.

    `must` and `never` are choices by hand: position -> unit and staff group. `before` is the
    placement that as little as possible should be changed of, where it is None nobody had a
    place. `inside_first` is the share of the replaced leavers' posts that are offered to those
    without a place.
    """

    teams: bool = False  # of a team all that have a place have it in the same unit
    spans: bool = False  # no unit gets more people than its leaders there can lead
    hours: bool = False  # no more hours than the posts have, besides no more people
    chosen: Mapping[str, Cell] = field(default_factory=dict)
    never: frozenset[tuple[str, Cell]] = frozenset()
    before: Mapping[str, Cell | None] | None = None
    inside_first: float = 0.0
    competences: bool = True  # whether a position can do the work of its competences
    year: int | None = None  # whose structure; None: the last year of dismissals


def build(instance: Instance, plan: Plan, wishes: Wishes) -> Problem:
    """The positions of the instance and the posts of the plan."""
    year = wishes.year or year_of(plan, instance)
    offered = posts(rooms(instance, plan, year, wishes.inside_first))
    spans = {u: v.span for u, v in instance.units.items() if v.span and v.status != "fixed"}
    leaders = frozenset(s for s, v in instance.staff_groups.items() if v.role == "leader")
    years = year - instance.settings.first_year + 1
    return Problem(
        _groups(instance, offered, wishes), offered, leaders, spans, _paces(instance, years)
    )


def _paces(instance: Instance, years: int) -> dict[tuple[str, str, str], int]:
    """(5.5) in whole positions: a share of a staff group in a unit can be retrained in a year."""
    return {
        (u, s, r): floor(retraining.most * n * years + 1e-6)
        for (s, r), retraining in instance.retraining.items()
        for (u, t), n in people_today(instance).items()
        if s == t
    }


def _groups(
    instance: Instance, offered: Sequence[Posts], wishes: Wishes
) -> tuple[PositionGroup, ...]:
    """Positions gathered by all that a placement can tell of them; seniority is not among it."""
    workplaces = _workplaces(instance)
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for i, p in instance.positions.items():
        barred = frozenset(where for j, where in wishes.never if j == i)
        before = "none before" if wishes.before is None else wishes.before.get(i)
        employed = p.employment == "flexjob"
        groups[
            p.unit, p.staff, p.weekly_hours if wishes.hours else 0, p.team if wishes.teams else "",
            p.competences, employed, p.workplace, before, wishes.chosen.get(i), barred,
        ].append(i)  # fmt: skip
    found = []
    for ids in groups.values():
        p = instance.positions[ids[0]]
        options = _options(instance, p, offered, wishes, workplaces)
        had = wishes.before is not None and wishes.before.get(p.id) is not None
        found.append(
            PositionGroup(
                p.unit, p.staff, p.weekly_hours, p.team, tuple(ids), options,
                must_place=p.id in wishes.chosen, had_place=had,
            )
        )  # fmt: skip
    return tuple(found)


def _workplaces(instance: Instance) -> dict[str, set[str]]:
    """Where each unit has people today; a unit without any is a workplace of its own."""
    found: dict[str, set[str]] = {u: set() for u in instance.units}
    for p in instance.positions.values():
        found[p.unit].add(p.workplace)
    return {u: places or {u} for u, places in found.items()}


def _options(
    instance: Instance, p: Position, offered: Sequence[Posts], wishes: Wishes,
    workplaces: Mapping[str, set[str]],
) -> dict[int, Cost]:  # fmt: skip
    """The posts a position may go to, with what each costs."""
    chosen, found = wishes.chosen.get(p.id), {}
    p = p if wishes.competences else p._replace(competences=frozenset())
    for n, post in enumerate(offered):
        if (chosen and post.where != chosen) or (p.id, post.where) in wishes.never:
            continue
        cost = disruption(instance, p, post, workplaces[post.unit])
        if cost is not None:
            known = wishes.before is not None
            changed = known and wishes.before.get(p.id) != post.where  # type: ignore[union-attr]
            found[n] = cost._replace(changes=int(changed))
    return found


def disruption(instance: Instance, p: Position, post: Posts, there: set[str]) -> Cost | None:
    """What a position has to change to take a post; None where it cannot.

    A flex job is placed only where the tasks are suitable: in its own staff group or one of its
    competences, never by retraining. Distance is 0 at the workplace of today and 1 elsewhere.
    """
    elsewhere, own = post.unit != p.unit, post.staff == p.staff
    if post.along:
        return Cost(0, 1, 0, 0) if own and not elsewhere else None
    far = int(elsewhere and p.workplace not in there)
    if own or post.staff in p.competences:
        return Cost(0, int(elsewhere or not own), 0, far, int(not own))
    if (p.staff, post.staff) in instance.retraining and p.employment != "flexjob":
        return Cost(0, int(elsewhere), 1, far, 1)
    return None
