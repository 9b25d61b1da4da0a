"""One message per chart, said in its title."""

from locales import counter, number, translator
from reports import citizens, measures
from reports.answer.figures import figures
from reports.language import words
from reports.money import economy
from reports.money.target import full_year, savings_target
from reports.staff import tables as staff_tables
from scenarios.solve import Answer


def bridge(answer: Answer, language: str) -> str:
    """Where the saving comes from, and what is spent again."""
    _ = translator(language)
    saved = list(economy.bridge(answer)["saving"])
    freed, left = sum(v for v in saved if v > 0), sum(saved)
    if not round(freed):
        return _("No money is freed")
    return _(
        "{freed} is freed a year, {spent} of it is spent again: {left} is left in {year}"
    ).format(
        freed=words.money(freed, language),
        spent=words.money(round(freed, -2) - round(left, -2), language),  # so that it adds up
        left=words.money(left, language),
        year=full_year(answer),
    )


def spending(answer: Answer, language: str) -> str:
    """What today's measures cost and give, and what goes to those that give nothing."""
    _ = translator(language)
    rows = measures.by_verdict(answer, language)
    idle = float(rows.loc[rows["verdict"].isin(["none", "fewer"]), "cost_before"].sum())
    told = _("Today's measures cost {cost} net a year and give {exits}").format(
        cost=words.money(float(rows["cost_before"].sum()), language),
        exits=words.extra_exits(number(float(rows["exits"].sum()), 0, language), language),
    )
    if not round(idle):
        return told
    spent = _("{idle} of it goes to measures that give none")
    return f"{told}; {spent.format(idle=words.money(idle, language))}"


def staff_today(answer: Answer, language: str) -> str:
    """How many work here, and how much of it a plan can change."""
    _ = translator(language)
    rows = staff_tables.today(answer, language)
    flexjob = float(rows.loc[rows["role"] == "flexjob", "employed"].sum())
    return _(
        "{people} people work here today, {flexjob} of them in flex jobs; a plan decides "
        "{decided} of {fte} FTE"
    ).format(
        people=words.people(float(rows["employed"].sum()), language),
        flexjob=words.people(flexjob, language),
        decided=number(float(rows["fte_decided"].sum()), 0, language),
        fte=number(float(rows["today"].sum()), 0, language),
    )


def prices(answer: Answer, language: str) -> str:
    """The cheapest and the dearest exit today, and how many measures give none."""
    _, ngettext = translator(language), counter(language)
    rows = measures.today(answer, language).to_dict("records")
    priced = [row for row in rows if row["verdict"] == "more"]
    none = sum(row["verdict"] in ("none", "fewer") for row in rows)
    if not priced:
        return _("No measure gives extra exits today")
    cost = _("An extra exit costs from {least} ({first}) to {most} ({last}) today").format(
        least=words.thousands(priced[0]["net_per_exit"], language),
        first=words.plain(priced[0]["name"]),
        most=words.thousands(priced[-1]["net_per_exit"], language),
        last=words.plain(priced[-1]["name"]),
    )
    if not none:
        return cost
    idle = ngettext("one measure gives none", "{n} measures give none", str(none))
    return f"{cost}; {idle.format(n=none)}"


def places(answer: Answer, language: str) -> str:
    """How many measures close, shrink, grow or go elsewhere, of those that have places."""
    _, ngettext = translator(language), counter(language)
    today = answer.instance.today
    found = [
        status for m, status in measures.statuses(answer).items() if today(m) or status != "kept"
    ]
    phrases = {
        "closed": _("{n} closed"),
        "handed_over": _("{n} handed over"),
        "cut": _("{n} cut"),
        "regrouped": _("{n} moved between groups"),
        "grown": _("{n} expanded"),
        "kept": _("{n} as today"),
    }
    told = [
        phrase.format(n=found.count(status))
        for status, phrase in phrases.items()
        if status in found
    ]
    message = ngettext("Of {n} measure: {told}", "Of {n} measures: {told}", str(len(found)))
    return message.format(n=len(found), told=words.listed(told, language))


def exits(answer: Answer, language: str) -> str:
    """Which group gains most of the extra exits."""
    _, ngettext = translator(language), counter(language)
    rows = citizens.table(answer, language).to_dict("records")
    best = max(rows, key=lambda row: row["extra"])
    if round(best["extra"]) <= 0:
        return _("No group has more exits than today")
    n = number(best["extra"], 0, language)
    return ngettext(
        "{group}: one exit more a year, of {total} more in all",
        "{group}: {n} more exits a year, of {total} more in all",
        n,
    ).format(
        group=best["name"],
        n=n,
        total=number(sum(row["extra"] for row in rows), 0, language),
    )


def units(answer: Answer, language: str) -> str:
    """The unit whose staff changes most."""
    _ = translator(language)
    rows = staff_tables.by_unit(answer, language).to_dict("records")
    most = max(rows, key=lambda row: abs(row["after"] - row["today"]), default=None)
    if most is None or abs(most["after"] - most["today"]) < 1:
        return _("All units keep their staff")
    return _("{unit} changes most: from {before} to {after} FTE").format(
        unit=most["unit_name"],
        before=number(most["today"], 0, language),
        after=number(most["after"], 0, language),
    )


def savings(answer: Answer, language: str) -> str:
    """The saving against what is demanded, and what the first year gives."""
    _ = translator(language)
    key, first = figures(answer), economy.target_by_year(answer).to_dict("records")[0]
    values = {
        "saving": words.money(key.saving, language),
        "demand": words.money(key.demanded or 0.0, language),
        "since": key.since,
        "first": words.money(first["saving"], language),
        "year": first["year"],
    }
    if key.demanded is None or first["year"] in savings_target(answer).years:
        return _("{saving} saved a year from {since}").format(**values)
    return _("{saving} saved a year from {since}, {demand} demanded; {year} gives {first}").format(
        **values
    )
