"""What a file is, before anything opens it: only a sound, unencrypted, modest .xlsx gets by."""

from io import BytesIO
from zipfile import ZipFile

from inputs.parsing import cpr
from inputs.problems import Fault, Place, Problem, problem, say

MOST_BYTES = 50_000_000
MOST_UNPACKED = 150_000_000
MOST_WHOLE = 40_000_000  # of a part that is read in one piece: texts, styles
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old Excel files, and encrypted new ones
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

ONLY_XLSX = say("Data is a workbook (.xlsx), or a folder of text tables.")
TOO_LARGE = Fault(
    say("more than {most} MB", most=MOST_BYTES / 1e6),
    say("A data set is far smaller than that."),
    say("Delete what does not belong to the data, pictures too, and save it again."),
)
BOMB = Fault(
    say("more than {most} MB when unpacked", most=MOST_UNPACKED / 1e6),
    say("The file was not unpacked, since it may be made to fill the memory."),
    say("Copy the data into a new workbook from the template."),
)
BROKEN = Fault(
    say("a file that is damaged"),
    ONLY_XLSX,
    say("Open it in Excel or LibreOffice, save it as .xlsx, and try again."),
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
    if cpr.in_text(text):
        return cpr.refusal(source)
    is_text = b"\0" not in content and (";" in text or "," in text or "\t" in text)
    return problem(source, KINDS["csv" if is_text else "other"])


def _packed(archive: ZipFile, source: Place) -> Problem | None:
    parts = {part.filename: part for part in archive.infolist()}
    unpacked = sum(part.file_size for part in archive.infolist())
    whole = max((p.file_size for p in parts.values() if "worksheets/" not in p.filename), default=0)
    if unpacked > MOST_UNPACKED or whole > MOST_WHOLE:
        return problem(source, BOMB)
    if any(part.flag_bits & 1 for part in parts.values()):
        return problem(source, KINDS["encrypted"])
    if b"opendocument" in _start(archive, "mimetype"):
        return problem(source, KINDS["ods"])
    if "xl/workbook.bin" in parts:
        return problem(source, KINDS["xlsb"])
    if "[Content_Types].xml" not in parts:
        return problem(source, KINDS["other"])
    return cpr.refusal(source) if _names_persons(archive) else None


def _start(archive: ZipFile, part: str) -> bytes:
    return archive.read(part)[:100] if part in archive.namelist() else b""


def _names_persons(archive: ZipFile) -> bool:
    """Comments, properties and texts; the cells are looked at when they are read."""
    names = [n for n in archive.namelist() if n.endswith(".xml") and "worksheets/" not in n]
    texts = (archive.read(name).decode("utf-8", errors="replace") for name in names)
    return any(cpr.in_text(text, cpr.HYPHENATED) for text in texts)
