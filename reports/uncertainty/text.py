"""How sure a plan is, in sentences that need no statistician.

A future is called an outcome where people read it: all uncertain numbers as they may turn out.
"""

from collections.abc import Sequence

from locales import number, translator
from reports.answer import people
from reports.answer.people_text import more_in_work
from reports.language import words
from reports.language.words import marked as _
from reports.uncertainty.answer import chance
from reports.uncertainty.tables import Compared, in_order
from scenarios.solve import Answer
from scenarios.studies.futures import InFuture, Span, Sureness

MUCH = 0.02  # of a saving: less is the same


def in_last_year(found: Sureness, language: str) -> str:
    """People more in work in the last year: what is probable, and the middle."""
    say, (year, span) = translator(language), list(found.in_work.items())[-1]
    if round(span.p10) == round(span.p90):
        message = say(_("In {year} there are {more}, in almost every future"))
        return message.format(year=year, more=more_in_work(span.p50, language))
    message = say(_("In {year} there are probably {between} in work than today, net; {middle} in "
                    "the middle of the futures"))  # fmt: skip
    return message.format(
        year=year, between=between(span, language), middle=more_or_fewer(span.p50, language)
    )


def between(span: Span, language: str) -> str:
    """The ends of eight futures of ten as people more or fewer."""
    say, (low, high) = translator(language), (round(span.p10), round(span.p90))
    if low < 0 < high:
        message = say(_("between {low} fewer and {high} more"))
    elif high > 0:
        message = say(_("{low} to {high} more"))
    else:
        message, low, high = say(_("{low} to {high} fewer")), high, low
    return message.format(low=number(abs(low), 0, language), high=number(abs(high), 0, language))


def more_or_fewer(value: float, language: str) -> str:
    """People more or fewer: "15 more"."""
    say = translator(language)
    if round(value) == 0:
        return say(_("as many as today"))
    message = say(_("{n} more")) if value > 0 else say(_("{n} fewer"))
    return message.format(n=number(abs(value), 0, language))


def how_it_is_found(answer: Answer, found: Sureness, language: str) -> str:
    """What a future is, and what the two words for an interval mean."""
    return translator(language)(
        _("The plan is kept as it is in {n} futures, in each of which all uncertain numbers turn "
          "out in their own way. “Probably” is in 8 of 10 futures, “almost surely” in 19 of 20. "
          "A plan is better than another when it has more people in work on average over {years}.")
    ).format(
        n=number(found.futures, 0, language), years=people.span(answer.instance.in_work_years)
    )  # fmt: skip


def happens(that: str, share: float, language: str) -> str:
    """How often something happens: "In 8 of 10 futures: more in work than today"."""
    told = words.sentence_start(chance(share, language))
    return translator(language)(_("{chance}: {that}")).format(chance=told, that=that)


def worst_and_best(rows: Sequence[InFuture], language: str) -> str:
    """Which of the named futures the plan fares worst and best in; the worst comes first."""
    say, (worst, best) = translator(language), (rows[0], rows[-1])
    return say(_("It goes worst with “{worst}” ({low}) and best with “{best}” ({high})")).format(
        worst=worst.future.name.of(language),
        low=more_or_fewer(worst.value, language),
        best=best.future.name.of(language),
        high=more_or_fewer(best.value, language),
    )


def about_named(answer: Answer, language: str) -> str:
    """What the table of named futures tells, and why low effects need not be bad news."""
    return translator(language)(
        _("People in work on average over {years}, more or fewer than if all went on as today in "
          "the same future. Where effects are low, what is closed is less of a loss, so that a "
          "plan can look better beside today.")
    ).format(years=people.span(answer.instance.in_work_years))  # fmt: skip


def which_holds(rows: Sequence[Compared], language: str) -> str:
    """The plan that loses least on average, and how often it is the best."""
    say, first = translator(language), in_order(rows)[0]
    return say(_("“{name}” holds best: it has most in work of the plans {chance}")).format(
        name=first.name, chance=chance(first.standing.best_share, language)
    )


def afterwards(rows: Sequence[Compared], language: str) -> str:
    """What the plan shown last loses on average against the one chosen afterwards."""
    say, last = translator(language), in_order(rows)[-1]
    return say(
        _(
            "“{name}” has on average {n} fewer in work than the plan one would have chosen "
            "afterwards"
        )
    ).format(name=last.name, n=number(last.standing.expected_loss, 0, language))


def saves_less(rows: Sequence[Compared], language: str) -> str | None:
    """Which of the plans save less than another, so that they are easier; None where none does."""
    say, most = translator(language), max(row.found.level.p50 for row in rows)
    less = [row for row in rows if row.found.level.p50 < most * (1 - MUCH)]
    told = [
        say(_("“{name}” saves {amount} a year")).format(
            name=row.name, amount=words.money(row.found.level.p50, language)
        )
        for row in less
    ]
    if not told:
        return None
    return say(_("The plans do not save the same: {less}, against {most} at most.")).format(
        less=words.listed(told, language), most=words.money(most, language)
    )
