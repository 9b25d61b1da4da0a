"""Civil registration numbers (CPR) have no business here: found, refused, never repeated.

A number is six digits of a date of birth and four more. It is certain as people write it, with a
dash, or with its leading zero. Other ten digits may be something else: they are a person's when
the check digit is right or a word beside them says so, and no word says that they are not. Digits
parted by other signs are told from rows of numbers, amounts and telephones by how they are parted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, pairwise
from unicodedata import normalize
from urllib.parse import unquote

from inputs.problems import Fault, Place, Problem, problem, say

CERTAIN = re.compile(
    r"(?<!\d)(\d\d)(\d\d)(\d\d)\s{0,3}-{1,2}\s{0,3}(\d{4})(?!\d)"
    r"|(?<![\d])(?<!\d[./-])(\d\d?)\s?[./-]\s?(\d\d?)\s?[./-]\s?(\d\d)\s{0,3}-\s{0,3}(\d{4})(?!\d)"
    r"|(?<!\d)(\d\d) (\d\d) (\d\d)\s{0,3}-\s{0,3}(\d{4})(?!\d)"
    r"|(?<!\w)(?<!\d[.,/-])(0\d)(\d\d)(\d\d)(\d{4})(?!\w|[.,/-]\d)"
    r"|^\s*(\d\d)(\d\d)(\d\d)\s(\d{4})\s*$"
)
POSSIBLE = re.compile(
    r"(?<!\d)(?<!\d[.,/-])(\d\d)(\d\d)(\d\d)[\s_:/]{0,2}(\d{4})(?!\d|[.,/-]\d)"
    r"|(?<!\d)(?<!\d[./-])(\d\d?)[\s./-]{1,2}(\d\d?)[\s./-]{1,2}(?:19|20)?(\d\d)[\s._:/-]{1,3}(\d{4})(?!\d)"
    r"|(?<!\d)(\d\d)(\d\d)(?:19|20)(\d\d)[\s_:/-]{1,3}(\d{4})(?!\d)"
)
PARTED = re.compile(  # after two, four, six and eight digits; six and seven are always apart
    r"(?<!\d)(?=(?P<all>(\d\d)(?P<a>[\W_]{0,3})(\d\d)(?P<b>[\W_]{0,3})(\d\d)"
    r"(?P<middle>[\W_]{1,5})(\d\d)(?P<c>[\W_]{0,3})(\d\d)(?!\d)))"
)
SINGLE = re.compile(  # digit by digit
    r"(?<!\d)(?=(?P<all>\d(?P<a>[\W_]{1,5})\d(?:(?P=a)\d){4}(?P<middle>[\W_]{1,5})"
    r"\d(?:(?P=a)\d){3}(?!\d))(?P<b>)(?P<c>))"
)
WEAK = re.compile(r"[\s_/.,:;()\"'+*]*")  # between two numbers that are not one
YEAR = re.compile(r"(19|20)\d\d")
ALONE = 40  # characters of a text that can be a number alone
BORN = re.compile(r"(\d\d?)([./ -]?)(\d\d)\2(\d\d)")
HEADING = re.compile(
    r"(cpr|personnummer|person-?nr)([-. ]*(nr|no|nummer|numre|number))?\.?", re.IGNORECASE
)
OF_PERSONS = re.compile(r"cpr|personn(r|u)|person-?\s?n|født|fødsel|\bborn\b|birth", re.IGNORECASE)
OF_OTHERS = re.compile(  # what else has ten digits
    r"\bp-?\s?n(r|u)|produktionsenhed|production unit|\bcvr|\bean\b|\bse-?nr|telefon|\btlf|konto"
    r"|account|faktura|invoice|beløb|amount|\bt?kr\b|\bmobil|\bphone",
    re.IGNORECASE,
)
SAVED = re.compile(r"\d{9,10}[.,]?0*|\d[.,]\d{6,9}E\+0?[89]", re.IGNORECASE)  # by a spreadsheet
GUID = re.compile(r"[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}", re.IGNORECASE)
DASHES = {ord(sign): "-" for sign in "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"}
UNSEEN = {ord(sign): "" for sign in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
LEAST = 10  # characters of a number
AS_NUMBERS = (1e8, 1e10)  # a spreadsheet drops the first zero
SEVERAL = 3  # rows that make a column of dates beside one of four digits into numbers of persons

FAULT = Fault(
    say("something that looks like CPR numbers"),
    say("Data about single persons must never be put in here; nothing of the file was kept."),
    say(
        "Delete the numbers and the column they stand in, and try again. "
        "If they are something else, write above them what they are, for instance P number."
    ),
)


def in_text(text: str, words: str = "") -> bool:
    """Whether a text holds the number of a person; `words` are those around it."""
    if len(text) < LEAST:
        return False
    text = GUID.sub(" ", _plain(unquote(text)))  # an address writes a hyphen as %2D
    if any(_born(found) for found in CERTAIN.finditer(text)):
        return True
    words = f"{words} {text}"
    parted = list(_parted(text))
    if any(is_certain for _, is_certain in parted) and not OF_OTHERS.search(words):
        return True
    numbers = [_digits(found) for found in POSSIBLE.finditer(text) if _born(found)]
    return _likely([*numbers, *(digits for digits, _ in parted)], words)


def in_cell(cell: object, words: str = "") -> bool:
    """Whether a cell holds the number of a person, or is the heading of such numbers."""
    if isinstance(cell, str) and (HEADING.fullmatch(cell.strip()) or in_text(cell, words)):
        return True
    if isinstance(cell, str) and SAVED.fullmatch(cell):
        cell = float(cell.replace(",", "."))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    possible = AS_NUMBERS[0] <= cell < AS_NUMBERS[1] and cell == int(cell)
    return possible and _in_number(f"{int(cell):010}", words)


def row_of_person(rows: Iterable[Sequence[object]]) -> int | None:
    """The first row, from 0, with the number of a person, be it split over two columns."""
    words: dict[int, str] = {}  # by column, of the texts above
    for n, row in enumerate(rows):
        for at, cell in enumerate(row):
            beside = row[at - 1] if at and isinstance(row[at - 1], str) else ""
            if cell is not None and in_cell(cell, f"{words.get(at, '')} {beside}"):
                return n
            if isinstance(cell, str) and (OF_PERSONS.search(cell) or OF_OTHERS.search(cell)):
                words[at] = cell
    return _row_of_split(list(rows), words)


def unnamed(name: str) -> str:
    """A name, without the number of a person."""
    return "…" if in_text(name) else name


def refusal(place: Place) -> Problem:
    """Refuse without repeating: neither the place nor the fault tells what was found."""
    return problem(Place(place.kind, unnamed(place.name), place.row), FAULT)


def _plain(text: str) -> str:
    """The text with plain digits, spaces and dashes."""
    return text if text.isascii() else normalize("NFKC", text).translate(DASHES | UNSEEN)


def _in_number(digits: str, words: str) -> bool:
    return _starts_with_a_day(digits) and _likely([digits], words)


def _likely(numbers: Sequence[str], words: str) -> bool:
    """Whether ten digits that may be a person's are: a word says it, or the check digit does."""
    if not numbers or OF_PERSONS.search(words):
        return bool(numbers)
    return not OF_OTHERS.search(words) and any(map(_checks, numbers))


