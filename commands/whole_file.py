"""Files written whole or not at all."""

import errno
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from locales import translator

NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG)  # no file can be there


def write_whole(path: Path, content: bytes) -> None:
    """Put the content in a file, or raise OSError and leave the file as it was.

    It is written beside and renamed when all of it is on the disk. What is no ordinary file, such
    as standard output, is written to as it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
    elif path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    else:
        _write_beside(path, content)


def _write_beside(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as beside:
        other = Path(beside.name)
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            other.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_mask())
            other.replace(path)
        except BaseException:
            other.unlink(missing_ok=True)
            raise


def _mask() -> int:
    """The rights that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def not_written(error: OSError, language: str) -> str:
    """Why a file could not be written, that nothing is lost where it may be, and what to do."""
    why, remedy = reason(error, language)
    kept = translator(language)("What was there is as it was.")
    return " ".join((why, *([] if error.errno in NOWHERE else [kept]), remedy))


def not_said(error: OSError, language: str) -> str:
    """Why standard output could not be written to, and what to do."""
    place = translator(language)("Standard output")
    return f"{place}: {' '.join(reason(error, language))}"


def reason(error: OSError, language: str) -> tuple[str, str]:
    """Why something could not be written, and what to do."""
    _ = translator(language)
    elsewhere = _("Write to another place.")
    full = _("the disk is full."), _("Make room, or write to another place.")
    barred = _("you may not write there."), elsewhere
    lost = _("there is no such folder."), _("Create the folder, or write to another place.")
    reasons = {
        errno.ENOSPC: full,
        errno.EDQUOT: full,
        errno.EFBIG: (_("the file is larger than is allowed here."), elsewhere),
        errno.EACCES: barred,
        errno.EPERM: barred,
        errno.EROFS: barred,
        errno.ENOENT: lost,
        errno.ENOTDIR: lost,
        errno.EISDIR: (_("this is a folder."), _("Add the name of a file.")),
        errno.ENAMETOOLONG: (_("the name is too long."), _("Choose a shorter name.")),
    }
    other = _("it cannot be written ({why}).").format(why=error), elsewhere
    return reasons.get(error.errno or 0, other)
