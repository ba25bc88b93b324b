"""Delimited text from outside: its encoding and separator found out, its rows counted."""

from __future__ import annotations

import csv
import io

from vlecht.instances.findings import Finding, InputError

MOST_ROWS = 200_000
"""Rows that a file may have: far more than any school has of anything."""


def cut(name: str, raw: bytes, delimiter: str | None = None) -> list[list[str]]:
    """The rows of a file called ``name`` in messages. Raises :class:`InputError` for what is no table."""
    text = decoded(raw)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or sniffed(text))
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS:
                problem = f"has more than {MOST_ROWS} rows"
                raise InputError([Finding(name, "", "", problem, "is this the right file?", "too-large")])
    except csv.Error as error:
        place = f"line {reader.line_num}"
        problem = f"is not a table that can be read: {error}"
        raise InputError([Finding(name, place, "", problem, "export it again", "bad-table")]) from None
    return rows


def records(name: str, raw: bytes, delimiter: str | None = None) -> tuple[list[str], list[dict[str, str]]]:
    """(headers, rows by header) of a file with a header; everything without white space around it."""
    rows = cut(name, raw, delimiter)
    heads = [head.strip() for head in rows[0]] if rows else []
    filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    return heads, [
        dict.fromkeys(heads, "") | dict(zip(heads, map(str.strip, row), strict=False)) for row in filled
    ]


def decoded(raw: bytes) -> str:
    """Bytes as text: UTF-16 with its mark, UTF-8, else Windows-1252 (in which everything is a letter)."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def sniffed(text: str) -> str:
    """The separator that the first line has most of, outside quotes."""
    first = text.split("\n", 1)[0]
    bare = "".join(part for number, part in enumerate(first.split('"')) if number % 2 == 0)
    return max((";", ",", "\t"), key=lambda mark: (bare.count(mark), mark == ";"))
