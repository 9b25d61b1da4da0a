"""What is more, less or the same, in words: exits, dismissals and savings held together."""

from locales import number, translator
from reports.language import words

SAME = 50.0  # tkr: savings closer than this are the same to one decimal of a million


def than_today(exits: float, language: str) -> str:
    """Exits a year more or fewer than today, as the object of a sentence."""
    _ = translator(language)
    count = round(exits)
    if count == 0:
        return _("as many exits to job or education a year as today")
    if abs(count) == 1:
        return (_("one exit more to job or education a year than today") if count > 0
                else _("one exit fewer to job or education a year than today"))  # fmt: skip
    message = (_("{n} more exits to job or education a year than today") if count > 0
               else _("{n} fewer exits to job or education a year than today"))  # fmt: skip
    return message.format(n=number(abs(count), 0, language))


def more_exits(exits: float, language: str) -> str:
    """Exits a year more or fewer than another plan's."""
    _ = translator(language)
    count = round(exits)
    if count == 0:
        return _("as many exits to job or education a year")
    if abs(count) == 1:
        return _("one exit more a year") if count > 0 else _("one exit fewer a year")
    message = (_("{n} more exits to job or education a year") if count > 0
               else _("{n} fewer exits to job or education a year"))  # fmt: skip
    return message.format(n=number(abs(count), 0, language))


def more_dismissed(people: float, language: str) -> str:
    """People dismissed more or fewer; a handful either way is not told."""
    _ = translator(language)
    if abs(round(people)) < words.FEW:
        return _("about as many dismissed")
    message = _("{n} more dismissed") if people > 0 else _("{n} fewer dismissed")
    return message.format(n=number(abs(people), 0, language))


def more_saved(difference: float, language: str) -> str:
    """A saving a year more or less than another plan's, tkr."""
    _ = translator(language)
    if abs(difference) < SAME:
        return _("the same saving")
    message = _("{amount} more saved a year") if difference > 0 else _("{amount} less saved a year")
    return message.format(amount=words.money(abs(difference), language))


def over(years: tuple[int, ...], language: str) -> str:
    """The years that a total is counted over."""
    _ = translator(language)
    if len(years) == 1:
        return _("in {year}").format(year=years[0])
    return _("over the {n} years").format(n=len(years))


def compared_saving(difference: float, language: str) -> str:
    """A saving held against another, before the name of the other."""
    _ = translator(language)
    if abs(difference) < SAME:
        return _("The same saving as")
    message = (_("{amount} more saved a year than") if difference > 0
               else _("{amount} less saved a year than"))  # fmt: skip
    return message.format(amount=words.money(abs(difference), language))
