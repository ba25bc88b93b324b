"""The tables as a folder of CSV files: the workbook's twin for programs, versions and plain editors."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from vlecht.instances.findings import Finding, InputError, SourceError
from vlecht.instances.source import MAX_BYTES
from vlecht.instances.workbook import names
from vlecht.instances.workbook.cells import Cell, safe, unsafe
from vlecht.instances.workbook.flatten import Sheet
from vlecht.instances.workbook.gather import Rows

DELIMITER = ";"
"""Between cells when we write: what spreadsheets expect where the comma is a decimal sign."""


def is_school(path: Path) -> bool:
    """Whether a folder holds the tables of a school: the file ``school.csv`` or another table's."""
    known = {names.sheet("school", lang).lower() + ".csv" for lang in ("nl", "en")}
    return path.is_dir() and any(file.name.lower() in known for file in path.iterdir())


def read_rows(source: str | Path) -> tuple[str, Rows]:
    """(name for messages, tables) of a folder. Raises :class:`InputError` and :class:`SourceError`."""
    folder = Path(source)
    rows: Rows = {}
    total = 0
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() != ".csv" or not file.is_file():
            continue
        total += file.stat().st_size
        if total > MAX_BYTES:
            raise InputError(
                [
                    Finding(
                        str(folder),
                        "",
                        "",
                        f"is larger than {MAX_BYTES // 2**20} MB",
                        "is this the right folder?",
                        "too-large",
                    )
                ]
            )
        rows[file.stem] = table(file.read_bytes())
    if not rows:
        raise SourceError(f"{folder}: there are no .csv files in it")
    return str(source), rows


def table(raw: bytes, delimiter: str | None = None) -> list[list[Cell]]:
    """The rows of a CSV file: UTF-8 (with or without mark) or else Windows-1252; ``;``, ``,`` or tabs."""
    text = decoded(raw)
    mark = delimiter or sniffed(text)
    return [
        [unsafe(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)
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


def written(sheets: tuple[Sheet, ...]) -> dict[str, str]:
    """File name -> its text, for every table."""
    found: dict[str, str] = {}
    for sheet in sheets:
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=DELIMITER, lineterminator="\r\n")
        writer.writerow([safe(head.title) for head in sheet.heads])
        writer.writerows([safe(cell) for cell in row] for row in sheet.rows)
        found[f"{sheet.name}.csv"] = "\ufeff" + stream.getvalue()
    return found
