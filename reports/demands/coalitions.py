"""Which owners can agree: in words, as a table, and as a picture with a row a combination."""

from typing import Any

import altair as alt
import pandas as pd

from locales import number, translator
from reports.charts import marks, palette
from reports.language import words
from scenarios.studies.coalitions import Coalition, Coalitions, Owners

ROW, HEAD, NAME = 30, 150, 220  # pixels; a name is slanted
ROOM = " "  # an empty column that the last name leans into
SHOWN = 40  # combinations; more cannot be read


def headline(found: Coalitions, language: str) -> str:
    """How many combinations can agree, of those judged."""
    _ = translator(language)
    agreed = sum(c.plan is not None for c in found.coalitions)
    everybody = next((c for c in found.coalitions if len(c.owners) == len(found.demands)), None)
    if everybody is not None and everybody.plan is not None:
        return _("All owners can agree on one plan")
    return _("{agreed} of {number} combinations of owners can agree on a plan").format(
        agreed=number(agreed, 0, language), number=number(len(found.coalitions), 0, language)
    )


def sentences(found: Coalitions, language: str) -> list[str]:
    """Who cannot agree, and the largest combinations that can."""
    _ = translator(language)
    lines = [headline(found, language) + "."]
    lines += [
        _("{owners} cannot agree on any plan.").format(owners=together(owners, language))
        if len(owners) > 1
        else _("The demands of {owners} cannot be met by any plan.").format(
            owners=together(owners, language)
        )
        for owners in found.minimal_infeasible
    ]
    lines += [
        _agreed(found, coalition, language)
        for coalition in found.maximal_feasible
        if coalition.owners
    ]
    if found.left_out:
        names = words.listed((owner.of(language) for owner in found.left_out), language)
        lines.append(_("Left out, since nine owners are the most: {owners}.").format(owners=names))
    if not found.complete:
        lines.append(_("The time was up before all combinations were decided."))
    return lines


def together(owners: Owners, language: str) -> str:
    """Names in alphabetical order as a list of the language."""
    return words.listed(sorted(owner.of(language) for owner in owners), language)


def _agreed(found: Coalitions, coalition: Coalition, language: str) -> str:
    _ = translator(language)
    assert coalition.plan is not None, "the widest have a plan"
    saves = coalition.plan.saving >= 0
    message = (
        _(
            "{owners} can agree: it costs {exits} over the years against the law alone, "
            "{dismissed} are dismissed, and {amount} is saved in the last year."
        )
        if saves
        else _(
            "{owners} can agree: it costs {exits} over the years against the law alone, "
            "{dismissed} are dismissed, and the last year costs {amount} more than today."
        )
    )
    return message.format(
        owners=together(coalition.owners, language),
        exits=words.exits(number(found.cost(coalition) or 0.0, 0, language), language),
        dismissed=words.people(coalition.plan.dismissals, language),
        amount=words.money(abs(coalition.plan.saving), language),
    )


def as_json(found: Coalitions) -> dict[str, Any]:
    """Exits are those over all years more than today; money in tkr in the last year."""
    return {
        "owners": {owner.en: list(own) for owner, own in found.demands.items()},
        "left_out": [owner.en for owner in found.left_out],
        "coalitions": [
            {
                "owners": sorted(owner.en for owner in c.owners),
                "possible": None if not c.known else c.plan is not None,
                "exits": c.plan.exits if c.plan else None,
                "cost": found.cost(c),
                "dismissals": c.plan.dismissals if c.plan else None,
                "saving": c.plan.saving if c.plan else None,
            }
            for c in found.coalitions
        ],
        "complete": found.complete,
        "seconds": found.seconds,
    }


def table(found: Coalitions, language: str) -> pd.DataFrame:
    """One row per combination judged, the largest first, then the cheapest."""
    _ = translator(language)
    rows = [
        {
            "coalition": together(c.owners, language) or _("The law alone"),
            "members": len(c.owners),
            "agrees": c.plan is not None if c.known else None,
            "exits_lost": found.cost(c),
            "let_go": words.people(c.plan.dismissals, language) if c.plan else None,
            "saving": c.plan.saving if c.plan else None,
        }
        for c in found.coalitions
    ]
    columns = ["coalition", "members", "agrees", "exits_lost", "let_go", "saving"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["members", "exits_lost"], ascending=[False, True], ignore_index=True)


def matrix(found: Coalitions, language: str) -> marks.Spec:
    """Largest combinations first; beside each what it costs, or that there is no plan."""
    _ = translator(language)
    cost, combinations = _("Exits it costs"), most_telling(found)
    owners = [owner.of(language) for owner in found.demands]
    dots = pd.DataFrame(
        [
            (i, owner.of(language), owner in c.owners, _verdict(c))
            for i, c in enumerate(combinations)
            for owner in found.demands
        ],
        columns=["row", "owner", "member", "verdict"],
    )
    labels = pd.DataFrame(
        [(i, cost, _label(found, c, language)) for i, c in enumerate(combinations)],
        columns=["row", "owner", "label"],
    )
    above = alt.Axis(
        orient="top", title=None, labelAngle=-35, labelLimit=NAME, domain=False, ticks=False
    )
    x = alt.X("owner:N", scale=alt.Scale(domain=[*owners, cost, ROOM]), axis=above)
    y = alt.Y("row:O", axis=None)
    text = alt.Chart(labels).mark_text(fontSize=marks.FONT)
    text = text.encode(x=x, y=y, text="label:N", color=alt.value(palette.INK))
    height, message = len(labels) * ROW + HEAD, sentences(found, language)[0]
    return marks.chart([*_dots(dots, x, y), text], height, message, language)


def most_telling(found: Coalitions) -> list[Coalition]:
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
