"""The sheets about staff of the committee workbook: who and how many, the timeline, the law."""

import pandas as pd

from locales import translator
from model.staff.reemployment import LEVELS, YEAR
from reports.disclosure import masking
from reports.disclosure.masking import with_sums
from reports.language import words
from reports.language.headings import word
from reports.money import savings_by_source
from reports.money.target import full_year
from reports.staff import tables as staff_tables
from reports.staff import timing as staff_timing
from reports.workbook.sheets import NOISE, Column, Table
from scenarios.solve import Answer

INTO = ("hired", "moved", "retrained")
MONEY = ("part_year", "full_year", "one_off")


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
    counts = ["today", *left, "people", out, *INTO, "after", *MONEY]
    gone = dict.fromkeys([*left, out, "after"], -1.0)
    balance = {"today": 1.0, **dict.fromkeys(INTO, 1.0), **gone}
    columns = [
        Column("unit_name"), Column("name"), Column("today", "tenth"),
        *(Column(way, "tenth") for way in left), Column("people", "whole"), Column(out, "tenth"),
        *(Column(way, "tenth") for way in INTO), Column("after", "tenth"),
        Column("notice", "tenth"), *(Column(amount, "whole") for amount in MONEY),
    ]  # fmt: skip
    return with_sums(
        parts, _("All"), "unit_name", columns, counts, ["people"], [balance],
        telling={"people": ("dismissed", *MONEY)},
    )  # fmt: skip


def timeline(answer: Answer, language: str) -> Table:
    """Hearings, negotiations, waits and notices in months from the decision; few people hidden."""
    columns = [
        Column("name", "prose"), Column("lane"), Column("start", "tenth"), Column("end", "tenth"),
        Column("lasts", "tenth"), Column("law", "prose"),
    ]  # fmt: skip
    steps = staff_timing.steps(answer, language)
    return Table(steps.assign(lasts=steps["end"] - steps["start"]), columns)


def workplaces(answer: Answer, language: str) -> Table:
    """Where the dismissals are a mass dismissal, without what would tell of few people.

    The counts of a workplace are hidden where the sheet on staff hides any of its groups: a single
    one's sum is what that sheet tells already, those of several would tell more.
    """
    frame, units = staff_timing.workplaces(answer, language), answer.instance.units
    rows = all_staff(answer, language).frame
    secret = {
        units[u].name.of(language)
        for u, count in zip(rows["unit"], rows["people"], strict=True)
        if isinstance(count, str) and u in units
    }
    for column in ("employees", "laid_off"):
        frame[column] = pd.Series(
            [
                masking.HIDDEN_MARK if name in secret else told(float(count))
                for name, count in zip(frame["unit_name"], frame[column], strict=True)
            ],
            dtype=object,
        )
    columns = [
        Column("unit_name"), Column("year", "year"), Column("employees", "whole"),
        Column("laid_off", "whole"), Column("needed", "whole"), Column("triggered"),
        Column("large"),
    ]  # fmt: skip
    return Table(frame, columns)


def saved(answer: Answer, language: str) -> Table:
    """The saving of each year by the way it comes about, with its sum."""
    _ = translator(language)
    wide = savings_by_source.table(answer).pivot_table(
        index="way", columns="year", values="saving", sort=False, aggfunc="sum"
    )
    wide.columns = pd.Index([f"saving_{year}" for year in wide])
    rows = wide[wide.abs().max(axis=1) > NOISE]
    frame = rows.reset_index().rename(columns={"way": "name"})
    frame["name"] = [word("way", way, language) for way in rows.index]
    total = {"name": _("The saving"), **rows.sum().to_dict()}
    frame = pd.concat([frame, pd.DataFrame([total])], ignore_index=True)
    columns = [Column("name"), *(Column(str(year), "whole") for year in wide)]
    return Table(frame, columns, frozenset({len(frame) - 1}))


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
    paid, spent = (
        [c for c in frame if str(c).startswith("paid")],
        [c for c in frame if str(c).startswith("spent")],
    )
    year = {"month": _("The year"), **frame[paid].mean(), **frame[spent].sum()}
    frame = pd.concat([frame, pd.DataFrame([year])], ignore_index=True)
    columns = [
        Column("month"), *(Column(str(column), "tenth") for column in paid),
        *(Column(str(column), "whole") for column in spent),
    ]  # fmt: skip
    return Table(frame, columns, frozenset({len(frame) - 1}))


def flexjobs(answer: Answer, language: str) -> Table:
    """The help for dismissed flex jobbers: who has a new job after a year, low, middle and high."""
    _ = translator(language)
    effort = staff_timing.flexjobs(answer)
    names = {"low": _("Low"), "mid": _("Middle"), "high": _("High")}
    rows = [
        {
            "name": names[level],
            "people": told(effort.people),
            "staff_aside": effort.staff,
            "price": effort.price,
            "found": told(effort.found(level, YEAR)),
            "gained": told(effort.gained(level, YEAR)),
        }
        for level in LEVELS
        if effort
    ]
    columns = [
        Column("name"), Column("people", "whole"), Column("staff_aside", "tenth"),
        Column("price", "whole"), Column("found", "whole"), Column("gained", "whole"),
    ]  # fmt: skip
    return Table(pd.DataFrame(rows, columns=[column.id for column in columns]), columns)


def told(count: float) -> object:
    """A count of people that leaves the house."""
    return masking.FEW_MARK if words.is_few(count) else count
