"""The sheets about staff of the committee workbook: who and how many, the timeline, the law."""

import pandas as pd

from locales import translator
from model.staff.reemployment import LEVELS, YEAR
from reports.columns import word
from reports.disclosure.masking import Table, masked_frame, with_sums
from reports.money import savings_by_source
from reports.money.target import full_year
from reports.staff import tables as staff_tables
from reports.staff import timing as staff_timing
from reports.workbook.sheets import NOISE
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
    gone = dict.fromkeys([*left, out, "after"], -1.0)
    balance = {"today": 1.0, **dict.fromkeys(INTO, 1.0), **gone}
    columns = ["unit_name", "name", "today", *left, "people", out, *INTO, "after", "notice",
               *MONEY]  # fmt: skip
    return with_sums(parts, _("All"), "unit_name", columns, [balance])


def timeline(answer: Answer, language: str) -> Table:
    """Hearings, negotiations, waits and notices in months from the decision; few people hidden."""
    steps = staff_timing.steps(answer, language)
    steps = steps.assign(lasts=steps["end"] - steps["start"])
    return Table(steps, ["name", "lane", "start", "end", "lasts", "law"])


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
    wide = savings_by_source.saving_by_way(answer).pivot_table(
        index="way", columns="year", values="saving", sort=False, aggfunc="sum"
    )
    wide.columns = pd.Index([f"saving_{year}" for year in wide])
    rows = wide[wide.abs().max(axis=1) > NOISE]
    frame = rows.reset_index().rename(columns={"way": "name"})
    frame["name"] = [word("way", way, language) for way in rows.index]
    total = {"name": _("The saving"), **rows.sum().to_dict()}
    frame = pd.concat([frame, pd.DataFrame([total])], ignore_index=True)
    return Table(frame, [str(name) for name in frame], frozenset({len(frame) - 1}))


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
    return Table(frame, [str(name) for name in frame], frozenset({len(frame) - 1}))


def flexjobs(answer: Answer, language: str) -> Table:
    """The help for dismissed flex jobbers: who has a new job after a year, low, middle and high.

    Where the sheet on staff hides how many flex jobbers are dismissed, people are hidden here too.
    """
    _ = translator(language)
    effort = staff_timing.flexjobs(answer)
    names = {"low": _("Low"), "mid": _("Middle"), "high": _("High")}
    columns = ["name", "people", "staff_aside", "price", "found", "gained"]
    rows = [
        (names[level], effort.people, effort.staff, effort.price, effort.found(level, YEAR),
         effort.gained(level, YEAR))
        for level in LEVELS
        if effort
    ]  # fmt: skip
    secret = (hidden_staff(answer, language)["role"] == "flexjob").any()
    told = ("people", "found", "gained") if secret else ()
    cells = frozenset((at, name) for at in range(len(rows)) for name in told)
    return Table(pd.DataFrame(rows, columns=columns), columns, secret=cells)