def _parted(text: str) -> Iterator[tuple[str, bool]]:
    """Ten digits that begin with a day and are parted by signs, and whether they are certain."""
    for found in chain(PARTED.finditer(text), SINGLE.finditer(text)):
        digits = "".join(filter(str.isdecimal, found["all"]))
        inner = {found["a"], found["b"], found["c"]} - {""}
        is_time = ":" in inner and found.re is PARTED
        is_decimal = not inner and found["middle"] in (".", ",")
        if len(inner) > 1 or is_time or is_decimal or not _starts_with_a_day(digits):
            continue
        if not _goes_on(found, *inner or {found["middle"]}):
            yield digits, _is_certain(found, digits, *inner)


def _is_certain(found: re.Match[str], digits: str, inner: str = "") -> bool:
    """Whether digits so parted are hardly anything else than the number of a person."""
    middle, opens = found["middle"], digits.startswith("0")
    is_strong = not WEAK.fullmatch(middle)
    if found.re is SINGLE:
        return (is_strong or opens) and set(digits) != {"0", "1"}
    if YEAR.fullmatch(digits[6:]):
        return False
    if inner:
        by_twos = found["a"] == found["b"] and not found["c"] and inner in (" ", "/")
        return by_twos and (is_strong or opens)
    is_alone = len(found.string) < ALONE and found.string.strip() == found["all"]
    return is_strong or (opens and bool(set(middle) & {"\t", "/"})) or (
        is_alone and (opens or not set(middle) & {"*", "+", "_"})
    )  # fmt: skip


