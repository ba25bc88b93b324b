"""Workbooks: written by XlsxWriter, read by calamine, never changed in place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vlecht.instances.archives import contents
from vlecht.instances.findings import Finding, InputError
from vlecht.instances.source import read_bytes
from vlecht.instances.workbook import names
from vlecht.instances.workbook.cells import Cell
from vlecht.instances.workbook.flatten import Head, Sheet
from vlecht.instances.workbook.gather import Rows, Spot
from vlecht.instances.workbook.guide import ABOUT, INTRODUCTION, START, help_text
from vlecht.instances.workbook.layout import tables

ROWS_TO_FILL = 1000
"""How many rows below the header have their drop-down lists and checks."""
MAX_CELLS = 4_000_000
"""Cells that a sheet may span, empty ones included."""
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?r="(\d{1,9})"')


def read_rows(source: str | Path) -> tuple[str, Rows]:
    """(name for messages, sheets) of a workbook.

    Raises :class:`InputError` for what is no workbook or is not harmless,
    :class:`~vlecht.instances.findings.SourceError` when it cannot be opened.
    """
    name, raw = read_bytes(source)
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _wrong(
            name,
            "is locked with a password, or of an old kind",
            "save it as .xlsx without a password",
            "locked",
        )
    for member, data in contents(name, raw).items():
        if member.startswith("xl/worksheets/"):
            _refuse_vast(name, data)
    return name, _sheets(name, raw)


def _refuse_vast(name: str, data: bytes) -> None:
    """A single cell far away would make a sheet of thousands of millions of cells."""
    wide = max((_number(letters) for letters, _ in _CELL.findall(data)), default=1)
    deep = max(
        [int(row) for _, row in _CELL.findall(data)] + [int(row) for row in _ROW.findall(data)], default=1
    )
    if wide * deep > MAX_CELLS:
        raise _wrong(
            name,
            f"has a sheet of {deep} rows and {wide} columns",
            "clear what lies far outside the table",
            "too-large",
        )


def _number(letters: bytes) -> int:
    found = 0
    for letter in letters:
        found = 26 * found + letter - ord("A") + 1
    return found


def _sheets(name: str, raw: bytes) -> Rows:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        return {
            title: [list(row) for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)]
            for title in book.sheet_names
        }
    except BaseException as error:
        # A damaged file may make the reader panic, which is no Exception.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise _wrong(
            name, f"is not a workbook that can be read: {error}", "save it as .xlsx again", "bad-workbook"
        ) from None


def _wrong(name: str, problem: str, remedy: str, code: str) -> InputError:
    return InputError([Finding(name, "", "", problem, remedy, code)])


def written(sheets: Iterable[Sheet], lang: str) -> bytes:
    """A workbook of a school: a sheet for every table, with help, drop-down lists and checks."""
    found = tuple(sheets)
    with _Book(lang) as book:
        book.start(found)
        for sheet in found:
            book.sheet(sheet, found)
    return book.bytes()


def marked(rows: Rows, findings: Iterable[tuple[Spot | None, Finding]], lang: str) -> bytes:
    """A copy of a workbook with wrong cells marked, and a sheet that lists what was found, first."""
    found = tuple(findings)
    with _Book(lang) as book:
        book.list_findings(found)
        wrong: dict[tuple[str, int, int], list[Finding]] = {}
        for spot, finding in found:
            if spot is not None:
                wrong.setdefault((spot.sheet, spot.row, spot.column), []).append(finding)
        for title, lines in rows.items():
            book.copy(title, lines, wrong)
    return book.bytes()


class _Book:
    """A workbook being written, in memory."""

    def __init__(self, lang: str) -> None:
        import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

        self.lang = lang
        self.stream = io.BytesIO()
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "in_memory": True,
        }
        self.book = xlsxwriter.Workbook(self.stream, options)
        self.bold = self.book.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.needed = self.book.add_format(
            {"bold": True, "bg_color": "#FCE4B0", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = self.book.add_format({"num_format": "@"})
        self.title = self.book.add_format({"bold": True, "font_size": 16})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.red = self.book.add_format({"bg_color": "#F8B4B4", "border": 1, "bold": True})

    def __enter__(self) -> _Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def bytes(self) -> bytes:
        """The finished workbook."""
        return self.stream.getvalue()

    def start(self, sheets: tuple[Sheet, ...]) -> None:
        """The sheet that says how to fill in the others."""
        page = self.book.add_worksheet(START[self.lang])
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 100)
        title, *lines = INTRODUCTION[self.lang]
        page.write_string(0, 0, title, self.title)
        for number, line in enumerate(lines, 1):
            page.write_string(number, 0, line)
        for number, sheet in enumerate(sheets, len(lines) + 2):
            target = "internal:'{}'!A1".format(sheet.name.replace("'", "''"))
            page.write_url(number, 0, target, string=sheet.name)
            page.write_string(number, 1, ABOUT.get(sheet.table.name, ("", ""))[0 if self.lang == "nl" else 1])

    def sheet(self, sheet: Sheet, others: tuple[Sheet, ...]) -> None:
        """A table: headers with help, rows, and what may be filled in."""
        page = self.book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        columns = [head.column for head in sheet.heads]
        for position, head in enumerate(sheet.heads):
            needed = head.column is not None and head.column.required and not head.column.owners
            page.write_string(0, position, head.title, self.needed if needed else self.bold)
            width = max([len(head.title), *(len(str(row[position])) for row in sheet.rows[:200])], default=8)
            is_text = head.column is None or head.column.kind not in ("whole", "number", "level")
            page.set_column(position, position, min(45, max(9, width + 2)), self.text if is_text else None)
            if head.column is not None:
                page.write_comment(
                    0, position, help_text(head.column, self.lang), {"x_scale": 2.2, "y_scale": 1.4}
                )
                self._check(page, sheet, position, head, others)
        singles = sheet.table.columns if sheet.table.single else ()
        for number, row in enumerate(sheet.rows, 1):
            for position, cell in enumerate(row):
                self._write(page, number, position, cell, self.text if isinstance(cell, str) else None)
            if singles:
                page.write_comment(number, 0, help_text(singles[number - 1], self.lang), {"x_scale": 2.2})
        if len(columns) > 1 and not singles:
            page.autofilter(0, 0, max(1, len(sheet.rows)), len(columns) - 1)

    def _check(self, page: Any, sheet: Sheet, position: int, head: Head, others: tuple[Sheet, ...]) -> None:
        """Drop-down lists, ids that stand once, whole numbers: warnings, the checker has the last word."""
        column = head.column
        if column is None or sheet.table.single:
            return
        span = (1, position, ROWS_TO_FILL, position)
        refers = _refers(sheet.table.path, column.path, others)
        letter = Spot("", 0, position).cell[:-1]
        options: dict[str, Any] = {"ignore_blank": True, "error_type": "warning"}
        if column.path == ("id",) and not sheet.table.owner:
            unique = {
                "validate": "custom",
                "value": f"=COUNTIF(${letter}$2:${letter}${ROWS_TO_FILL + 1},{letter}2)=1",
            }
            page.data_validation(*span, options | unique)
        elif column.many:
            return
        elif column.kind in ("choice", "yes_no"):
            choices = column.choices or ("yes", "no")
            shown = (
                [names.value(c, self.lang) for c in choices]
                if column.choices
                else (["ja", "nee"] if self.lang == "nl" else ["yes", "no"])
            )
            if len(",".join(shown)) < 250:
                page.data_validation(*span, options | {"validate": "list", "source": shown})
        elif column.kind == "word":
            words = [names.word(code, self.lang) for code in names.WORDS]
            page.data_validation(*span, options | {"validate": "list", "source": words, "show_error": False})
        elif refers is not None:
            source = "='{}'!$A$2:$A${}".format(refers.replace("'", "''"), ROWS_TO_FILL + 1)
            page.data_validation(*span, options | {"validate": "list", "source": source})
        elif column.kind == "whole":
            whole = {"validate": "integer", "criteria": ">=", "value": 0}
            page.data_validation(*span, options | whole)

    def copy(
        self, title: str, lines: list[list[Cell]], wrong: dict[tuple[str, int, int], list[Finding]]
    ) -> None:
        """A sheet as it was read, with what is wrong marked and told in a note."""
        page = self.book.add_worksheet(title[:31])
        page.freeze_panes(1, 0)
        for number, line in enumerate(lines):
            for position, cell in enumerate(line):
                self._write(page, number, position, cell, self.bold if number == 0 else None)
        for (sheet, row, position), found in wrong.items():
            if sheet != title:
                continue
            inside = row < len(lines) and position < len(lines[row])
            self._write(page, row, position, lines[row][position] if inside else "", self.red)
            note = "\n".join(f"{finding.problem}. {finding.remedy}" for finding in found)
            page.write_comment(row, position, note[:1000], {"x_scale": 2.5, "y_scale": 1.5})

    def list_findings(self, found: tuple[tuple[Spot | None, Finding], ...]) -> None:
        """The first sheet of a marked copy: every finding, with a link to its cell."""
        dutch = self.lang == "nl"
        page = self.book.add_worksheet("Bevindingen" if dutch else "Findings")
        page.freeze_panes(1, 0)
        heads = (
            ("blad", "cel", "waarde", "wat er mis is", "wat u kunt doen", "soort")
            if dutch
            else ("sheet", "cell", "value", "what is wrong", "how to mend it", "kind")
        )
        for position, (head, width) in enumerate(zip(heads, (20, 8, 24, 60, 60, 10), strict=True)):
            page.set_column(position, position, width)
            page.write_string(0, position, head, self.bold)
        for number, (spot, finding) in enumerate(found, 1):
            if spot is None:
                page.write_string(number, 0, finding.place)
            else:
                page.write_string(number, 0, spot.sheet)
                target = "internal:'{}'!{}".format(spot.sheet.replace("'", "''"), spot.cell)
                page.write_url(number, 1, target, string=spot.cell)
            for position, text in enumerate(
                (finding.value, finding.problem, finding.remedy, finding.severity), 2
            ):
                page.write_string(number, position, text[:32000], self.wrap)

    def _write(self, page: Any, row: int, column: int, cell: Cell, form: Any = None) -> None:
        """A cell: texts as texts, whatever they look like."""
        if isinstance(cell, bool):
            page.write_boolean(row, column, cell, form)
        elif isinstance(cell, int | float):
            page.write_number(row, column, cell, form)
        elif cell == "":
            if form is not None and form is not self.text:
                page.write_blank(row, column, None, form)
        else:
            if page.write_string(row, column, str(cell), form) == -2:
                raise InputError(
                    [
                        Finding(
                            page.get_name(),
                            Spot("", row, column).cell,
                            "",
                            "is longer than the 32,767 letters that fit in a cell",
                            "use a JSON file",
                            "too-long",
                        )
                    ]
                )


def _refers(table: tuple[str, ...], path: tuple[str, ...], others: tuple[Sheet, ...]) -> str | None:
    """The sheet whose first column lists what a field may name."""
    from vlecht.instances.checks.references import KINDS, REFERENCES

    if not table or len(path) != 1:
        return None
    kind = dict(REFERENCES).get(f"{_pattern(table)}.{path[0]}")
    if kind is None or len(KINDS[kind]) != 1:
        return None
    target = KINDS[kind][0].removesuffix("[].id")
    return next((other.name for other in others if other.table.name == target), None)


def _pattern(table: tuple[str, ...]) -> str:
    """``home_groups[].teachers[]``, as references are written down: lists that are tables have brackets."""
    lists = {t.path for t in tables()}
    return ".".join(f"{part}[]" if table[: n + 1] in lists else part for n, part in enumerate(table))
