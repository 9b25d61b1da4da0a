"""A placement in words: who has a place, how sure it is, and what is left to people."""

from typing import Any

from locales import counter, number, translator
from model.placement.place import Placement, totals_by_way
from model.placement.rounding import RoundingGap
from reports.demands.text import demand_sentence
from reports.language import words
from reports.language.words import marked
from reports.staff.tables import dismissed
from scenarios.solve import Answer
from scenarios.studies.placement import WholePostsAnswer, rounding_gaps

CRITERIA = {
    "unplaced": marked("the number without a place"),
    "changes": marked("the number of changes"),
    "moves": marked("the number of moves"),
    "retrainings": marked("the number retrained"),
    "distance": marked("the distance"),
    "other_work": marked("the number with work of another staff group"),
}


def sentences(answer: Answer, placement: Placement, language: str) -> tuple[str, ...]:
    """How many have a place, how sure it is, what it does not say, and where it misses."""
    if placement.numbers is None:
        return (no_placement(placement, language),)
    return (
        headline(placement, language),
        proof(placement, language),
        *_beside_dismissals(answer, placement, language),
        *_price(placement, language),
        *leaving(placement, language),
        rounding_sentence(rounding_gaps(answer, placement), language),
        left_to_people(language),
    )


def headline(placement: Placement, language: str) -> str:
    """How many positions stay, move, go along, retrain, and have no place: each in one count."""
    _, ngettext = translator(language), counter(language)
    found = totals_by_way(placement)
    n = number(found["positions"], 0, language)
    found["moved"] -= found["along"]
    phrases = {
        "stayed": _("{n} stay"),
        "moved": _("{n} move"),
        "along": _("{n} go along to another administration"),
        "retrained": _("{n} retrain"),
        "unplaced": _("{n} have no place"),
    }
    told = [
        phrase.format(n=words.people(found[way], language))
        for way, phrase in phrases.items()
        if found[way]
    ]
    message = ngettext("Of {n} position {told}", "Of {n} positions {told}", n)
    if not found["unplaced"]:
        message = ngettext(
            "The position has a place: {told}", "All {n} positions have a place: {told}", n
        )
    return message.format(n=n, told=words.listed(told, language))


def _beside_dismissals(answer: Answer, placement: Placement, language: str) -> tuple[str, ...]:
    """Why another number than the dismissed have no place, where it is by whole positions alone."""
    _ = translator(language)
    unplaced, people = totals_by_way(placement)["unplaced"], dismissed(answer)[0]
    apart, asked = abs(round(people) - unplaced), placement.wishes.inside_first
    if not 0 < apart <= len(rounding_gaps(answer, placement)) or asked or _price(placement, "en"):
        return ()
    message = _(
        "The plan dismisses {dismissed}: it counts in FTE, here whole positions are counted, so "
        "that {unplaced} have no place."
    )
    return (
        message.format(
            dismissed=words.people(people, language), unplaced=words.people(unplaced, language)
        ),
    )


def leaving(placement: Placement, language: str) -> tuple[str, ...]:
    """How many of the posts counted are held by people who are expected to leave."""
    _ = translator(language)
    posts = placement.problem.posts
    people = round(sum(p.leaving / p.size for p in posts))
    if not people:
        return ()
    message = _(
        "Among the posts are {n} whose holders, by the attrition of the data, leave of their own "
        "accord; a unit that closes keeps only those."
    )
    return (message.format(n=words.people(people, language)),)


def proof(placement: Placement, language: str) -> str:
    """Whether anything better is possible within what was asked."""
    _ = translator(language)
    if placement.termination == "optimal":
        return _("No placement has fewer without a place, nor as few with fewer moves: proven.")
    step = placement.steps[-1]
    return _(
        "The search was stopped: {criterion} is {value}, and at least {bound} in any placement."
    ).format(
        criterion=_(CRITERIA[step.criterion]),
        value=words.people(step.value, language),
        bound=words.people(step.bound, language),
    )


def no_placement(placement: Placement, language: str) -> str:
    _ = translator(language)
    if placement.termination == "infeasible":
        return _("The places chosen by hand do not fit together: release one of them.")
    return _("No placement was found in the time given: give it more, or ask for less.")


def rounding_sentence(fits: tuple[RoundingGap, ...], language: str) -> str:
    """By how much whole people miss the FTE of the plan."""
    _, ngettext = translator(language), counter(language)
    if not fits:
        return _("Whole positions make exactly the FTE of the plan.")
    unfilled = number(sum(f.unfilled for f in fits), 0, language)
    told = ngettext(
        "Whole positions miss the FTE of the plan in {n} place, by {most} FTE at most and {total} "
        "FTE in all.",
        "Whole positions miss the FTE of the plan in {n} places, by {most} FTE at most and {total} "
        "FTE in all.",
        str(len(fits)),
    ).format(
        n=len(fits),
        most=number(max(abs(f.difference) for f in fits), 1, language),
        total=words.signed(sum(f.difference for f in fits), 1, language),
    )
    inside = ngettext(
        "{n} post meant for people from inside stays open.",
        "{n} posts meant for people from inside stay open.",
        unfilled,
    )
    return f"{told} {inside.format(n=unfilled)}"


def left_to_people(language: str) -> str:
    """What the tool leaves to people."""
    _ = translator(language)
    return _(
        "The counts are of positions. Who it is, is chosen by people, by objective criteria and "
        "after a hearing, outside this tool."
    )


def _price(placement: Placement, language: str) -> tuple[str, ...]:
    """What teams, spans and hours cost in places, where they cost any."""
    _ = translator(language)
    more = placement.totals[0] - placement.flow_totals[0]
    if placement.method == "flow" or not more:
        return ()
    message = _("What is asked of teams, leaders and hours costs {n} places.")
    return (message.format(n=words.people(more, language)),)


def whole_posts_sentence(found: WholePostsAnswer, language: str) -> str:
    """Whether the plan has whole positions now, or what stands in the way."""
    _, ngettext = translator(language), counter(language)
    steps = found.answer.solution.steps
    if found.whole:
        return _("With whole positions the plan reaches {value} by its first criterion.").format(
            value=words.count(steps[0].value, language)
        )
    demands = {**found.answer.instance.demands, **found.demands}
    clash = [demand_sentence(demands[i], language) for i in found.conflict if i in demands]
    if not clash:
        return _("No plan with whole positions was found.")
    n = number(len(clash), 0, language)
    return ngettext(
        "No plan with whole positions was found: a demand clashes with them, {first}.",
        "No plan with whole positions was found: {n} demands clash with them, such as {first}.",
        n,
    ).format(n=n, first=f"“{clash[0]}”" if language == "en" else f"»{clash[0]}«")


def as_json(found: WholePostsAnswer) -> dict[str, Any]:
    """What `place --whole` adds: whether it agrees, the FTE asked for, and what clashed."""
    steps = found.answer.solution.steps
    return {
        "whole": found.whole,
        "objective": steps[0].value if steps else None,
        "exact_staff": {i: q.bound for i, q in found.demands.items()},
        "clash": list(found.conflict),
    }
