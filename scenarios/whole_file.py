"""Files written whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, content: bytes) -> None:
    """Put the content in a file, or raise OSError and leave the file as it was.

    It is written beside and renamed when all of it is on the disk. What is no ordinary file, such
    as standard output, is written to as it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "Permission denied")
    mode = path.stat().st_mode if path.exists() else 0o666 & ~_mask()
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as beside:
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            Path(beside.name).chmod(mode)
            Path(beside.name).replace(path)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise


def _mask() -> int:
    """The bits that new files of this process lack; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
