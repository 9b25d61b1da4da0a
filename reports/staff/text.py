"""One message for each picture of staff in time, and the sentences of the law."""

from collections.abc import Sequence

import pandas as pd

from locales import counter, number, percent, shortest, translator
from model.staff.flows import staff_flows
from reports.answer import people_text
from reports.columns import word
from reports.language import words
from reports.money import economy
from reports.money.target import full_year
from reports.staff import tables as staff_tables
from reports.staff import timing as staff_timing
from scenarios.solve import Answer

SHOWN = 50.0  # tkr: a tenth of a million, rounded


def saving(answer: Answer, language: str) -> str:
    """The saving of the full year and its largest ways, with what it is in the first year."""
    _ = translator(language)
    rows = economy.savings_by_source(answer).pivot_table(
        index="way", columns="year", values="saving", sort=False
    )
    first, last = answer.instance.years[0], full_year(answer)
    parts = rows[last][rows[last].abs() >= SHOWN]
    if parts.empty:
        return _("Nothing is saved, and nothing is spent")
    told = _("{way} {amount}")
    names = [
        told.format(way=word("way", way, language).lower(), amount=words.money(v, language))
        for way, v in parts.items()
    ]
    return _("{total} saved in {year}: {ways}; in {first} it is {part}").format(
        year=last,
        total=words.money(float(rows[last].sum()), language),
        ways=words.listed(names, language),
        first=first,
        part=words.money(float(rows[first].sum()), language),
    )


def months(answer: Answer, language: str) -> str:
    """How many are paid in the last month of the first year."""
    _ = translator(language)
    rows = staff_timing.months(answer)
    paid = rows[rows["month"] == rows["month"].max()].set_index("side")["paid"]
    low = rows[rows["side"] == "after"]["paid"].mean()
    return _(
        "{before} FTE are paid today, {after} in December {year} and {mean} on average over the "
        "year"
    ).format(
        before=number(float(paid["before"]), 0, language),
        after=number(float(paid["after"]), 0, language),
        mean=number(float(low), 0, language),
        year=answer.instance.years[0],
    )


def flows(answer: Answer, language: str, unit: str | None = None) -> str:
    """Who leaves and who comes, in people over all years, of a unit or of all."""
    _ = translator(language)
    dismissed, flexjob = (_people(answer, unit, ["dismissed"], role) for role in (None, "flexjob"))
    parts = [
        people_text.dismissals(dismissed, flexjob, language),
        _("{leavers}, and {hired} are hired").format(
            leavers=people_text.leavers(*staff_tables.not_replaced(answer, unit), language),
            hired=words.people(_people(answer, unit, ["hired"]), language),
        ),
    ]
    if round(gone := _people(answer, unit, ["transferred"])):
        message = _("{n} go along to another administration")
        parts.append(message.format(n=words.people(gone, language)))
    told = "; ".join(parts)
    if unit is None:
        return words.sentence_start(told)
    return f"{words.plain(answer.instance.units[unit].name.of(language))}: {told}"


def _people(
    answer: Answer, unit: str | None, kinds: Sequence[str], role: str | None = None
) -> float:
    """Flows of staff in persons over all years, of a unit and role or of all."""
    groups = answer.instance.staff_groups
    return sum(
        flow.fte / groups[flow.staff].fte_per_person
        for flow in staff_flows(answer.instance, answer.solution.plan or answer.baseline)
        if flow.kind in kinds
        and unit in (None, flow.unit)
        and role in (None, groups[flow.staff].role)
    )


def timeline(answer: Answer, language: str) -> str:
    _ = translator(language)
    found = staff_timing.schedule(answer)
    if not found.notices and found.needed <= 0:
        return _("Nobody is given notice")
    if not found.notices:
        return _("Nobody is given notice: the hearings take {months}").format(
            months=months_text(found.needed, language)
        )
    longest = max(months for months, _people in found.notices)
    return _(
        "Notices are given {process} after the decision, and the last leave after {last}"
    ).format(
        process=months_text(found.notice, language),
        last=months_text(found.notice + longest, language),
    )


def months_text(months: float, language: str) -> str:
    """A time in months: "1 month", "1.5 months"."""
    told, ngettext = shortest(months, language, 1), counter(language)
    return ngettext("{n} month", "{n} months", told).format(n=told)


