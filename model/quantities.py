"""What the bound of a demand and the value of a criterion are numbers of."""

from typing import NamedTuple

from model.demand import NO_WORDS, Text

MOST = 1e6


class Quantity(NamedTuple):
    """A unit of measure, and how numbers in it are told.

    `counted` is what people count it in, in the unit itself: a million kroner, one of a hundred,
    else one; `one` are the words for so much of it. `step` is the finest change that is told.
    Counts of people are masked from one to four. `told` is the unit in which sentences tell it,
    `least` and `most` are the ends of what can be asked for, in the unit itself.
    """

    name: Text
    one: Text
    step: float = 1.0
    counted: float = 1.0
    decimals: int = 0
    counts_people: bool = False
    told_as: Text | None = None
    least: float = 0.0
    most: float = MOST

    @property
    def told(self) -> Text:
        return self.told_as or self.name


MILLION = Text("1 mio. kr.", "DKK 1m")
MILLIONS = Text("mio. kr.", "DKK m")
PER_CENT = Text("%", "%")
PERCENTAGE_POINT = Text("ét procentpoint", "one percentage point")

YES_OR_NO = Quantity(NO_WORDS, NO_WORDS)
TKR = Quantity(
    Text("1.000 kr.", "1,000 kr."), MILLION, 100.0, 1000.0, told_as=MILLIONS, least=-MOST
)
TKR_A_YEAR = Quantity(
    Text("1.000 kr. om året", "1,000 kr. a year"), MILLION, 100.0, 1000.0, told_as=MILLIONS,
    least=-MOST,
)  # fmt: skip
SHARE = Quantity(Text("andel", "share"), PERCENTAGE_POINT, 0.001, 0.01, told_as=PER_CENT, most=1.0)
DISMISSED = Quantity(
    Text("personer", "people"), Text("én afskedigelse", "one dismissal"), counts_people=True
)
EXITS = Quantity(Text("personer", "people"), Text("én afgang", "one exit"), least=-MOST)
IN_WORK = Quantity(Text("personer", "people"), Text("én person", "one person"), least=-MOST)
FTE = Quantity(Text("årsværk", "FTE"), Text("ét årsværk", "one FTE"), 0.1)
PLACES = Quantity(Text("pladser", "places"), Text("én plads", "one place"))
OFFERS_PER_PERSON = Quantity(
    Text("tilbud pr. borger", "offers per person"),
    Text("ét tilbud pr. 100 borgere", "one offer per 100 citizens"),
    0.01,
    0.01,
    decimals=2,
    told_as=Text("pr. 100 borgere", "per 100 citizens"),
)
CITIZENS_PER_FTE = Quantity(
    Text("borgere pr. årsværk", "citizens per FTE"),
    Text("én borger pr. sagsbehandler", "one citizen per caseworker"),
)
UNITS = Quantity(Text("enheder", "units"), Text("én enhed", "one unit"))
