"""Demands on staff: who is dismissed, hired, protected or set aside."""

from model import quantities
from model.demand import Demand, Text
from model.demand_kinds.record import LESS, MORE, NONE, DemandContext, DemandKind, Rows, least
from model.evaluation.savings import years_of
from model.evaluation.work import idle_staff
from model.expressions import Model, people_dismissed, people_of, total
from model.instance import Instance
from model.plan import baseline


def dismissals_rows(m: Model, q: Demand) -> Rows:
    """sum dismissed[u,s,y] / fte_per_person[s] <= bound, over all years of the demand"""
    yield ("all",), people_dismissed(m, q.units, q.staff, years_of(m.data, q)) <= q.bound


def dismissals_slack(c: DemandContext) -> float:
    """Persons that could still be dismissed."""
    return c.q.bound - sum(c.of_staff(c.after.dismissed_people, y) for y in c.years)


DISMISSALS = DemandKind(
    line="11.6",
    label=Text("Loft over afskedigelser", "Limit to dismissals"),
    sentence=Text(
        "Højst {bound} afskediges ({staff}, {units})",
        "At most {bound} {is|are} dismissed ({staff}, {units})",
    ),
    rows=dismissals_rows,
    slack=dismissals_slack,
    unit=quantities.DISMISSED,
    looser=MORE,
    lever="max_dismissals",
    field_order=("staff", "units"),
)


def protected_staff_rows(m: Model, q: Demand) -> Rows:
    """dismissed[u,s,y] = 0 for the staff groups"""
    for s in q.staff or m.data.staff_groups:
        if any(r == s for _, r in m.S):
            yield (s,), people_dismissed(m, q.units, (s,), years_of(m.data, q)) <= 0


def protected_staff_slack(c: DemandContext) -> float:
    """Minus the persons dismissed."""
    return -sum(c.of_staff(c.after.dismissed_people, y) for y in c.years)


PROTECTED_STAFF = DemandKind(
    line="11.7",
    label=Text("Fredet personale", "Protected staff"),
    sentence=Text("Ingen afskediges blandt {staff}", "Nobody is dismissed among {staff}"),
    rows=protected_staff_rows,
    slack=protected_staff_slack,
    unit=quantities.DISMISSED,
    needs=("staff",),
)


def staff_of(m: Model, q: Demand) -> list[tuple[str, str]]:
    """Units and staff groups that a demand is about; none named means all."""
    return [i for i in m.S if q.on_staff(*i)]


def help_rows(m: Model, q: Demand) -> Rows:
    """helped[s,y] >= bound x people of s dismissed in y"""
    for s in q.staff or m.data.helped:
        for y in years_of(m.data, q) if s in m.data.helped else ():
            yield (s, y), m.helped[s, y] - q.bound * people_of(m, s, y) >= 0


def help_slack(c: DemandContext) -> float:
    """Share of the dismissed who get help, smallest margin; met where nobody is dismissed."""
    margins = []
    for s in c.q.staff or c.data.helped:
        for y in c.years if s in c.data.helped else ():
            dismissed = sum(
                v for (_, r, x), v in c.after.dismissed_people.items() if (r, x) == (s, y)
            )
            if dismissed > NONE:
                margins.append(c.plan.helped.get((s, y), 0.0) / dismissed - c.q.bound)
    return least(margins)


HELP = DemandKind(
    line="11.19",
    label=Text("Hjælp til afskedigede", "Help for the dismissed"),
    sentence=Text(
        "Mindst {bound} % af de afskedigede {staff} får hjælp til et nyt job",
        "At least {bound}% of the dismissed {staff} get help into a new job",
    ),
    rows=help_rows,
    slack=help_slack,
    unit=quantities.SHARE,
    looser=LESS,
)


def idle_staff_rows(m: Model, q: Demand) -> Rows:
    """sum idle[u,s,y] <= bound + idle today"""
    today = sum(idle_today(m.data, q).values())
    for y in years_of(m.data, q):
        idle = (m.idle[u, s, y] for u, s in staff_of(m, q) if (u, s, y) in m.idle)
        yield (y,), total(m, idle) <= q.bound + today


def idle_staff_slack(c: DemandContext) -> float:
    """FTE without work that there could be more than today, in the year with fewest."""
    today = sum(idle_today(c.data, c.q).values())
    return least(c.q.bound + today - c.of_staff(c.after.idle, y) for y in c.years)


def idle_today(data: Instance, q: Demand) -> dict[tuple[str, str], float]:
    return {
        (u, s): max(0.0, fte)
        for (u, s, y), fte in idle_staff(data, baseline(data)).items()
        if y == data.years[0] and q.on_staff(u, s)
    }


IDLE_STAFF = DemandKind(
    line="11.29",
    label=Text("Loft over personale uden arbejde", "Limit to idle staff"),
    sentence=Text(
        "Højst {bound} årsværk flere end i dag er uden arbejde ({staff}, {units})",
        "At most {bound} FTE more than today are without work ({staff}, {units})",
    ),
    rows=idle_staff_rows,
    slack=idle_staff_slack,
    unit=quantities.FTE,
    looser=MORE,
    field_order=("staff", "units"),
)


def exact_staff_rows(m: Model, q: Demand) -> Rows:
    """sum staff[u,s,y] = bound: whole positions instead of fractions"""
    for y in years_of(m.data, q):
        yield (y,), total(m, (m.staff[*i, y] for i in staff_of(m, q))) == q.bound


def exact_staff_slack(c: DemandContext) -> float:
    """Minus the FTE by which the staff of decided units is more or less, at most."""
    decided = {i: v for i, v in c.plan.staff.items() if i[0] in c.data.decided_units}
    return least(-abs(c.of_staff(decided, y) - c.q.bound) for y in c.years)


EXACT_STAFF = DemandKind(
    line="11.20",
    label=Text("Fast normering", "Fixed staffing"),
    sentence=Text(
        "Præcis {bound} årsværk ({staff}, {units})", "Exactly {bound} FTE ({staff}, {units})"
    ),
    rows=exact_staff_rows,
    slack=exact_staff_slack,
    unit=quantities.FTE,
    needs=("units", "staff"),
)


def hiring_stop_rows(m: Model, q: Demand) -> Rows:
    """sum hired[u,s,y] <= bound: FTE above those who leave and are replaced"""
    for y in years_of(m.data, q):
        yield (y,), total(m, (m.hired[*i, y] for i in staff_of(m, q))) <= q.bound


def hiring_stop_slack(c: DemandContext) -> float:
    """FTE that could still be hired in the year with fewest."""
    return least(c.q.bound - c.of_staff(c.plan.hired, y) for y in c.years)


HIRING_STOP = DemandKind(
    line="11.24",
    label=Text("Ansættelsesstop", "Hiring stop"),
    sentence=Text(
        "Højst {bound} årsværk nyansættes om året ({staff}, {units})",
        "At most {bound} FTE a year are hired ({staff}, {units})",
    ),
    rows=hiring_stop_rows,
    slack=hiring_stop_slack,
    unit=quantities.FTE,
    looser=MORE,
)
