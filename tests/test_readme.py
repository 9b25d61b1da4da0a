"""README.md tells what the shipped scenarios give, and its command lines are understood."""

import re
import shlex
from pathlib import Path

import pytest
from comparison_case import answer, odense

import cli
from commands.request import requested_scenario
from reports.answer import people
from reports.answer.figures import figures
from reports.language.words import is_few
from reports.money import economy
from reports.tradeoffs.trade import table
from scenarios import library
from scenarios.apply import apply
from scenarios.conflicts import first_conflict
from scenarios.studies.futures import hold, sureness
from scenarios.studies.last_million import last_million
from scenarios.studies.trade import trade

README = Path("README.md").read_text(encoding="utf-8")
TABLE = dict(re.findall(r"^\| `([\w-]+)`: [^|]+ (\|.+\|)$", README, re.MULTILINE))
TRADE = re.findall(r"^\| (\d+ %)[^|]* \| (.+) \| (.+) \| (.+) \| (.+) \|$", README, re.MULTILINE)
SURE = re.findall(r"^\| `([\w-]+)` \| (.+) \| (.+) \| (.+) \| (.+) \|$", README, re.MULTILINE)
COMMAND_LINES = re.findall(r"^\.venv/bin/python cli\.py (.+)$", README, re.MULTILINE)


def test_the_table_has_every_shipped_scenario() -> None:
    assert sorted(TABLE) == sorted(library.names())


def told(name: str) -> str:
    """What a scenario gives, as the table tells it: whole people and FTE, millions, exits."""
    found = answer(name)
    key, held = figures(found), people.mean_in_work(found)
    million = last_million(found)
    cells = (
        f"{key.extra_exits:.0f}",
        f"{held.net:+.0f}",
        f"{held.out:.0f}",
        f"{few(key.dismissed)} ({few(key.flexjob)})",
        f"{people.most_idle(found)[0]:.0f}",
        f"{people.vulnerable(found)['in_work']:+.0f}",
        f"{-economy.saved_by_category(found)['service'] / 1000:+.1f}",
        f"{million.exits:.2f}" if million else "–",
    )
    return f"| {' | '.join(map(plain, cells))} |"


def few(people: float) -> str:
    """A count of dismissed, which hides people under five as files do."""
    return "under 5" if is_few(people) else f"{people:.0f}"


def plain(number: str) -> str:
    """A true minus, and no sign before nothing."""
    return re.sub(r"^[+-](0(\.0)?)$", r"\1", number).replace("-", "−")


@pytest.mark.parametrize(("name", "row"), TABLE.items())
def test_a_scenario_gives_what_the_table_says(name: str, row: str) -> None:
    assert row == told(name)


@pytest.mark.parametrize("row", SURE, ids=lambda row: row[0])
def test_a_plan_is_as_sure_as_the_table_says(row: tuple[str, ...]) -> None:
    found = answer(row[0])
    sure = sureness(hold(found))
    assert row[1:] == (
        plain(f"{people.mean_in_work(found).net:+.0f}"),
        plain(f"{sure.value.p10:+.0f} to {sure.value.p90:+.0f}"),
        f"{100 * sure.beats['']:.0f} %",
        f"{100 * sure.closes_all:.0f} %",
    )


def test_the_trade_gives_what_the_table_says() -> None:
    found = table([*trade(answer("optimum-34"))]).frame
    rows = [
        (f"{give_up:.0%}", f"{extra:.0f}", f"{net:+.0f}", few(dismissed), few(flexjob))
        for give_up, extra, net, dismissed, flexjob in zip(
            *(found[name] for name in ("give_up", "extra", "net", "people", "in_flexjobs")),
            strict=True,
        )
        if give_up >= 0
    ]
    assert [tuple(map(plain, row)) for row in rows] == [
        (share.replace(" ", "", 1), *cells) for share, *cells in TRADE
    ]


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_command_line_is_understood(line: str) -> None:
    words = shlex.split(line)
    assert cli.parser(words[0]).parse_args(words).command


def test_the_example_of_a_conflict_has_one() -> None:
    line = next(line for line in COMMAND_LINES if line.startswith("conflict"))
    asked, data = cli.parser("conflict").parse_args(shlex.split(line)), odense()
    clash = first_conflict(apply(data, requested_scenario(asked, data)))
    assert clash
