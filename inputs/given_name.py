"""The name that a reader gives a plan: plain text on one line, about nobody."""

from inputs.parsing import cpr
from model.demand import Text

LONGEST = 80
PERSON = Text("Navnet må ikke rumme et CPR-nummer.", "The name must not hold a CPR number.")
LINE = Text("Skriv navnet på én linje, uden særlige tegn.",
            "Write the name on one line, without special characters.")  # fmt: skip
LONG = Text(f"Skriv højst {LONGEST} tegn.", f"Write {LONGEST} characters at most.")


def checked_name(text: str) -> str:
    """The name as it may stand everywhere. Raises ValueError with a Text on what is wrong."""
    name = text.replace("\xa0", " ").strip()
    if cpr.in_text(name):
        raise ValueError(PERSON)
    if not name.isprintable():
        raise ValueError(LINE)
    if len(name) > LONGEST:
        raise ValueError(LONG)
    return name
