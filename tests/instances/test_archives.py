"""Zip files from outside: what is not harmless is refused before anything is made of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from vlecht.instances.archives import contents
from vlecht.instances.findings import InputError


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _code(raw: bytes) -> str:
    with pytest.raises(InputError) as caught:
        contents("x.zip", raw)
    return caught.value.findings[0].code


def test_a_plain_archive_is_read() -> None:
    assert contents("x.zip", _zip({"a/b.csv": b"1", "c.csv": b"2"})) == {"a/b.csv": b"1", "c.csv": b"2"}


def test_a_bomb_is_not_unpacked() -> None:
    assert _code(_zip({"a": bytes(20 * 1024 * 1024)})) == "zip-bomb"


@pytest.mark.parametrize("name", ["../a.csv", "/etc/passwd", "a/../../b", "C:\\x", "..\\a"])
def test_a_path_out_of_the_archive_is_refused(name: str) -> None:
    assert _code(_zip({name: b"1"})) == "path-escape"


def test_too_many_files_are_refused() -> None:
    assert _code(_zip({str(n): b"" for n in range(2100)})) == "too-many-files"


def test_what_is_no_archive_or_a_damaged_one_is_told() -> None:
    assert _code(b"hello") == "bad-archive"
    raw = bytearray(_zip({"a.csv": b"hello" * 100}))
    raw[40] ^= 0xFF
    assert _code(bytes(raw)) == "bad-archive"


def test_a_size_that_lies_is_found() -> None:
    raw = _zip({"a.csv": bytes(100_000)})
    size = (100_000).to_bytes(4, "little")
    assert _code(raw.replace(size, (10).to_bytes(4, "little"))) == "bad-archive"
