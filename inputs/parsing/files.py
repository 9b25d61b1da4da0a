"""What a file is, before anything opens it: only a sound, unencrypted, modest .xlsx gets by."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from inputs.parsing import cpr
from inputs.problems import Fault, Place, Problem, problem, say

MOST_BYTES = 50_000_000
MOST_UNPACKED = 150_000_000
MOST_WHOLE = 20_000_000  # of a part that is read in one piece: texts, styles
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old Excel files, and encrypted new ones
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STRICT = b"purl.oclc.org/ooxml"
BEGINNING = 4_000  # bytes in which a part says what it is

ONLY_XLSX = say("Data is a workbook (.xlsx), or a folder of text tables.")
FAR_SMALLER = say("A data set is far smaller than that.")
COPY = say("Copy the data into a new workbook from the template.")
SAVE_AGAIN = say("Open it in Excel or LibreOffice, save it as .xlsx, and try again.")
TOO_LARGE = Fault(
    say("more than {most} MB", most=MOST_BYTES / 1e6),
    FAR_SMALLER,
    say("Delete what does not belong to the data, pictures too, and save it again."),
)
BOMB = Fault(
    say("more than {most} MB when unpacked", most=MOST_UNPACKED / 1e6),
    say("The file was not unpacked, since it may be made to fill the memory."),
    COPY,
)
CROWDED = Fault(
    say("more sheets, rows, styles, names or texts than a data set has"),
    say("The file was not opened, since it may be made to keep the program busy."),
    COPY,
)
BROKEN = Fault(
    say("a file that is damaged"),
    ONLY_XLSX,
    SAVE_AGAIN,
)
KINDS = {
    "encrypted": Fault(
        say("a workbook with a password"),
        say("A locked workbook cannot be read."),
        say("Save it without the password."),
    ),
    "xls": Fault(say("an old Excel file (.xls)"), ONLY_XLSX, say("Save it as .xlsx.")),
    "xlsb": Fault(say("a binary workbook (.xlsb)"), ONLY_XLSX, say("Save it as .xlsx.")),
    "ods": Fault(say("an OpenDocument file (.ods)"), ONLY_XLSX, say("Save it as .xlsx.")),
    "csv": Fault(
        say("a single text file"),
        say("A data set is several tables."),
        say("Put all text tables in one folder, or fill in the workbook."),
    ),
    "strict": Fault(
        say("a workbook saved as Strict Open XML"),
        say("It has the ending .xlsx too, but is another kind of file."),
        say("Save it as an ordinary Excel workbook (.xlsx)."),
    ),
    "xml": Fault(
        say("a web page or an XML file, whatever its name says"),
        ONLY_XLSX,
        SAVE_AGAIN,
    ),
    "other": Fault(say("not a workbook"), ONLY_XLSX, say("Choose an .xlsx file.")),
}


def refusal(content: bytes, source: Place) -> Problem | None:
    """Why a file cannot be opened as a workbook, if so; raises what a damaged archive raises."""
    if len(content) > MOST_BYTES:
        return problem(source, TOO_LARGE)
    if content.startswith(OLE):
        return problem(source, KINDS["encrypted" if ENCRYPTED in content else "xls"])
    if not content.startswith(b"PK"):
        return _not_packed(content, source)
    with ZipFile(BytesIO(content)) as archive:
        return _packed(archive, source)


def _not_packed(content: bytes, source: Place) -> Problem:
    text = content.decode("utf-8", errors="replace")
    if any(map(cpr.in_text, text.splitlines())):
        return cpr.refusal(source)
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        return problem(source, KINDS["xml"])
    is_text = b"\0" not in content and (";" in text or "," in text or "\t" in text)
    return problem(source, KINDS["csv" if is_text else "other"])


def _packed(archive: ZipFile, source: Place) -> Problem | None:
    parts = {part.filename: part for part in archive.infolist()}
    whole = max((p.file_size for p in parts.values() if "worksheets/" not in p.filename), default=0)
    if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
        return problem(source, BOMB)
    if whole > MOST_WHOLE:
        return problem(source, CROWDED)
    kind = _other_kind(archive, parts)
    return problem(source, KINDS[kind]) if kind else None


def _other_kind(archive: ZipFile, parts: dict[str, ZipInfo]) -> str:
    """What a packed file is, if not an ordinary workbook."""
    if any(part.flag_bits & 1 for part in parts.values()):
        return "encrypted"
    if b"opendocument" in _start(archive, "mimetype"):
        return "ods"
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if "[Content_Types].xml" not in parts:
        return "other"
    return "strict" if STRICT in _start(archive, "xl/workbook.xml") else ""


def _start(archive: ZipFile, part: str) -> bytes:
    if part not in archive.namelist():
        return b""
    with archive.open(part) as content:
        return content.read(BEGINNING)
