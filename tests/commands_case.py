"""A scenario of a test's own as arguments of a command."""

from pathlib import Path

from small import DATA

NAMED = """
[name]
da = "En prøve"
en = "A trial"
[about]
da = "Flest job."
en = "Most jobs."
"""


def trial(folder: Path, body: str, data: Path = DATA / "small") -> list[str]:
    """Arguments for a scenario, called a trial and written into the folder, on data."""
    file = folder / "trial.toml"
    file.write_text(NAMED + body, "utf-8")
    return ["--inputs", str(data), "--scenario", str(file)]
