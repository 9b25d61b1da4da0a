"""Files written whole or not at all."""

import errno
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from locales import translator


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
    """Why a file could not be written, and what to do."""
    _ = translator(language)
    reasons = {
        errno.ENOSPC: _("the disk is full."),
        errno.EDQUOT: _("the disk is full."),
        errno.EFBIG: _("the file is larger than is allowed here."),
        errno.EACCES: _("you may not write there."),
        errno.EROFS: _("you may not write there."),
        errno.ENOENT: _("there is no such folder."),
        errno.EISDIR: _("this is a folder."),
    }
    why = reasons.get(error.errno or 0) or _("it cannot be written ({why}).").format(why=error)
    return why + " " + _("What was there is as it was. Make room, or write to another place.")
