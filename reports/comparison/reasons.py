"""Why one answer gives more exits or saves more than another, in one sentence each."""

from collections.abc import Sequence

from locales import counter, number, translator
from reports.language import words
from reports.language.words import SAME, signed
from reports.language.words import marked as _
from scenarios.facts import saved, terms
from scenarios.solve import Answer
from scenarios.studies import causes
from scenarios.studies.causes import Contribution

NAMED = 3  # reasons in a sentence
LEAST = 0.5  # exits a year that are worth a word
CAUSES = {
    "people": _("the data on citizens"),
    "casework": _("casework"),
    "running": _("running costs of measures"),
    "refund": _("state reimbursement"),
    "attrition": _("leavers not replaced"),
    "hiring": _("hiring"),
    "dismissal": _("dismissals"),
    "handed_staff": _("staff handed over"),
    "staff_moves": _("moves and retraining"),
    "premises": _("premises and fixed costs"),
    "transfers": _("benefits"),
    "elsewhere": _("other administrations"),
    "tax": _("municipal tax"),
}


def exits(new: Answer, old: Answer, names: tuple[str, str], language: str) -> str:
    """How many exits a year `new` gives more than `old`; `names` are what they are called."""
    rows = causes.exits(new, old)
    count = round(sum(row.amount for row in rows))
    n = number(abs(count), 0, language)
    told = _exits_message(count, n, language).format(new=names[0], old=names[1], n=n)
    reasons = [row for row in rows if abs(row.amount) >= LEAST][:NAMED]
    if not reasons:
        return f"{told}."
    return _with_reasons(told, count, [_reason(row, new, language) for row in reasons], language)


def _exits_message(count: int, n: str, language: str) -> str:
    say, ngettext = translator(language), counter(language)
    if count == 0:
        return say(_("“{new}” gives as many exits to job or education a year as “{old}”"))
    if count > 0:
        return ngettext(
            "“{new}” gives one exit more to job or education a year than “{old}”",
            "“{new}” gives {n} more exits to job or education a year than “{old}”",
            n,
        )
    return ngettext(
        "“{new}” gives one exit fewer to job or education a year than “{old}”",
        "“{new}” gives {n} fewer exits to job or education a year than “{old}”",
        n,
    )


def money(new: Answer, old: Answer, names: tuple[str, str], language: str) -> str:
    """How much more `new` saves a year than `old`, and the causes that tell most."""
    say = translator(language)
    counted = terms((new, old))
    found = [saved(a, a.solution.outcome or a.before, counted) for a in (new, old)]
    more = found[0] - found[1]
    message = (
        say(_("“{new}” saves as much a year as “{old}”"))
        if abs(more) < SAME
        else say(_("“{new}” saves {amount} more a year than “{old}”"))
        if more > 0
        else say(_("“{new}” saves {amount} less a year than “{old}”"))
    )
    told = message.format(new=names[0], old=names[1], amount=words.money(abs(more), language))
    rows = [row for row in by_cause(causes.money(new, old)) if row.counted]
    large = [row for row in rows if abs(row.amount) >= SAME][:NAMED]
    if not large:
        return f"{told}."
    with_amounts = say(_("{result}: {amounts} (DKK m)."))
    return with_amounts.format(result=told, amounts=_cause_list(large, language))


MESSAGES = {"exits": exits, "money": money}


def by_cause(rows: Sequence[Contribution]) -> list[Contribution]:
    """Contributions summed over categories, what counts first, the largest first."""
    summed: dict[tuple[str, bool], float] = {}
    for row in rows:
        summed[row.cause, row.counted] = summed.get((row.cause, row.counted), 0.0) + row.amount
    found = [Contribution(cause, "", amount, told) for (cause, told), amount in summed.items()]
    return sorted(found, key=lambda row: (not row.counted, -abs(row.amount)))


def cause(row: Contribution, answer: Answer, language: str) -> str:
    """What a contribution comes from."""
    say = translator(language)
    if row.cause == "measure":
        return words.short(answer.instance.measures[row.key].name.of(language))
    return say(CAUSES[row.cause])


def _reason(row: Contribution, answer: Answer, language: str) -> str:
    say = translator(language)
    message = (
        say(_("{measure} gives {n} more"))
        if row.amount > 0
        else say(_("{measure} gives {n} fewer"))
    )
    return message.format(
        measure=cause(row, answer, language), n=number(abs(row.amount), 0, language)
    )


def _with_reasons(told: str, count: int, reasons: list[str], language: str) -> str:
    """The result with its reasons: because of them, or although they differ."""
    say = translator(language)
    message = say(_("{result}, because {reasons}.")) if count else say(_("{result}: {reasons}."))
    return message.format(result=told, reasons=words.listed(reasons, language))


def _cause_list(rows: Sequence[Contribution], language: str) -> str:
    say = translator(language)
    message = say(_("{cause} {amount}"))
    told = [
        message.format(cause=say(CAUSES[row.cause]), amount=signed(row.amount / 1000, 1, language))
        for row in rows
    ]
    return words.listed(told, language)