def law(answer: Answer, language: str) -> str:
    """Whether the plan is a mass dismissal, and where: how many go is told where few are hidden."""
    _, found = translator(language), staff_timing.mass_dismissals(answer)
    if not found:
        return _("Nobody is dismissed, so the act on mass dismissals does not apply")
    if not answer.instance.mass_dismissal:
        return _("The data tell of no thresholds for mass dismissals")
    at = [each for each in found if each.unit and each.triggered]
    whole = any(each.triggered for each in found if not each.unit)
    if not at:
        return (
            _("The dismissals are a mass dismissal for the administration as a whole only, at no "
              "single workplace")
            if whole
            else _("No workplace reaches the thresholds of the act on mass dismissals")
        )  # fmt: skip
    units = answer.instance.units
    names = [units[str(each.unit)].name.of(language) for each in at]
    return _("The plan triggers the act on mass dismissals at {places}").format(
        places=words.listed(names, language)
    )


def act_duties(answer: Answer, language: str) -> str | None:
    """What the act asks for in this plan; None where it does not apply."""
    _ = translator(language)
    if not any(each.triggered for each in staff_timing.mass_dismissals(answer)):
        return None
    found = staff_timing.schedule(answer)
    told = _(
        "Management negotiates with the representatives of staff and notifies the Regional Labour "
        "Market Council before any notice is given; nobody can leave before {earliest} "
        "after the decision."
    ).format(earliest=months_text(found.earliest, language))
    if found.late:
        late = _(
            "The steps take {needed}, but the plan counts on notices after {notice}: lengthen the "
            "process in the data."
        ).format(
            needed=months_text(found.needed, language), notice=months_text(found.notice, language)
        )
        return f"{told} {late}"
    return told


def protected_staff(answer: Answer, language: str) -> str | None:
    """The staff groups that no plan can dismiss: by law, or by a demand that applies."""
    _ = translator(language)
    groups = answer.instance.staff_groups
    kept = {s for s, group in groups.items() if not group.dismissible}
    for demand in answer.instance.demands.values():
        if demand.kind == "protected_staff" and demand.active:
            kept |= set(demand.staff)
    names = [words.plain(groups[s].name.of(language)) for s in groups if s in kept]
    if not names:
        return None
    return _("Nobody is dismissed among {names}: {posts} FTE go on until they leave.").format(
        names=words.listed(names, language),
        posts=number(
            sum(v for (_u, s), v in answer.instance.staff_today.items() if s in kept), 0, language
        ),
    )


def effort(answer: Answer, language: str) -> str:
    """How many of the dismissed get help, by how many FTE, and what it gives."""
    _ = translator(language)
    groups = helped_groups(answer, language)
    if not groups:
        return _("The data tell of no help for the dismissed")
    found = staff_timing.help_given(answer)
    if found is None:
        return _("Nobody is dismissed among {groups}").format(groups=groups)
    return _(
        "{helped} of {people} dismissed among {groups} get help into a new job, by up to {staff} "
        "FTE: {found} have one within a year{span}, {gained} more than without help"
    ).format(
        helped=words.people(found.helped, language),
        people=words.people(found.people, language),
        groups=groups,
        staff=number(found.staff, 1, language),
        found=words.people(found.found["mid"], language),
        span=_span(found.found["low"], found.found["high"], language),
        gained=words.people(found.gained("mid"), language),
    )


def _span(low: float, high: float, language: str) -> str:
    """The least and the most people, as far as they are not few."""
    _ = translator(language)
    if words.is_few(high) or not round(high):
        return ""
    message = _(" (at most {high})") if words.is_few(low) else _(" (from {low} to {high})")
    return message.format(low=words.people(low, language), high=words.people(high, language))


def helped_groups(answer: Answer, language: str) -> str:
    """The staff groups of which the dismissed can get help."""
    groups = answer.instance.staff_groups
    names = [words.plain(groups[s].name.of(language)).lower() for s in answer.instance.helped]
    return words.listed(names, language)


def duties(answer: Answer, language: str) -> list[str]:
    """What must be tried before a flex jobber is given notice, with its legal basis."""
    _ = translator(language)
    told = _("Before notice: {step} ({law}).")
    return [
        told.format(
            step=each.step.name.of(language)[:1].lower() + each.step.name.of(language)[1:],
            law=each.step.law.of(language),
        )
        for each in staff_timing.schedule(answer).steps
        if each.step.when == "flexjob"
    ]


def study_sentence(study: pd.DataFrame, language: str) -> str:
    """What the help gives when all of the dismissed get it, and what that takes."""
    _ = translator(language)
    rows = study.dropna(subset=["found"])
    if len(rows) == 0:
        return _("No plan dismisses anybody who could get help")
    least, most = rows.iloc[0], rows.iloc[-1]
    return _(
        "With help for {share} of the dismissed {gained} more have a job within a year than "
        "without, and the plan gives {exits} a year instead of {before}"
    ).format(
        share=percent(float(most["help_for"]), 0, language),
        gained=words.people(float(most["gained"]), language),
        exits=words.extra_exits(words.count(float(most["exits"]), language), language),
        before=words.count(float(least["exits"]), language),
    )
