"""What a plan does to people, in sentences: in work and out of it, dismissed, vulnerable, idle.

People are told whole; of few dismissed nothing is told that would give their number away.
"""

from locales import counter, number, translator
from reports.answer import people
from reports.answer.figures import figures
from reports.language import words
from reports.measures import statuses
from reports.staff import tables as staff_tables
from reports.staff.tables import not_replaced
from scenarios.solve import Answer

NOTABLE = 1.0  # FTE without work that an answer tells of
FEW_MORE = 5  # in work, net: no number of dismissed is told for each of fewer


def in_work(answer: Answer, language: str) -> str:
    """More people in work, net, on average over the years that count, and in each year."""
    _, each = translator(language), people.mean_in_work(answer)
    message = _(
        "In {years} the plan has on average {more}: {gross} by what it offers, less {out} who "
        "are dismissed and have no new job. By year: {by_year}."
    )
    if words.is_few(staff_tables.dismissed(answer)[0]) or not round(each.out):
        message = _("In {years} the plan has on average {more}. By year: {by_year}.")
    return message.format(
        years=people.span(answer.instance.in_work_years),
        more=more_in_work(each.net, language),
        gross=words.signed(each.gross, 0, language),
        out=number(each.out, 0, language),
        by_year=", ".join(
            f"{words.signed(of_year.net, 0, language)} ({year})"
            for year, of_year in people.in_work(answer).items()
        ),
    )


def more_in_work(net: float, language: str) -> str:
    """More or fewer people in work than today, as the object of a sentence."""
    _, ngettext = translator(language), counter(language)
    if round(net) == 0:
        return _("as many people in work or education as today, net")
    n = number(abs(net), 0, language)
    more = ngettext("one person more in work or education than today, net",
                    "{n} more people in work or education than today, net", n)  # fmt: skip
    fewer = ngettext("one person fewer in work or education than today, net",
                     "{n} fewer people in work or education than today, net", n)  # fmt: skip
    return (more if net > 0 else fewer).format(n=n)


def vulnerable(answer: Answer, language: str) -> str | None:
    """What all this is for the vulnerable; None where no group is."""
    if not any("vulnerable" in group.tags for group in answer.instance.groups.values()):
        return None
    _, found = translator(language), people.vulnerable(answer)
    return _("Of these vulnerable: {in_work} in work on average, {exits} a year.").format(
        in_work=words.signed(found["in_work"], 0, language),
        exits=words.exits(words.signed(found["exits"], 0, language), language),
    )


def casework(answer: Answer, language: str) -> str | None:
    """What other casework than today's gives, expected and at its low effect; None where none."""
    found, _ = people.casework(answer), translator(language)
    if not found:
        return None
    exits, low, counted = (
        sum(getattr(each, end) for each in found.values()) for end in ("exits", "low", "counted")
    )
    return _(
        "The changed casework for {groups} is expected to give {exits} a year, and {low} at the "
        "low end of its effect; the plan's exits count {counted}."
    ).format(
        groups=words.listed(
            (words.short(answer.instance.groups[g].name.of(language)) for g in found), language
        ),
        exits=words.exits(words.signed(exits, 0, language), language),
        low=words.signed(low, 0, language),
        counted=words.signed(counted, 0, language),
    )


def staff(answer: Answer, language: str) -> str:
    """Who is dismissed, for how many more in work, who is hired, and who leaves."""
    _ = translator(language)
    told = [_dismissed(answer, language)]
    if (fte := people.hired(answer)) >= NOTABLE:
        told.append(_("{fte} FTE are hired").format(fte=number(fte, 0, language)))
    left, left_fte = not_replaced(answer)
    if round(left) >= 1:
        told.append(leavers(left, left_fte, language))
    return f"{words.sentence_start(words.listed(told, language))}."


def _dismissed(answer: Answer, language: str) -> str:
    """The dismissed, with how many that is for each more in work where both are told."""
    _, (count, flexjob) = translator(language), staff_tables.dismissed(answer)
    told, net = dismissals(count, flexjob, language), people.mean_in_work(answer).net
    if not round(count) or words.is_few(count) or round(net) < FEW_MORE:
        return told
    ratio = number(count / net, 1, language)
    return _("{dismissed} ({ratio} for each person more in work)").format(
        dismissed=told, ratio=ratio
    )


def dismissed(answer: Answer, language: str) -> str:
    """How many are dismissed, in as few words as can be."""
    _, count = translator(language), figures(answer).dismissed
    if not round(count):
        return _("nobody is dismissed")
    return _("{people} are dismissed").format(people=words.people(count, language))


def dismissals(count: float, flexjob: float, language: str) -> str:
    """How many are dismissed and how many in flex jobs; few of either are not told by number."""
    _ = translator(language)
    if not round(count):
        return _("nobody is dismissed")
    if not round(flexjob):
        message = _("{people} staff are dismissed, none of them in flex jobs")
    elif words.is_few(count - flexjob):  # telling the number would tell the others' too
        message = _("{people} staff are dismissed, some of them in flex jobs")
    else:
        message = _("{people} staff are dismissed, {flexjob} of them in flex jobs")
    return message.format(
        people=words.people(count, language), flexjob=words.people(flexjob, language)
    )


def leavers(people: float, fte: float, language: str) -> str:
    """How many leave and are not replaced, with the FTE that they fill; few have no FTE told."""
    _ = translator(language)
    if words.is_few(people) or not round(people):
        message = _("{people} who leave of their own accord are not replaced")
    else:
        message = _("{people} who leave of their own accord ({fte} FTE) are not replaced")
    return message.format(people=words.people(people, language), fte=number(fte, 0, language))


def idle(answer: Answer, language: str) -> str | None:
    """FTE that are paid without work, in the year with most; None where they are hardly any."""
    fte, tkr = people.most_idle(answer)
    if fte < NOTABLE:
        return None
    _ = translator(language)
    return _(
        "At most {fte} FTE are paid without having work in a year, which costs {amount} a year."
    ).format(fte=number(fte, 0, language), amount=words.money(tkr, language))


def disagreement(answer: Answer, other: Answer, language: str) -> str | None:
    """Measures that close here and not where the people in work come first, with both numbers.

    None where both close the same.
    """
    if answer.solution.outcome is None or other.solution.outcome is None:
        return None
    closed = [
        words.short(measure.name.of(language))
        for m, measure in answer.instance.measures.items()
        if statuses(answer)[m] == "closed" != statuses(other)[m]
    ]
    if not closed:
        return None
    _ = translator(language)
    return _(
        "Were the people in work the first goal, {names} would stay open: that plan has {exits} "
        "and {net}."
    ).format(
        names=words.listed(closed, language),
        exits=words.than_today(figures(other).extra_exits, language),
        net=more_in_work(people.mean_in_work(other).net, language),
    )
