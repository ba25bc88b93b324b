"""Writing files so that a crash never leaves half of one, and no roster is ever lost."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Writes UTF-8 text at once or not at all, as :func:`write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file at once: to a temporary file beside it, which then takes its place.

    Makes the directory when it is not there. Raises ``OSError`` when it cannot be written; an existing
    file is then unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _mode(path: Path) -> int:
    """Permissions of the file that is replaced, or those of any new file (temporary files are private)."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def keep_previous(path: Path) -> Path | None:
    """Moves an existing file out of the way to ``name.N.suffix`` with the first free N; says where to."""
    if not path.exists():
        return None
    for number in count(1):
        kept = path.with_name(f"{path.stem}.{number}{path.suffix}")
        try:
            os.link(path, kept)  # fails when the name is taken, so that two programs never pick the same
        except FileExistsError:
            continue
        except OSError:
            # A file system without hard links: a rename is the best there is.
            if kept.exists():
                continue
            os.replace(path, kept)
        return kept
    raise AssertionError("count() does not end")
