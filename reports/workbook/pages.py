"""The tables of the committee workbook: which rows and sums stand on each sheet."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from locales import translator
from model.criteria import CRITERIA
from model.demand import View
from model.placement.place import Placement
from model.plan import CHANGES
from model.staff.reemployment import LEVELS
from reports import citizens, measures, sources
from reports.answer.cross_check import criterion
from reports.answer.sentences import basis
from reports.columns import word
from reports.demands import tables as demands_tables
from reports.disclosure.masking import NOISE, Table, masked_frame, with_sums
from reports.language.words import is_few, listed, sentence_start
from reports.money import economy
from reports.money.target import full_year, savings_target
from reports.placement import tables as placement_tables
from reports.staff import tables as staff_tables
from reports.staff import timing as staff_timing
from reports.units import tables as units_tables
from scenarios.solve import Answer
from scenarios.studies.placement import place
from scenarios.studies.prices import Prices

INTO = ("hired", "moved", "retrained")
MONEY = ("part_year", "full_year", "one_off")
AMOUNTS_BOUND = [
    *({f"gross_{at}": 1.0, f"refund_{at}": -1.0, f"net_{at}": -1.0} for at in economy.MOMENTS),
    *({f"{of}_before": 1.0, f"{of}_change": 1.0, f"{of}_after": -1.0} for of in economy.SIDES),
]


def overview(answer: Answer, language: str) -> Table:
    """The change of each line by year in the basis of the target, and its sum in both views."""
    wanted = savings_target(answer)
    lines = economy.lines(answer)
    wide = lines.pivot_table(index="line", columns="year", values=f"{wanted.basis}_change")
    wide.columns = pd.Index([f"change_in_{year}" for year in wide])
    counted = economy.counted_lines(answer)
    rows = [{"name": word("line", line, language), **wide.loc[line]} for line in economy.LINES]
    by_line = dict(zip(economy.LINES, rows, strict=True))
    other = wanted.other_view
    sums = [
        {"name": sum_name(answer, language, view), **wide.loc[list(lines)].sum()}
        for view in (wanted.view, other)
        for lines in (economy.counted_lines(answer, view),)
    ]
    below = [by_line[line] for line in economy.LINES if line not in counted]
    records = [*(by_line[line] for line in counted), *sums, *below]
    own, others = len(counted), len(counted) + 1
    named = [record["name"] for record in records]
    seen = [word("line", line, language) for line in economy.counted_lines(answer, other)]
    blocks = [[*range(own), own], [*map(named.index, seen), others]]
    columns = ["name", *map(str, wide)]
    return Table(pd.DataFrame(records), columns, frozenset({own, others}), blocks)


def accounts(answer: Answer, language: str) -> Table:
    """The accounts in use by year, the sum of each line, and the sum that counts."""
    records: list[dict[Any, object]] = []
    strong: set[int] = set()
    blocks: list[list[int]] = []
    for year in answer.instance.years:
        parts: list[int] = []
        for line, rows in _account_lines(answer, language, year):
            first, last = len(records), len(records) + len(rows) - 1
            records += ({"year": year, **row} for row in rows)
            blocks += [[*(parts if line is None else range(first, last)), last]]
            strong |= {last} if line is None or line in economy.CATEGORIES else set()
            parts.append(last)
    columns = ["year", "account", "name", *economy.AMOUNTS]
    return Table(pd.DataFrame(records), columns, frozenset(strong), blocks, AMOUNTS_BOUND)


def _account_lines(
    answer: Answer, language: str, year: int
) -> Iterator[tuple[str | None, list[dict[Any, object]]]]:
    """The rows of each line of a year, its sum last; None is the sum that counts."""
    by_account, by_line = economy.accounts(answer, language), economy.lines(answer)
    counted = economy.counted_lines(answer)
    used = by_account[by_account[["gross_before", "gross_after"]].abs().sum(axis=1) > 0]
    lines = by_line[by_line["year"] == year].set_index("line")[list(economy.AMOUNTS)]
    for line in (*counted, None, *(each for each in economy.LINES if each not in counted)):
        if line is None:
            sums = lines.loc[list(counted)].sum().to_dict()
            yield None, [{"name": sum_name(answer, language), **sums}]
            continue
        own = used[(used["year"] == year) & (used["category"] == line)].to_dict("records")
        named = {"name": word("line", line, language), **lines.loc[line].to_dict()}
        yield line, [*own, named]


def what_counts(answer: Answer, language: str) -> str:
    """What counts towards the target, in words."""
    lines = [word("line", line, language).lower() for line in economy.counted_lines(answer)]
    return f"{listed(lines, language)}; {basis(answer, language)}"


def money_heading(answer: Answer, language: str) -> str:
    """What the amounts of a table are: sign, unit, price level, net or gross."""
    _ = translator(language)
    return _("Expenses (+)/income (−), change, 1,000 kr., {prices}, {basis}").format(
        prices=answer.instance.settings.price_level, basis=basis(answer, language)
    )


def steps(answer: Answer, language: str) -> Table:
    """Each criterion of the order: reached, the bound no plan passes, and the gap.

    Where either number is of few people, all three are hidden.
    """
    columns = ["criterion", "reached", "limit", "gap"]
    rows, few = [], set()
    for at, step in enumerate(answer.solution.steps):
        unit = CRITERIA[step.criterion].unit
        name = sentence_start(criterion(step.criterion, answer.instance.years, language))
        rows.append((name, step.value, step.bound, step.gap, unit))
        if unit.counts_people and (is_few(step.value) or is_few(step.bound)):
            few |= {(at, column) for column in columns[1:]}
    frame = pd.DataFrame(rows, columns=[*columns, "quantity"])
    return Table(frame, columns, secret=frozenset(few))


def register(answer: Answer, language: str) -> Table:
    return Table(sources.register(answer, language), ["source_id", "description"])


def sum_name(answer: Answer, language: str, view: View | None = None) -> str:
    """The name of the sum that counts: what it counts."""
    _ = translator(language)
    wanted = savings_target(answer)
    seen = {
        "administration": _("the administration"),
        "municipality": _("the whole municipality"),
    }[view or wanted.view]
    if view not in (None, wanted.view):
        return _("The same sum for {view} ({basis})").format(
            basis=basis(answer, language), view=seen
        )
    return _("Sum that counts ({basis}, {view})").format(basis=basis(answer, language), view=seen)


def all_measures(answer: Answer, language: str) -> Table:
    """Every measure, those that change first."""
    frame = measures.table(answer, language)
    frame = frame.assign(
        places_after=frame[f"places_{full_year(answer)}"],
        order=[CHANGES.index(s) for s in frame["status"]],
    ).sort_values("order", kind="stable", ignore_index=True)
    columns = [
        "measure", "name", "status", "places_today", "places_after", "cost_before", "cost_after",
        "exits_before", "exits_after", "gross_per_exit", "net_per_exit", "effect_low",
        "effect_mid", "effect_high", "evidence",
    ]  # fmt: skip
    return Table(frame, columns)


def all_citizens(answer: Answer, language: str) -> Table:
    """Citizens by target group, the vulnerable apart, with sums."""
    _ = translator(language)
    frame = citizens.table(answer, language)
    vulnerable = frame["vulnerable"]
    parts = [(_("Vulnerable groups"), frame[vulnerable]), (_("Other groups"), frame[~vulnerable])]
    columns = [
        "group", "name", "persons", "places_today", "places_after", *citizens.OFFERS,
        "exits_before", "exits_after", "extra",
    ]  # fmt: skip
    return with_sums(parts, _("All"), "group", columns, [citizens.OFFERS])


def all_demands(answer: Answer, language: str) -> Table:
    """Every demand, those that apply first; a slack that would tell of few people is hidden."""
    frame = demands_tables.table(answer, language).sort_values(
        "active", ascending=False, kind="stable", ignore_index=True
    )
    secret = {
        (at, "slack")
        for at, row in enumerate(frame.to_dict("records"))
        if row["slack"] is not None
        and demands_tables.tells_few(answer, row["kind"], row["bound"], row["slack"])
    }
    columns = ["demand", "sentence", "owner", "active", "met", "bound", "slack", "measured_in",
               "negotiable"]  # fmt: skip
    return Table(frame, columns, secret=frozenset(secret))


def all_sources(answer: Answer, language: str) -> Table:
    """Where every number comes from."""
    frame = sources.table(answer, language)
    return Table(frame, [str(name) for name in frame])


def priced_demands(answer: Answer, language: str, prices: Prices) -> Table:
    """Every demand, with the prices of those that are active."""
    table = all_demands(answer, language)
    by_demand = {price.demand: price for price in prices.prices}
    found = [by_demand.get(q) for q in table.frame["demand"]]
    columns = {
        "marginal": [
            price.bound_prices.marginal if price and price.bound_prices else None for price in found
        ],
        "price_full": [price.replacement_cost if price else None for price in found],
        "price_share": [price.share.share if price and price.share else None for price in found],
    }
    frame = table.frame.join(pd.DataFrame(columns, dtype=float))
    return table._replace(frame=frame, columns=[*table.columns, *columns])


def units(answer: Answer, language: str) -> Table:
    """Units by what becomes of them, with the groups and measures of each before and after.

    FTE are left out: the sheet of staff hides some of those that the sum of a unit is made of.
    """
    columns = ["unit_name", "unit_status", "serves_before", "serves_after", "runs_before",
               "runs_after"]  # fmt: skip
    return Table(units_tables.table(answer, language), columns)


def reorganisation(answer: Answer, language: str) -> str | None:
    """What a new structure means for citizens; None where all keep their responsible unit."""
    rows = units_tables.flows(answer, language)
    if (rows["before"] == rows["later"]).all():
        return None
    handovers = units_tables.handover_sentence(answer, language)
    return f"{units_tables.message(answer, language)}. {handovers}"


def positions(answer: Answer, language: str) -> Table:
    """Positions of each unit and staff group by what becomes of them, and all together.

    The placement of least disruption; the answer has positions and a plan.
    """
    return placed_positions(answer, place(answer), language)


def placed_positions(answer: Answer, placement: Placement, language: str) -> Table:
    _ = translator(language)
    rows = placement_tables.by_staff(answer, placement, language)
    counts = list(placement_tables.COUNTS)
    total = pd.DataFrame([{"unit_name": _("All"), **rows[counts].sum().to_dict()}])
    frame = pd.concat([rows, total], ignore_index=True)
    columns, rows_bound = ["unit_name", "name", *counts], [range(len(frame))]
    bound = [placement_tables.COUNTS_BOUND]
    return Table(frame, columns, frozenset({len(rows)}), rows_bound, bound)


def all_staff(answer: Answer, language: str) -> Table:
    """Staff by unit and group whose posts the plan decides, flexjobs apart, with sums.

    FTE of today and tomorrow, how they come and go, notice, what is saved and what it costs once.
    """
    _ = translator(language)
    frame = staff_tables.table(answer, language)
    frame = frame[frame["decided"]].assign(
        after=frame[f"fte_{full_year(answer)}"],
        moved=frame["moved_in"] - frame["moved_out"],
        retrained=frame["retrained_in"] - frame["retrained_out"],
    )
    fewer = ["given_up"] if frame["given_up"].abs().max() > NOISE else []
    left, out = ["vacated", *fewer, "dismissed"], "transferred"
    flexjob = frame["role"] == "flexjob"
    parts = [(_("Staff, flex jobs apart"), frame[~flexjob]), (_("Flex jobs"), frame[flexjob])]
    gone = dict.fromkeys([*left, out, "after"], -1.0)
    balance = {"today": 1.0, **dict.fromkeys(INTO, 1.0), **gone}
    columns = ["unit_name", "name", "today", *left, "people", out, *INTO, "after", "notice",
               *MONEY]  # fmt: skip
    return with_sums(parts, _("All"), "unit_name", columns, [balance])


def timeline(answer: Answer, language: str) -> Table:
    """Hearings, negotiations, waits and notices in months from the decision; few people hidden."""
    steps = staff_timing.steps(answer, language)
    steps = steps.assign(lasts=steps["end"] - steps["start"]).rename(columns={"name": "step_name"})
    return Table(steps, ["step_name", "lane", "from_day", "to_day", "start", "end", "lasts", "law"])


def workplaces(answer: Answer, language: str) -> Table:
    """Where the dismissals are a mass dismissal, without what would tell of few people.

    The counts of a workplace are hidden where the sheet on staff hides any of its groups: a single
    one's sum is what that sheet tells already, those of several would tell more.
    """
    frame, hides = staff_timing.workplaces(answer, language), hidden_staff(answer, language)
    secret = [at for at, name in enumerate(frame["unit_name"]) if name in set(hides["unit_name"])]
    cells = frozenset((at, name) for at in secret for name in ("employees", "people"))
    return Table(frame, [str(name) for name in frame], secret=cells)


def hidden_staff(answer: Answer, language: str) -> pd.DataFrame:
    """The units and staff groups of which the sheet on staff hides how many are dismissed."""
    rows = masked_frame(all_staff(answer, language))
    return rows[rows["people"].map(lambda count: isinstance(count, str)) & rows["unit"].notna()]


def savings(answer: Answer, language: str) -> Table:
    """The saving of each year by the way it comes about, with its sum."""
    _ = translator(language)
    wide = economy.savings_by_source(answer).pivot_table(
        index="way", columns="year", values="saving", sort=False, aggfunc="sum"
    )
    wide.columns = pd.Index([f"saving_{year}" for year in wide])
    rows = wide[wide.abs().max(axis=1) > NOISE]
    frame = rows.reset_index().rename(columns={"way": "name"})
    frame["name"] = [word("way", way, language) for way in rows.index]
    total = {"name": _("The saving"), **rows.sum().to_dict()}
    frame = pd.concat([frame, pd.DataFrame([total])], ignore_index=True)
    last = len(frame) - 1
    return Table(frame, [str(name) for name in frame], frozenset({last}), [range(len(frame))])


def year_one(answer: Answer, language: str) -> Table:
    """The first year by month: FTE paid and gross cost, today and in the plan, with the year."""
    _ = translator(language)
    wide = staff_timing.months(answer).pivot_table(
        index="month", columns="side", values=["paid", "spent"]
    )
    frame = pd.DataFrame(
        {
            "month": [str(month) for month in wide.index],
            **{f"{kind}_{side}": wide[kind, side].to_numpy()
               for kind in ("paid", "spent") for side in ("before", "after")},
        }
    )  # fmt: skip
    frame["spent_less"] = frame["spent_before"] - frame["spent_after"]
    paid, spent = ([c for c in frame if str(c).startswith(kind)] for kind in ("paid", "spent"))
    year = {"month": _("The year"), **frame[paid].mean(), **frame[spent].sum()}
    frame = pd.concat([frame, pd.DataFrame([year])], ignore_index=True)
    bound = {"spent_before": 1.0, "spent_after": -1.0, "spent_less": -1.0}
    rows, columns = range(len(frame)), [str(name) for name in frame]
    return Table(frame, columns, frozenset({rows[-1]}), [rows], [bound])


def help_given(answer: Answer, language: str) -> Table:
    """The help for the dismissed: who has a new job within a year, low, middle and high.

    Where the sheet on staff hides how many flex jobbers are dismissed, people are hidden here too.
    """
    _ = translator(language)
    found = staff_timing.help_given(answer)
    names = {"low": _("Low"), "mid": _("Middle"), "high": _("High")}
    columns = ["name", "people", "helped", "staff_helping", "price", "found", "gained"]
    rows = [
        (names[level], found.people, found.helped, found.staff, found.price, found.found[level],
         found.gained(level))
        for level in LEVELS
        if found
    ]  # fmt: skip
    secret = (hidden_staff(answer, language)["role"] == "flexjob").any()
    told = ("people", "helped", "found", "gained") if secret else ()
    cells = frozenset((at, name) for at in range(len(rows)) for name in told)
    return Table(pd.DataFrame(rows, columns=columns), columns, secret=cells)
