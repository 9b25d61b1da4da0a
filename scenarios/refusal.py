"""Why a scenario or lever cannot be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from model.demand import Text


@dataclass(frozen=True)
class Fault:
    """What is wrong with a lever or scenario: the place, what was found, and what to do."""

    place: str
    found: str
    remedy: Text


class RefusedError(ValueError):
    """A scenario or lever that cannot be used, with every fault at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{f.place}: {f.found}. {f.remedy.en}" for f in faults))
        self.faults = tuple(faults)


def nearest(found: str, known: Sequence[str]) -> Text:
    """Names the known one that looks most like what was found."""
    match = get_close_matches(found, known, 1, 0.0)
    if not match:
        return Text("Findes ikke.", "Unknown.")
    return Text(f"Findes ikke; mente du {match[0]}?", f"Unknown; did you mean {match[0]}?")
