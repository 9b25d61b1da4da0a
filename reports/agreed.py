"""A plan solved again with whole positions: whether it could be, and what it cost."""

from typing import Any

from locales import number, translator
from reports import words
from reports.said import said
from scenarios.placement import Agreed


def sentence(found: Agreed, language: str) -> str:
    """Whether the plan has whole positions now, or what stands in the way."""
    _ = translator(language)
    steps = found.answer.solution.steps
    if found.whole:
        return _("With whole positions the plan reaches {value} by its first criterion.").format(
            value=words.count(steps[0].value, language)
        )
    demands = {**found.answer.instance.demands, **found.demands}
    clash = [said(demands[i], language) for i in found.clash if i in demands]
    if not clash:
        return _("No plan with whole positions was found.")
    return _(
        "No plan with whole positions was found: {n} demands clash with them, such as {first}."
    ).format(n=number(len(clash), 0, language), first=words.listed([clash[0]], language))


def as_json(found: Agreed) -> dict[str, Any]:
    """What `place --whole` adds: whether it agrees, the FTE asked for, and what clashed."""
    steps = found.answer.solution.steps
    return {
        "whole": found.whole,
        "objective": steps[0].value if steps else None,
        "exact_staff": {i: q.bound for i, q in found.demands.items()},
        "clash": list(found.clash),
    }
