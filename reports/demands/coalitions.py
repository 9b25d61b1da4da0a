"""Who can agree, in words, as a table and as a picture."""

from typing import Any

import pandas as pd

from locales import number, translator
from reports.language import words
from scenarios.studies.coalitions import Coalition, Coalitions, Owners


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
            "{owners} can agree: it costs {exits} exits over the years against the law alone, "
            "{dismissed} are dismissed, and {amount} is saved in the last year."
        )
        if saves
        else _(
            "{owners} can agree: it costs {exits} exits over the years against the law alone, "
            "{dismissed} are dismissed, and the last year costs {amount} more than today."
        )
    )
    return message.format(
        owners=together(coalition.owners, language),
        exits=number(found.cost(coalition) or 0.0, 0, language),
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
