"""What a worker does of a batch: it reads a data set and answers some questions about it."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from inputs import apart
from inputs.read import Checked
from locales import counter, translator
from model.instance import Instance
from reports import batch
from reports.batch import Row
from scenarios import fit
from scenarios.levers import move
from scenarios.pool.worker import code
from scenarios.ranges import within
from scenarios.scenario import RefusedError, Scenario
from scenarios.solve import solve

KEPT = 4  # data sets
TOLD = 2  # errors of a data set


class Data(NamedTuple):
    """A data set by its bytes, so that a worker elsewhere can read it too."""

    name: str
    files: tuple[tuple[str, bytes], ...]  # a workbook, or the tables of a folder

    @property
    def digest(self) -> str:
        found = hashlib.sha256()
        for name, content in self.files:
            found.update(f"{name} {len(content)} ".encode() + content)
        return found.hexdigest()


class Question(NamedTuple):
    """A scenario as it stands in its file, its levers as they were asked for, and its key."""

    name: str
    scenario: Scenario
    levers: tuple[str, ...]
    key: str


class Block(NamedTuple):
    """Some questions about a data set, and the language of its faults."""

    data: Data
    questions: tuple[Question, ...]
    language: str


def data_of(path: Path) -> Data:
    """The data set at a path; nothing of one that is not there."""
    if not path.is_dir():
        return Data(path.name, ((path.name, path.read_bytes()),) if path.is_file() else ())
    files = sorted(each for each in path.iterdir() if each.is_file())
    return Data(path.name, tuple((each.name, each.read_bytes()) for each in files))


def key_of(data: Data, scenario: bytes, levers: tuple[str, ...]) -> str:
    """What tells an answer from others: data, scenario, levers and this version of the program."""
    parts = (data.digest, hashlib.sha256(scenario).hexdigest(), *levers, code())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def rows(block: Block) -> list[Row]:
    """The row of each question."""
    checked = read(block.data)
    if checked.instance is None:
        return faults(block, errors(checked, block.language))
    return [answered(block, question, checked.instance) for question in block.questions]


def lost(block: Block) -> list[Row]:
    """The rows of questions that ended every process that they were tried in."""
    told = translator(block.language)("it takes more memory than there is.")
    return faults(block, told)


def faults(block: Block, fault: str) -> list[Row]:
    return [batch.fault_row(q.key, asked(block.data, q), fault) for q in block.questions]


def answered(block: Block, question: Question, instance: Instance) -> Row:
    about = asked(block.data, question)
    try:
        fit.check(question.scenario, instance)
        given = [lever.partition("=")[::2] for lever in question.levers]
        used = {key: within(instance, key, value) for key, value in given}
        moved = move(question.scenario, instance, map("=".join, used.items()))
    except RefusedError as error:
        told = " ".join(fault.text(block.language) for fault in error.faults)
        return batch.fault_row(question.key, about, told)
    clamped = [f"{key}={used[key]}" for key, value in given if used[key] != value]
    return batch.row(question.key, about, solve(instance, moved), clamped)


def asked(data: Data, question: Question) -> dict[str, str]:
    levers = " ".join(question.levers)
    return {"data": data.name, "scenario": question.name, "levers": levers}


@lru_cache(KEPT)
def read(data: Data) -> Checked:
    """A data set read and checked."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / data.name
        if len(data.files) == 1 and data.files[0][0] == data.name:
            place.write_bytes(data.files[0][1])
        elif data.files:
            place.mkdir()
            for name, content in data.files:
                (place / name).write_bytes(content)
        return apart.load(str(place))


def errors(checked: Checked, language: str) -> str:
    """The first errors of a data set, and how many more there are."""
    found = [p.text(language) for p in checked.problems if p.severity == "error"]
    return " ".join((*found[:TOLD], *_more(len(found) - TOLD, language)))


def _more(number: int, language: str) -> Iterator[str]:
    if number > 0:
        ngettext = counter(language)
        told = ngettext("… and {n} more error.", "… and {n} more errors.", str(number))
        yield told.format(n=number)
