"""Money in sentences: which categories rise and fall, and what the last million costs in exits."""

from locales import translator
from reports.language import words
from reports.money import economy
from reports.money.target import full_year, savings_target
from scenarios.solve import Answer
from scenarios.studies.last_million import LastMillion


def by_category(answer: Answer, language: str) -> str | None:
    """How much service, running costs and transfers rise or fall; None where they do not."""
    _, saved = translator(language), economy.saved_by_category(answer)
    told = [text for c, tkr in saved.items() if (text := change(c, tkr, language))]
    if not told:
        return None
    changes = words.sentence_start(words.listed(told, language))
    return _("{changes} in {year}.").format(year=full_year(answer), changes=changes)


def change(category: str, saved: float, language: str) -> str | None:
    """How much a category rises or falls; None where it does not."""
    _ = translator(language)
    if abs(saved) < words.SAME:
        return None
    rises = {
        "service": _("service costs rise by {amount}"),
        "drift": _("running costs of measures rise by {amount}"),
        "transfers": _("transfers rise by {amount}"),
    }
    falls = {
        "service": _("service costs fall by {amount}"),
        "drift": _("running costs of measures fall by {amount}"),
        "transfers": _("transfers fall by {amount}"),
    }
    message = (rises if saved < 0 else falls)[category]
    return message.format(amount=words.money(abs(saved), language))


def saved(tkr: float, language: str) -> str:
    """What is saved a year, or what more is spent."""
    _ = translator(language)
    if abs(tkr) < words.SAME:
        return _("nothing is saved")
    message = _("{amount} a year is saved") if tkr > 0 else _("{amount} a year more is spent")
    return message.format(amount=words.money(abs(tkr), language))


def unspent(answer: Answer, language: str) -> str | None:
    """What stays unspent beyond the amount demanded; None without a stop price or such money."""
    price, wanted = answer.instance.settings.stop_price, savings_target(answer)
    if not price or wanted.demand is None or answer.solution.outcome is None:
        return None
    beyond = min(map(answer.saving, wanted.years)) - wanted.demand.bound
    if beyond < words.SAME:
        return None
    _ = translator(language)
    return _(
        "{amount} a year beyond what is demanded is not spent: an extra exit a year would cost "
        "more than {price} a year."
    ).format(amount=words.money(beyond, language), price=words.money(price, language))


def last_million(found: LastMillion | None, language: str) -> str | None:
    """What the last million of the saving costs in exits; None where there is none."""
    if found is None:
        return None
    _ = translator(language)
    if found.price is None:
        return _("The last million saved costs no exit.")
    if round(found.exits) < 1:
        message = _("The last million saved costs less than one exit a year, {price} for each.")
    else:
        message = _("The last million saved costs {exits} a year, {price} for each.")
    return message.format(
        exits=words.exits(f"{found.exits:.0f}", language),
        price=words.roughly(found.price, language),
    )
