"""Sections 5-7: the staff balance, the staff need, and which unit is responsible for whom."""

from model.algebra import pyo
from model.derived import casework_hours, casework_range
from model.evaluation.job_loss import loss_of
from model.expressions import Rule, casework_of, handover_places, total
from model.timing import attrition


def staff_before(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """FTE at the end of the year before y; today's before the first year."""
    first = y == m.data.settings.first_year
    return m.data.staff_today.get((u, s), 0.0) if first else m.staff[u, s, y - 1]


def staff_balance(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(5.1) staff[y] = staff[y-1] - those who go + those who come

    who go: vacated, dismissed, moved_out, retrained, transferred; who come: hired, moved_in,
    retrained from another group
    """
    first = y == m.data.settings.first_year
    retrained = [(r, t) for v, r, t in m.retrainable if v == u]
    return m.staff[u, s, y] == (
        staff_before(m, u, s, y)
        - m.vacated[u, s, y]
        - m.dismissed[u, s, y]
        - m.moved_out[u, s, y]
        - sum(m.retrained[u, r, t, y] for r, t in retrained if r == s)
        - (m.transferred[u, s] if first and (u, s) in m.transfers else 0)
        + m.hired[u, s, y]
        + m.moved_in[u, s, y]
        + sum(m.retrained[u, r, t, y] for r, t in retrained if t == s)
    )


def only_leavers_vacate(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(5.2) vacated[u,s,y] <= attrition[s,y] staff[u,s,y-1]: leavers who are not replaced"""
    share = attrition(m.data, m.data.staff_groups[s], y)
    return m.vacated[u, s, y] - share * staff_before(m, u, s, y) <= 0


def moves_meet(m: pyo.ConcreteModel, s: str, y: int) -> Rule:
    """(5.3) sum_u moved_in[u,s,y] = sum_u moved_out[u,s,y]"""
    units = [u for u, r in m.S if r == s]
    return sum(m.moved_in[u, s, y] - m.moved_out[u, s, y] for u in units) == 0


def staff_goes_along(m: pyo.ConcreteModel, u: str, s: str) -> Rule:
    """(5.4) transferred[u,s] = sum_n attached[n,u,s] is_handed_over[n]"""
    attached = [(n, fte) for (n, v, r), fte in m.attached.items() if (v, r) == (u, s)]
    return m.transferred[u, s] == sum(fte * m.is_handed_over[n] for n, fte in attached)


def retraining_pace(m: pyo.ConcreteModel, u: str, s: str, r: str, y: int) -> Rule:
    """(5.5) retrained[u,s,r,y] <= most[s,r] staff[u,s,y-1]"""
    most = m.data.retraining[s, r].most
    return m.retrained[u, s, r, y] - most * staff_before(m, u, s, y) <= 0


def only_dismissible(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(5.6) dismissed[u,s,y] <= 0 for staff groups that cannot be dismissed"""
    return m.dismissed[u, s, y] <= 0


def moved_to_work(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(6.2) hours_per_fte moved_in[u,s,y] <= work[u,s,y], where s has work of its own"""
    return m.data.settings.hours_per_fte * m.moved_in[u, s, y] - m.work[u, s, y] <= 0


def casework_is_done(m: pyo.ConcreteModel, g: str, u: str, y: int) -> Rule:
    """(6.3) casework[g,u,y] = casework_hours[g] (serves + specialisation (serves - focused))"""
    need = casework_hours(m.data.in_year(y), g) * (m.serves[g, u] + mixed(m, g, u))
    if g not in m.caseworked:
        return casework_of(m, g, u, y) - need == 0
    low, _ = casework_range(m.data.in_year(y), g)
    return casework_of(m, g, u, y) - low * need >= 0


def casework_where_served(m: pyo.ConcreteModel, g: str, u: str, y: int) -> Rule:
    """(6.11) casework[g,u,y] <= most casework (serves + specialisation (serves - focused))"""
    _, high = casework_range(m.data.in_year(y), g)
    need = casework_hours(m.data.in_year(y), g) * (m.serves[g, u] + mixed(m, g, u))
    return casework_of(m, g, u, y) - high * need <= 0


def casework_by_steps(m: pyo.ConcreteModel, g: str, y: int) -> Rule:
    """(6.12) sum_u casework[g,u,y] = hours (least + sum_k casework_step[g,k,y]), and what mixes"""
    low, _ = casework_range(m.data, g)
    hours, units = casework_hours(m.data.in_year(y), g), m.data.units_for[g]
    steps = sum(m.casework_step[g, k, m.data.stage(y)] for k in range(len(m.caseworked[g])))
    done = total(m, (casework_of(m, g, u, y) for u in units))
    return done == hours * (low + steps + sum(mixed(m, g, u) for u in units))


def mixed(m: pyo.ConcreteModel, g: str, u: str) -> Rule:
    """Share more casework where the unit of a group has another focus too."""
    if (g, u) not in m.mixable:
        return 0.0
    return m.data.settings.specialisation * (m.serves[g, u] - m.focused[g, u])


def casework_step_holds(m: pyo.ConcreteModel, g: str, k: int, y: int) -> Rule:
    """(6.13) casework_step[g,k,y] <= its width"""
    start, end, _ = m.caseworked[g][k]
    return m.casework_step[g, k, y] <= end - start


def staff_need(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(6.4) work[u,s,y] + hours_per_fte idle[u,s,y] = hours_per_fte staff[u,s,y] + lent in

    lent in: sum efficiency lent; without work of its own a group is never idle
    """
    h = m.data.settings.hours_per_fte
    lent_in = [(a, b) for v, a, b in m.lendable if (v, b) == (u, s)]
    helped = sum(m.data.substitution[a, b] * m.lent[u, a, b, y] for a, b in lent_in)
    spare = h * m.staff[u, s, y] + helped - m.work[u, s, y]
    return spare == h * m.idle[u, s, y] if (u, s, y) in m.idle else spare >= 0


def work(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(6.1) work[u,s,y]: hours for places, handovers, casework, reserved and lent out"""
    data, h = m.data, m.data.settings.hours_per_fte
    hours = sum(
        staffing.hours * m.places[n, u, g, data.stage(y)]
        + staffing.handover_hours * handover_places(m, n, u, g, y)
        for n, _, g in m.of_unit[u,]
        if (staffing := data.staffing.get((n, s)))
    )
    hours += sum(
        m.casework[g, u, y] for g in data.groups_at[u] if data.groups[g].casework_staff == s
    )
    hours += h * help_given(m, u, s, y)
    return hours + sum(m.lent[v, a, b, y] for v, a, b in m.lendable if (v, a) == (u, s))


def help_given(m: pyo.ConcreteModel, u: str, s: str, y: int) -> Rule:
    """(6.8) FTE that help the dismissed: those still seeking over the caseload"""
    here = {r: each for r, each in m.data.helped.items() if (each.unit, each.helper) == (u, s)}
    return sum(
        loss_of(m.data, r, x, helped=True)[y - x].seeking / each.caseload * m.helped[r, x]
        for r, each in here.items()
        for x in m.Y
        if x <= y
    )


def leaders_by_span(m: pyo.ConcreteModel, u: str, y: int) -> Rule:
    """(6.5) sum over others of staff[u,s,y] <= span[u] sum over leaders of staff[u,s,y]"""
    span = m.data.units[u].span
    weight = {s: -span if m.data.staff_groups[s].role == "leader" else 1.0 for _, s in m.S}
    return sum(weight[s] * m.staff[v, s, y] for v, s in m.S if v == u) <= 0


def leaders_at_least(m: pyo.ConcreteModel, u: str, y: int) -> Rule:
    """(6.6) sum over leaders of staff[u,s,y] >= leaders[u] unit_is_open[u]"""
    leaders = [s for v, s in m.S if v == u and m.data.staff_groups[s].role == "leader"]
    need = m.data.units[u].leaders * m.unit_is_open[u]
    return total(m, (m.staff[u, s, y] for s in leaders)) - need >= 0


def staff_in_open_unit(m: pyo.ConcreteModel, u: str, y: int) -> Rule:
    """(6.7) sum_s staff[u,s,y] <= capacity[u] unit_is_open[u]"""
    room = m.data.units[u].capacity * m.unit_is_open[u]
    return sum(m.staff[v, s, y] for v, s in m.S if v == u) - room <= 0


def one_responsible_unit(m: pyo.ConcreteModel, g: str) -> Rule:
    """(7.1) sum_u serves[g,u] = 1"""
    return sum(m.serves[g, u] for u in m.data.units_for[g]) == 1


def serving_unit_is_open(m: pyo.ConcreteModel, g: str, u: str) -> Rule:
    """(7.2) serves[g,u] <= unit_is_open[u]"""
    return m.serves[g, u] <= m.unit_is_open[u]


def handover_counts(m: pyo.ConcreteModel, n: str, u: str, g: str, y: int) -> Rule:
    """(7.3) handover[n,u,g,y] >= places[n,u,g,y] - most[n,u,g] serves[g,u]"""
    most = most_of_group(m, n, u, g)
    return m.handover[n, u, g, y] - m.places[n, u, g, y] + most * m.serves[g, u] >= 0


def focused_is_served(m: pyo.ConcreteModel, g: str, u: str) -> Rule:
    """(7.4) focused[g,u] <= serves[g,u]"""
    return m.focused[g, u] <= m.serves[g, u]


def one_focus(m: pyo.ConcreteModel, g: str, h: str, u: str) -> Rule:
    """(7.5) focused[g,u] + serves[h,u] <= 1 for h of another focus"""
    return m.focused[g, u] + m.serves[h, u] <= 1


def handover_within_places(m: pyo.ConcreteModel, n: str, u: str, g: str, y: int) -> Rule:
    """(7.7) handover[n,u,g,y] <= places[n,u,g,y]"""
    return m.handover[n, u, g, y] - m.places[n, u, g, y] <= 0


def handover_is_elsewhere(m: pyo.ConcreteModel, n: str, u: str, g: str, y: int) -> Rule:
    """(7.8) handover[n,u,g,y] <= most[n,u,g] (1 - serves[g,u])"""
    most = most_of_group(m, n, u, g)
    return m.handover[n, u, g, y] + most * m.serves[g, u] <= most


def focused_unless_mixed(m: pyo.ConcreteModel, g: str, u: str) -> Rule:
    """(7.9) focused[g,u] >= serves[g,u] - sum_h serves[h,u] over h of another focus"""
    others = sum(m.serves[h, v] for i, h, v in m.foci if (i, v) == (g, u))
    return m.focused[g, u] - m.serves[g, u] + others >= 0


def most_of_group(m: pyo.ConcreteModel, n: str, u: str, g: str) -> float:
    """Places of g that unit u could run of measure n: what it could have, what g could take."""
    offers = m.data.offers
    sources = [(n, u)] * ((n, u) in offers) + [(n, v) for _, v, _ in m.of_taker[n, u]]
    room: float = sum(offers[o].capacity for o in sources)
    return min(room, m.data.most_places(n, g)) if m.data.measures[n].is_offer else room


def add_staff(m: pyo.ConcreteModel) -> None:
    groups = m.data.staff_groups
    kept = [(u, s) for u, s in m.S if not groups[s].dismissible]
    m.staff_balance = pyo.Constraint(m.S, m.Y, rule=staff_balance)
    m.only_leavers_vacate = pyo.Constraint(m.S, m.Y, rule=only_leavers_vacate)
    m.moves_meet = pyo.Constraint(sorted({s for _, s in m.S}), m.Y, rule=moves_meet)
    m.staff_goes_along = pyo.Constraint(m.transfers, rule=staff_goes_along)
    m.retraining_pace = pyo.Constraint(m.retrainable, m.Y, rule=retraining_pace)
    m.only_dismissible = pyo.Constraint(kept, m.Y, rule=only_dismissible)
    m.work = pyo.Expression(m.S, m.Y, rule=work)
    m.moved_to_work = pyo.Constraint(
        [(u, s) for u, s in m.S if s in m.working], m.Y, rule=moved_to_work
    )
    m.casework_is_done = pyo.Constraint(m.eligible, m.Y, rule=casework_is_done)
    m.staff_need = pyo.Constraint(m.S, m.Y, rule=staff_need)
    spanned = [u for u in m.U if m.data.units[u].span]
    m.leaders_by_span = pyo.Constraint(spanned, m.Y, rule=leaders_by_span)
    m.leaders_at_least = pyo.Constraint(
        [u for u in m.U if m.data.units[u].leaders], m.Y, rule=leaders_at_least
    )
    m.staff_in_open_unit = pyo.Constraint(m.U, m.Y, rule=staff_in_open_unit)


def add_casework(m: pyo.ConcreteModel) -> None:
    """Section 6, where casework is a choice."""
    chosen = [(g, u) for g, u in m.eligible if g in m.caseworked]
    m.casework_where_served = pyo.Constraint(chosen, m.Y, rule=casework_where_served)
    m.casework_by_steps = pyo.Constraint(list(m.caseworked), m.Y, rule=casework_by_steps)
    m.casework_step_holds = pyo.Constraint(
        [(g, k) for g, steps in m.caseworked.items() for k in range(len(steps))],
        m.T,
        rule=casework_step_holds,
    )


def add_responsibility(m: pyo.ConcreteModel) -> None:
    """Section 7."""
    m.one_responsible_unit = pyo.Constraint(m.G, rule=one_responsible_unit)
    m.serving_unit_is_open = pyo.Constraint(m.eligible, rule=serving_unit_is_open)
    m.handover_counts = pyo.Constraint(m.choices, m.T, rule=handover_counts)
    m.focused_is_served = pyo.Constraint(m.mixable, rule=focused_is_served)
    m.one_focus = pyo.Constraint(m.foci, rule=one_focus)
    costly = {n for (n, _), staffing in m.data.staffing.items() if staffing.handover_hours}
    taking_time = [i for i in m.choices if i[0] in costly]
    m.handover_within_places = pyo.Constraint(taking_time, m.T, rule=handover_within_places)
    m.handover_is_elsewhere = pyo.Constraint(taking_time, m.T, rule=handover_is_elsewhere)
    m.focused_unless_mixed = pyo.Constraint(m.mixable, rule=focused_unless_mixed)
