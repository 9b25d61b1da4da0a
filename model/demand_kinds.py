"""What each kind of demand can be about, how its bound gives way, and how it is said.

`{bound}` and the years stay open in a sentence (reports/demands/text.py fills them in); the names
of what a demand is about take the place of `{measures}`, `{groups}`, `{units}`, `{staff}` and
`{types}`.
"""

from typing import Literal, NamedTuple

from model.demand import Text

Field = Literal["measures", "groups", "units", "staff", "types"]


class Kind(NamedTuple):
    """`looser` is the sign of a change of the bound that asks for less, 0 where none does.

    `step` is the finest change that is told, in the unit of the bound, `counted` what people count
    it in: a million kroner, one of a hundred, else one of its unit. `needs` are the fields without
    which the demand would be about everything, and is not meant.
    """

    looser: int
    step: float
    about: tuple[Field, ...]
    sentence: Text
    needs: tuple[Field, ...] = ()
    counted: float = 1.0

    @property
    def bounded(self) -> bool:
        """Whether it has a number."""
        return "{bound}" in self.sentence.da


MILLION, OF_HUNDRED = 1000.0, 0.01


def yes_no(da: str, en: str, about: Field) -> Kind:
    """A kind without a bound."""
    return Kind(0, 0.0, (about,), Text(da, en), (about,))


