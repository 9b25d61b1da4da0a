"""A file is written whole or not at all."""

import errno
import os
import resource
from pathlib import Path

import pytest
from small import DATA

import cli
from commands.whole_file import write_whole

REPORT = ("report", "--inputs", str(DATA / "small"), "--scenario", "fortsaet")


def test_a_file_is_written_with_the_rights_it_had(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"1")
    old.chmod(0o640)
    for path in (old, new):
        write_whole(path, b"2")
    assert old.read_bytes() == new.read_bytes() == b"2"
    assert old.stat().st_mode & 0o777 == 0o640
    (tmp_path / "as-usual").write_bytes(b"")
    assert new.stat().st_mode == (tmp_path / "as-usual").stat().st_mode


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "there")
    write_whole(tmp_path / "link", b"2")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_bytes() == b"2"


@pytest.mark.parametrize("before", [{}, {"plan.xlsx": b"old"}])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, ""), KeyboardInterrupt()])
def test_what_cannot_be_finished_leaves_everything_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: dict[str, bytes],
    error: BaseException,
) -> None:
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)

    def fail(_file: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(type(error)):
        write_whole(tmp_path / "plan.xlsx", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_larger_than_allowed_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="large"):
            write_whole(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("plan.xlsx", b"old")]


@pytest.mark.parametrize(
    ("number", "language", "told"),
    [
        (errno.ENOSPC, "da", "disken er fuld. Det, der lå der før, er urørt."),
        (errno.ENOSPC, "en", "the disk is full. What was there is as it was."),
        (errno.EACCES, "en", "you may not write there. What was there is as it was. Write to a"),
        (errno.EIO, "da", "filen kan ikke skrives ("),
    ],
)
def test_a_report_that_cannot_be_written_says_why_and_what_is_left(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    language: str,
    told: str,
) -> None:
    out = tmp_path / "bilag.xlsx"
    out.write_bytes(b"old")

    def fail(_file: int) -> None:
        raise OSError(number, "?")

    monkeypatch.setattr(os, "fsync", fail)
    assert cli.main([*REPORT, "--out", str(out), "--language", language]) == 2
    assert capsys.readouterr().err.startswith(f"--out {out}: {told}")
    assert out.read_bytes() == b"old"


def test_a_report_into_a_folder_that_is_not_there_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fil").write_bytes(b"old")
    told = {
        tmp_path / "nej" / "a.xlsx": "mappen findes ikke. Opret mappen, eller skriv et andet sted.",
        tmp_path / "fil" / "a.xlsx": "mappen findes ikke. Opret mappen, eller skriv et andet sted.",
        tmp_path: "det er en mappe. Tilføj et filnavn.",
        tmp_path / ("a" * 300): "navnet er for langt. Vælg et kortere navn.",
    }
    for out, why in told.items():
        assert cli.main([*REPORT, "--out", str(out)]) == 2
        assert capsys.readouterr().err == f"--out {out}: {why}\n"
