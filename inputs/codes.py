"""Codes: pseudonyms that cannot be the name of somebody."""

import re

from inputs.problems import Fault, say

CODE = re.compile(r"(?=.*\d)(?=.{1,20}$)[A-ZÆØÅ\d]+([._-][A-ZÆØÅ\d]+)*")

NO_CODE = Fault(
    say("a word that may be a name"),
    say("Nobody may be named here: a code has only capitals and digits, at least one digit."),
    say('Write a code instead, for instance "{code}".', code="P0001"),
)


def read(text: str) -> str | Fault:
    """The code; what is none may be a name, so the fault does not repeat it."""
    return text if CODE.fullmatch(text) else NO_CODE
