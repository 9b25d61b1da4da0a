"""A small answer made by hand: two years, two units, five measures, three target groups.

The plan closes the workshop W (15 dismissed, 12 of them in flexjobs), hands the fleet F over,
doubles the interviews I and saves 1,000 tkr a year net in 2018. It gives 12 more exits.
"""

from dataclasses import replace

from model.demand import Demand, Text
from model.instance import (
    Account,
    Effect,
    Group,
    Instance,
    LadderStep,
    Measure,
    Offer,
    Provenance,
    RefundClass,
    Segment,
    Settings,
    StaffGroup,
    Unit,
)
from model.plan import Plan, baseline
from model.solution import DemandResult, InWork, Money, Outcome, Seconds, Solution, Step
from scenarios.scenario import Scenario
from scenarios.solve import Answer

YEARS = (2017, 2018)


def text(da: str, en: str | None = None) -> Text:
    return Text(da, en or da)


def unit(key: str, da: str, en: str) -> Unit:
    return Unit(key, text(da, en), "today", "ADM", 0, 100, 20, 1)


def group(key: str, da: str, en: str, persons: float, *tags: str) -> Group:
    return Group(key, text(da, en), key, "JOB", "YD", "LOFT", persons, 150, (1.0,), 0.5, 0.7, 1,
                 100, 4, 1, "SB", 2, frozenset(tags))  # fmt: skip


def measure(key: str, da: str, en: str, cost: float, to: Text | None = None) -> Measure:
    return Measure(key, text(da, en), "kursus", "DRIFT", 13, 1.0, "free", cost, 0.5,
                   mandatory=False, offer="guidance", handover_to=to, lead_months=1,
                   evidence=text("ingen måling", "not measured"))  # fmt: skip


def staff_group(key: str, da: str, en: str, role: str = "staff") -> StaffGroup:
    return StaffGroup(key, text(da, en), "ADM", 500, 0.2, 1, 0.05, 4, 10, dismissible=True,
                      role=role, joins="DAG")  # type: ignore[arg-type]  # fmt: skip