def _goes_on(found: re.Match[str], sign: str) -> bool:
    """Whether the digits are part of a longer row of numbers."""
    text, start, end = found.string, found.start(), found.end("all")
    before, after = max(start - len(sign) - 1, 0), end + len(sign)
    return (text.endswith(sign, 0, start) and text[before : before + 1].isdecimal()) or (
        text.startswith(sign, end) and text[after : after + 1].isdecimal()
    )


def _starts_with_a_day(digits: str) -> bool:
    return _is_date(int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def _born(found: re.Match[str]) -> bool:
    day, month, year, _ = (each for each in found.groups() if each is not None)
    return _is_date(int(day), int(month), int(year))


def _is_date(day: int, month: int, year: int) -> bool:
    """Whether it is a day; those without a number of their own get one with 60 days added."""
    try:
        date(1900 + year if year else 2000, month, day - 60 if day > 60 else day)  # noqa: PLR2004
    except ValueError:
        return False
    return True


def _digits(found: re.Match[str]) -> str:
    day, month, year, serial = (each for each in found.groups() if each is not None)
    return f"{day:0>2}{month:0>2}{year}{serial}"


def _checks(digits: str) -> bool:
    """The check of the register (modulus 11), which some numbers given since 2007 fail."""
    return sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def _row_of_split(rows: Sequence[Sequence[object]], words: dict[int, str]) -> int | None:
    """The first row of a column of birthdays beside a column of the other four digits."""
    beside, right, first = Counter[int](), Counter[int](), dict[int, int]()
    for n, row in enumerate(rows):
        for at, digits in _split(row):
            if OF_PERSONS.search(f"{words.get(at, '')} {words.get(at + 1, '')}"):
                return n
            beside[at] += 1
            right[at] += _checks(digits)
            first.setdefault(at, n)
    return next((first[at] for at in first if SEVERAL <= right[at] > beside[at] / 2), None)


def _split(row: Sequence[object]) -> Iterator[tuple[int, str]]:
    """Where a birthday stands left of four digits, and the ten digits."""
    for at, (left, right) in enumerate(pairwise(row)):
        serial = _whole(right, 4)
        if len(serial) == 4 and serial.isdecimal() and (born := _birthday(left)):  # noqa: PLR2004
            yield at, born + serial


def _birthday(cell: object) -> str:
    """Six digits of a day, or nothing."""
    text = f"{cell:%d%m%y}" if isinstance(cell, date) else _plain(_whole(cell, 6))
    found = BORN.fullmatch(text)
    if not found or not _is_date(int(found[1]), int(found[3]), int(found[4])):
        return ""
    return f"{found[1]:0>2}{found[3]}{found[4]}"


def _whole(cell: object, digits: int) -> str:
    """A cell as text, a whole number with the zeros that a spreadsheet drops."""
    if isinstance(cell, float) and cell.is_integer() and 0 <= cell < 10**digits:
        return f"{int(cell):0{digits}}"
    return cell.strip() if isinstance(cell, str) else ""
