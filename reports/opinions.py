"""What a second solver says of a plan, in one sentence."""

from locales import number, translator
from model.second_opinion import Opinion


def opinion(said: Opinion | None, language: str) -> str | None:
    """One sentence; None when no second solver was asked."""
    _ = translator(language)
    if said is None:
        return None
    if said.value is None:
        text = _("A second solver, {solver}, found no plan for the same model ({termination}).")
        return text.format(solver=said.solver, termination=said.termination)
    values = {"solver": said.solver, "value": number(said.value, 1, language)}
    if said.agrees:
        return _(
            "A second solver, {solver}, was given the same model and reached the same best value, "
            "{value}."
        ).format(**values)
    return _(
        "A second solver, {solver}, disagrees: it says {value}. Do not use the plan before the "
        "difference is explained."
    ).format(**values)
