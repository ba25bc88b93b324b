"""Delimited text from outside."""

from __future__ import annotations

import pytest

from vlecht.instances.delimited import MOST_ROWS, cut, records
from vlecht.instances.findings import InputError


@pytest.mark.parametrize(
    "raw",
    [
        "a;b\n1;é\n".encode(),
        b"\xef\xbb\xbfa,b\r\n1,\xc3\xa9\r\n",
        "a\tb\n1\té\n".encode("utf-16"),
        "a;b\n1;é\n".encode("cp1252"),
    ],
)
def test_encodings_and_separators_are_found_out(raw: bytes) -> None:
    assert cut("x", raw) == [["a", "b"], ["1", "é"]]


def test_records_go_by_their_header_and_leave_blank_rows_out() -> None:
    assert records("x", b" a ; b\n1\n;\n 2 ;3;4\n") == (
        ["a", "b"],
        [{"a": "1", "b": ""}, {"a": "2", "b": "3"}],
    )


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"a;b\n" + b"1;2\n" * (MOST_ROWS + 1), "too-large"), (b'a;b\n"' + b"x" * 200_000, "bad-table")],
)
def test_what_is_no_table_of_a_school_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        cut("x", raw)
    assert caught.value.findings[0].code == code
