"""Which owners can agree, as a picture: a row for each combination, a dot for each member."""

import altair as alt
import pandas as pd

from locales import number, translator
from reports.charts import palette
from reports.charts.marks import FONT, styled
from reports.demands.coalitions import headline
from scenarios.studies.coalitions import Coalition, Coalitions

ROW, HEAD, NAME = 30, 150, 220  # pixels; a name is slanted
ROOM = " "  # an empty column that the last name leans into
SHOWN = 40  # combinations; more cannot be read


def matrix(found: Coalitions, language: str) -> alt.LayerChart:
    """Largest combinations first; beside each what it costs, or that there is no plan."""
    _ = translator(language)
    cost = _("Exits it costs")
    owners = [owner.of(language) for owner in found.demands]
    dots = pd.DataFrame(
        [
            {"row": i, "owner": owner.of(language), "member": owner in c.owners,
             "verdict": _verdict(c)}
            for i, c in enumerate(shown(found))
            for owner in found.demands
        ],
        columns=["row", "owner", "member", "verdict"],
    )  # fmt: skip
    told = pd.DataFrame(
        [
            {"row": i, "owner": cost, "label": _label(found, c, language)}
            for i, c in enumerate(shown(found))
        ],
        columns=["row", "owner", "label"],
    )
    x = alt.X("owner:N", scale=alt.Scale(domain=[*owners, cost, ROOM]), axis=_slanted())
    y = alt.Y("row:O", axis=None)
    layers = alt.layer(*_dots(dots, x, y), _texts(told, x, y)).properties(
        width="container",
        height=len(told) * ROW + HEAD,
        description=headline(found, language),
    )
    return styled(layers, language)  # type: ignore[no-any-return]


def _slanted() -> alt.Axis:
    """Names above the dots."""
    return alt.Axis(
        orient="top", title=None, labelAngle=-35, labelLimit=NAME, domain=False, ticks=False
    )


def shown(found: Coalitions) -> list[Coalition]:
    """All combinations of owners, or only the telling ones where they are too many."""
    several = [c for c in found.coalitions if c.owners]
    if len(several) > SHOWN:
        telling = {*found.minimal_infeasible, *(c.owners for c in found.maximal_feasible)}
        several = [c for c in several if c.owners in telling][:SHOWN]
    return sorted(several, key=lambda c: (-len(c.owners), c.plan is None, found.cost(c) or 0.0))


def _dots(dots: pd.DataFrame, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A pale dot for every owner, a strong one for a member: green with a plan, red without."""
    domain = {"plan": palette.GREEN, "none": palette.VERMILION, "unknown": palette.GREY}
    scale = alt.Scale(domain=list(domain), range=list(domain.values()))
    pale = alt.Chart(dots).mark_point(size=110, filled=True, color="#e6e6e6", opacity=1)
    strong = alt.Chart(dots[dots["member"]]).mark_point(size=190, filled=True, opacity=1)
    colour = alt.Color("verdict:N", scale=scale, legend=None)
    shape = alt.Shape(
        "verdict:N",
        scale=alt.Scale(domain=list(domain), range=["circle", "cross", "square"]),
        legend=None,
    )
    return [pale.encode(x=x, y=y), strong.encode(x=x, y=y, color=colour, shape=shape)]


def _texts(told: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    texts = alt.Chart(told).mark_text(fontSize=FONT)
    return texts.encode(  # type: ignore[no-any-return]
        x=x, y=y, text="label:N", color=alt.value(palette.INK)
    )


def _verdict(coalition: Coalition) -> str:
    if not coalition.known:
        return "unknown"
    return "none" if coalition.plan is None else "plan"


def _label(found: Coalitions, coalition: Coalition, language: str) -> str:
    _ = translator(language)
    cost = found.cost(coalition)
    if cost is not None:
        return number(cost, 0, language)
    return _("no plan") if coalition.known else _("not decided")