INSTANCE = Instance(
    settings=Settings(text("Prøveby", "Testville"), "2017-p/l", 2017, 2018, 0.1, 1.5, 1350, 0.2,
                      45, 0.1, 10, 1.5),
    units={"JOB": unit("JOB", "Jobenheden", "Job unit"),
           "VRK": unit("VRK", "Værkstederne", "Workshops")},
    groups={"DAG": group("DAG", "Dagpenge", "Insured", 1000),
            "KAP": group("KAP", "Aktivitetsparate", "Activity-ready", 800, "vulnerable"),
            "UNG": group("UNG", "Unge", "Young", 200, "young")},
    measures={"I": measure("I", "Jobsamtaler", "Job interviews", 2),
              "W": measure("W", "Værksted", "Workshop", 20),
              "F": measure("F", "Flådestyring", "Fleet service", 10,
                           text("Ældreforvaltningen", "the care administration")),
              "K": measure("K", "Kontrol", "Control", 1),
              "M": measure("M", "Mentor", "Mentor", 3)},
    effects={("I", "DAG"): Effect(0.01, 0.03, 0.05, 0.5, 400),
             ("I", "KAP"): Effect(0, 0.01, 0.02, 0.5, 100),
             ("W", "KAP"): Effect(-0.05, -0.02, 0.01, 0.5, 100),
             ("M", "UNG"): Effect(0, 0, 0, 0.5, 50)},
    offers={(m, u): Offer(m, u, "today", 0, 1000, 0, 0)
            for m, u in (("I", "JOB"), ("W", "VRK"), ("F", "VRK"), ("K", "JOB"), ("M", "JOB"))},
    places_today={("I", "JOB", "DAG"): 400, ("I", "JOB", "KAP"): 100, ("W", "VRK", "KAP"): 100,
                  ("F", "VRK", "UNG"): 30, ("K", "JOB", "DAG"): 50, ("M", "JOB", "UNG"): 50},
    staff_groups={"SB": staff_group("SB", "Sagsbehandlere", "Caseworkers"),
                  "VA": staff_group("VA", "Værkstedsassistenter", "Workshop assistants"),
                  "FX": staff_group("FX", "Fleksjobbere", "Flex jobbers", "flexjob")},
    staff_today={("JOB", "SB"): 40, ("VRK", "VA"): 5, ("VRK", "FX"): 12},
    staffing={}, retraining={}, substitution={},
    eligible_units=frozenset({("DAG", "JOB"), ("KAP", "JOB"), ("UNG", "JOB")}),
    pools={}, alongside=(),
    accounts={"ADM": Account("ADM", text("Administration"), "service"),
              "DRIFT": Account("DRIFT", text("Drift", "Running costs"), "drift"),
              "YD": Account("YD", text("Ydelser", "Benefits"), "transfers")},
    refund_classes={"LOFT": RefundClass("LOFT", text("Loft", "Ceiling"), 11.2)},
    ladder=(LadderStep(1, 0.2),),
    segments=(Segment(None, 1),),
    demands={
        "SPAR": Demand("SPAR", text("1 mio. kr. spares", "DKK 1m is saved"),
                       text("Økonomi", "Finance"), "saving", 1000, from_year=2018),
        "BEVAR": Demand("BEVAR", text("Værkstedet består", "The workshop stays"),
                        text("Udvalget", "Committee"), "keep_open", 0, measures=("W",)),
        "MAX": Demand("MAX", text("Højst 20 afskediges", "At most 20 are dismissed"),
                      text("Medarbejderne", "Staff side"), "dismissals", 20, active=False)},
    sources={"S": text("Regnskab 2016", "Accounts 2016"), "A": text("Antagelse", "Assumption")},
    provenance=(
        Provenance("effects", "*", "effect", ("A",), "assumption", None, None, text("")),
        Provenance("effects", "I/DAG", "effect", ("S",), "published", 1, 5, text("målt", "found")),
        Provenance("groups", "*", "persons", ("S",), "published", None, None, text("")),
    ),
)  # fmt: skip
DEMANDS = {
    "SPAR": DemandResult(active=True, met=True, slack=0.0),
    "BEVAR": DemandResult(active=True, met=True, slack=0.0),
    "MAX": DemandResult(active=False, met=True, slack=5.0),
}


def money(
    service: Money, drift: Money, transfers: Money, first: Money
) -> dict[tuple[str, int], Money]:
    """Accounts by year: the first year's service apart, the rest the same in both."""
    yearly = {(a, y): m for y in YEARS for a, m in (("DRIFT", drift), ("YD", transfers))}
    return {("ADM", 2017): first, ("ADM", 2018): service, **yearly}


def outcome() -> Outcome:
    """What today's practice leads to."""
    exits = {"DAG": 500.0, "KAP": 40.0, "UNG": 60.0}
    return Outcome(
        money=money(Money(20_000, 0), Money(6_000, 3_000), Money(300_000, 60_000),
                    Money(20_000, 0)),
        elsewhere={y: Money(0, 0) for y in YEARS},
        one_off=dict.fromkeys(YEARS, 0.0),
        tax=dict.fromkeys(YEARS, 0.0),
        exits={(g, y): v for g, v in exits.items() for y in YEARS},
        extra_exits={(g, y): 0.0 for g in exits for y in YEARS},
        measure_exits={("I", "DAG", y): 12.0 for y in YEARS} | {("I", "KAP", y): 1.0 for y in YEARS}
        | {("W", "KAP", y): -2.0 for y in YEARS},
        measure_cost={(m, y): cost for y in YEARS for m, cost in {
            "I": Money(1_300, 0), "W": Money(5_000, 1_000), "F": Money(400, 200),
            "K": Money(50, 0), "M": Money(150, 75)}.items()},
        realised={},
        dismissed_people={},
        lost_places={},
        offers={(g, y): v for g, v in {"DAG": 450.0, "KAP": 200.0, "UNG": 80.0}.items()
                for y in YEARS},
        handovers=dict.fromkeys(YEARS, 0.0),
        paid={},
        in_work={y: InWork(0.0, 0.0) for y in YEARS},
        disruption=0.0,
        idle={},
        violations=(),
    )  # fmt: skip