KINDS: dict[str, Kind] = {
    "saving": Kind(-1, 100.0, (), Text(
        "Der spares mindst {bound} mio. kr. om året fra {from_year}",
        "At least DKK {bound}m a year is saved from {from_year}"), counted=MILLION),
    "keep_open": yes_no("{measures} skal bestå", "{measures} must stay", "measures"),
    "close": yes_no("{measures} skal lukkes", "{measures} must close", "measures"),
    "hand_over": yes_no("{measures} skal overgå til en anden forvaltning",
                        "{measures} must be handed over", "measures"),
    "as_today": yes_no("{measures} skal fortsætte som i dag", "{measures} must go on as today",
                       "measures"),
    "dismissals": Kind(1, 1.0, ("staff", "units"), Text(
        "Højst {bound} afskediges ({staff}, {units})",
        "At most {bound} are dismissed ({staff}, {units})")),
    "protected_staff": yes_no("Ingen afskediges blandt {staff}",
                              "Nobody is dismissed among {staff}", "staff"),
    "coverage": Kind(-1, 0.001, ("groups",), Text(
        "Mindst {bound} pct. af {groups} skal have et tilbud",
        "At least {bound} per cent of {groups} must have an offer"), counted=OF_HUNDRED),
    "lost_places": Kind(1, 0.001, ("groups",), Text(
        "Højst {bound} pct. af pladserne må gå tabt for {groups}",
        "At most {bound} per cent of the places may be lost for {groups}"), counted=OF_HUNDRED),
    "places": Kind(-1, 1.0, ("measures", "groups"), Text(
        "{measures} skal have mindst {bound} pladser om året til {groups}",
        "{measures} must have at least {bound} places a year for {groups}"), ("measures",)),
    "caseload": Kind(1, 1.0, ("groups",), Text(
        "Højst {bound} borgere pr. sagsbehandler for {groups}",
        "At most {bound} citizens per caseworker for {groups}"), ("groups",)),
    "one_off": Kind(1, 100.0, (), Text(
        "Højst {bound} mio. kr. i engangsudgifter", "At most DKK {bound}m in one-off costs"),
        counted=MILLION),
    "reinvest": Kind(-1, 100.0, ("types",), Text(
        "Mindst {bound} mio. kr. om året geninvesteres i {types}",
        "At least DKK {bound}m a year is reinvested in {types}"), ("types",), counted=MILLION),
    "external_share": Kind(1, 0.001, ("types",), Text(
        "Højst {bound} pct. af driften går til {types}",
        "At most {bound} per cent of running costs go to {types}"), ("types",), counted=OF_HUNDRED),
    "closed_units": Kind(1, 1.0, (), Text(
        "Højst {bound} enheder lukkes", "At most {bound} units are closed")),
    "keep_unit": yes_no("{units} skal bestå som enhed", "{units} must remain a unit", "units"),
    "exits": Kind(-1, 1.0, ("groups",), Text(
        "Mindst {bound} fra {groups} kommer i job eller uddannelse om året",
        "At least {bound} from {groups} get a job or education a year")),
    "equal_treatment": Kind(1, 0.001, ("groups",), Text(
        "Højst {bound} procentpoints forskel i bevarede pladser mellem {groups}",
        "At most {bound} percentage points between the places kept by {groups}"),
        counted=OF_HUNDRED),
    "reserved_staff": Kind(-1, 0.1, ("units", "staff"), Text(
        "{bound} årsværk sættes af ({staff}, {units})",
        "{bound} FTE are set aside ({staff}, {units})"),
        ("units", "staff")),
    "close_unit": yes_no("{units} skal nedlægges som enhed", "{units} must close as a unit",
                         "units"),
    "responsible": Kind(0, 0.0, ("groups", "units"), Text(
        "Ansvaret for {groups} hører til {units}", "{groups} must belong to {units}"),
        ("groups", "units")),
    "together": yes_no("{groups} hører til samme enhed", "{groups} must belong to the same unit",
                       "groups"),
    "exact_staff": Kind(0, 0.1, ("units", "staff"), Text(
        "Præcis {bound} årsværk ({staff}, {units})", "Exactly {bound} FTE ({staff}, {units})"),
        ("units", "staff")),
    "hiring_stop": Kind(1, 0.1, ("units", "staff"), Text(
        "Højst {bound} årsværk nyansættes om året ({staff}, {units})",
        "At most {bound} FTE a year are hired ({staff}, {units})")),
    "extra_exits": Kind(-1, 1.0, ("groups",), Text(
        "Mindst {bound} flere fra {groups} i job eller uddannelse i alt",
        "At least {bound} more from {groups} to a job or education in all")),
    "mean_coverage": Kind(-1, 0.01, ("groups",), Text(
        "I snit mindst {bound} tilbud pr. 100 borgere til {groups}",
        "At least {bound} offers per 100 citizens on average for {groups}"), counted=OF_HUNDRED),
    "handovers": Kind(1, 1.0, (), Text(
        "Højst {bound} pladser drives af en anden enhed end den ansvarlige",
        "At most {bound} places are run by another unit than the responsible")),
}  # fmt: skip
NAMES: dict[str, Text] = {
    "saving": Text("Besparelse", "Saving"),
    "keep_open": Text("Indsats bevares", "Measure kept"),
    "close": Text("Indsats lukkes", "Measure closed"),
    "hand_over": Text("Indsats overgår", "Measure handed over"),
    "as_today": Text("Indsats som i dag", "Measure as today"),
    "dismissals": Text("Loft over afskedigelser", "Limit to dismissals"),
    "protected_staff": Text("Fredet personale", "Protected staff"),
    "coverage": Text("Dækning", "Coverage"),
    "lost_places": Text("Loft over tabte pladser", "Limit to lost places"),
    "places": Text("Mindste antal pladser", "Fewest places"),
    "caseload": Text("Sagstal", "Caseload"),
    "one_off": Text("Loft over engangsudgifter", "Limit to one-off costs"),
    "reinvest": Text("Geninvestering", "Reinvestment"),
    "external_share": Text("Loft over ekstern andel", "Limit to external share"),
    "closed_units": Text("Loft over lukkede enheder", "Limit to closed units"),
    "keep_unit": Text("Enhed bevares", "Unit kept"),
    "exits": Text("Afgange", "Exits"),
    "equal_treatment": Text("Ligebehandling", "Equal treatment"),
    "reserved_staff": Text("Personale sat af", "Staff set aside"),
    "exact_staff": Text("Fast normering", "Fixed staffing"),
    "close_unit": Text("Enhed nedlægges", "Unit closed"),
    "responsible": Text("Ansvarlig enhed", "Responsible unit"),
    "together": Text("Samlet ansvar", "Shared responsibility"),
    "hiring_stop": Text("Ansættelsesstop", "Hiring stop"),
    "extra_exits": Text("Ekstra afgange", "Extra exits"),
    "mean_coverage": Text("Gennemsnitlig dækning", "Mean coverage"),
    "handovers": Text("Overdragne pladser", "Places handed on"),
}
EVERY: dict[Field, Text] = {
    "measures": Text("alle indsatser", "all measures"),
    "groups": Text("alle målgrupper", "all target groups"),
    "units": Text("alle enheder", "all units"),
    "staff": Text("alle personalegrupper", "all staff groups"),
    "types": Text("alle typer", "all types"),
}
