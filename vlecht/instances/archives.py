"""Zip files from outside (workbooks, OneRoster): nothing is unpacked before it is known to be harmless."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from vlecht.instances.findings import Finding, InputError

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes that an archive may hold when unpacked."""
MAX_FILES = 2000
MAX_RATIO = 200
"""How many times larger than packed the contents may be, beyond the first megabytes."""
_FREE = 8 * 1024 * 1024


def contents(name: str, raw: bytes) -> dict[str, bytes]:
    """Member -> its bytes, of the archive ``raw`` called ``name`` in messages.

    Raises :class:`InputError` for what is no zip file, is damaged or locked, would unpack to too much, holds
    too many files, or names a path outside itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse(name, len(raw), members)
            # Python reads no further than the stated size and checks the sum: a size that lies is found here.
            return {member.filename: archive.read(member) for member in members}
    except InputError:
        raise
    except (
        Exception
    ) as error:  # zip, zlib, bzip2 and lzma have errors of their own, and MemoryError is one too
        raise _wrong(name, f"cannot be unpacked: {error}", "save or export it again", "bad-archive") from None


def _refuse(name: str, packed: int, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > MAX_FILES:
        raise _wrong(
            name,
            f"holds {len(members)} files, more than {MAX_FILES}",
            "is this the right file?",
            "too-many-files",
        )
    if total > MAX_UNPACKED or (total > _FREE and total > MAX_RATIO * max(1, packed)):
        size = f"{total // (1024 * 1024)} MB"
        raise _wrong(
            name, f"would unpack to {size}, which no school needs", "is this the right file?", "zip-bomb"
        )
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise _wrong(
                name,
                f"holds a file that would go outside it: {member.filename[:60]!r}",
                "do not use it",
                "path-escape",
            )
        if member.flag_bits & 1:
            raise _wrong(name, "is locked with a password", "save it without one", "locked")


def _wrong(name: str, problem: str, remedy: str, code: str) -> InputError:
    return InputError([Finding(name, "", "", problem, remedy, code)])