def changed() -> Outcome:
    """What the plan leads to: gross saving 1,900 tkr, net 1,000 tkr, 12 exits gained."""
    return replace(
        outcome(),
        money=money(Money(20_100, 0), Money(4_000, 2_100), Money(299_000, 59_800),
                    Money(20_500, 0)),
        elsewhere={2017: Money(100, 50), 2018: Money(300, 150)},
        one_off={2017: 150.0, 2018: 0.0},
        tax={2017: 20.0, 2018: 54.0},
        exits={(g, y): v for g, v in {"DAG": 509.0, "KAP": 43.0, "UNG": 60.0}.items()
               for y in YEARS},
        extra_exits={(g, y): v for g, v in {"DAG": 9.0, "KAP": 3.0, "UNG": 0.0}.items()
                     for y in YEARS},
        measure_exits={("I", "DAG", y): 23.25 for y in YEARS}
        | {("I", "KAP", y): 2.75 for y in YEARS},
        measure_cost={(m, y): cost for y in YEARS for m, cost in {
            "I": Money(2_700, 0), "K": Money(50, 0), "M": Money(150, 75)}.items()},
        dismissed_people={("VRK", "FX", 2017): 12.0, ("VRK", "VA", 2017): 3.0},
        lost_places={("KAP", y): 3.0 for y in YEARS},
        offers={(g, y): v for g, v in {"DAG": 850.0, "KAP": 197.0, "UNG": 50.0}.items()
                for y in YEARS},
        in_work={2017: InWork(2.0, 6.0), 2018: InWork(8.0, 9.0)},
        disruption=133.0,
    )  # fmt: skip


def plan() -> Plan:
    today = baseline(INSTANCE)
    places = {k: v for k, v in today.places.items() if k[0] not in ("W", "F")}
    doubled = {("I", "JOB", "DAG", y): 800.0 for y in YEARS}
    return replace(
        today,
        places=places | doubled | {("I", "JOB", "KAP", y): 197.0 for y in YEARS},
        is_open=frozenset({("I", "JOB"), ("K", "JOB"), ("M", "JOB")}),
        handed_over=frozenset({"F"}),
        staff={("JOB", "SB", 2017): 42, ("JOB", "SB", 2018): 42, ("VRK", "VA", 2017): 0.0,
               ("VRK", "VA", 2018): 0, ("VRK", "FX", 2017): 0.0, ("VRK", "FX", 2018): 0.0},
        vacated={("VRK", "VA", 2017): 2.0},
        hired={("JOB", "SB", 2017): 2.0},
        dismissed={("VRK", "FX", 2017): 12.0, ("VRK", "VA", 2017): 3.0},
    )  # fmt: skip


SCENARIO = Scenario("proeve", text("Prøven", "The test"), text("En prøve.", "A test."))
SOLUTION = Solution(
    termination="optimal",
    limit=None,
    steps=(Step("exits", 12.0, 12.0006, 5e-5, 5e-5, 12.0),),
    plan=plan(),
    outcome=changed(),
    demands=DEMANDS,
    agrees=True,
    largest_difference=1e-9,
    seconds=Seconds(0.1, 0.2, 0.3),
    size=(10, 20, 3),
)
ANSWER = Answer(SCENARIO, INSTANCE, baseline(INSTANCE), outcome(), SOLUTION, (), "a1b2c3")
UNCHANGED = replace(
    ANSWER,
    scenario=Scenario("fortsaet", text("Fortsæt", "Carry on"), text("Som i dag.", "As today."),
                      frozen=True),
    solution=replace(SOLUTION, plan=baseline(INSTANCE), outcome=outcome(), steps=()),
)  # fmt: skip
IMPOSSIBLE = replace(
    ANSWER,
    solution=replace(SOLUTION, termination="infeasible", steps=(), plan=None, outcome=None,
                     demands={}),
    conflict=("SPAR", "BEVAR"),
)  # fmt: skip
