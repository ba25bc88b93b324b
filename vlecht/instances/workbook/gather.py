"""From the rows of tables, as people fill them in, to a school's plain data with the place of every value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from vlecht.instances.findings import Finding, did_you_mean, shown
from vlecht.instances.workbook import names
from vlecht.instances.workbook.cells import Cell, read
from vlecht.instances.workbook.flatten import ID, KEY
from vlecht.instances.workbook.layout import Column, Table, table_at, tables
from vlecht.models.school import FORMAT_VERSION

IGNORED = ("start", "_lists", "bevindingen", "findings")
"""Sheets that hold no data of the school."""

COMMENT = "#"
"""A row whose first filled cell starts with this is an example or a remark."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: sheet, and row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """``C7``."""
        letters, number = "", self.column
        while True:
            letters = chr(ord("A") + number % 26) + letters
            number = number // 26 - 1
            if number < 0:
                return f"{letters}{self.row + 1}"


@dataclass
class Gathered:
    """What came of reading: plain data, the spot of every value, and what could not be understood."""

    file: str
    data: dict[str, Any] = field(default_factory=lambda: {"format_version": FORMAT_VERSION})
    spots: dict[str, Spot] = field(default_factory=dict)
    findings: list[tuple[Spot, Finding]] = field(default_factory=list)

    def wrong(self, spot: Spot, value: object, problem: str, remedy: str, code: str) -> None:
        """Notes what cannot be understood in a cell."""
        place = f"sheet {spot.sheet}, cell {spot.cell}"
        text = "" if value is None else shown(value)
        self.findings.append((spot, Finding(self.file, place, text, problem, remedy, code)))

    def spot(self, place: str) -> Spot | None:
        """The spot of a finding's place (``pupils[3].home_group (pupil p17)``): its cell, or else its row."""
        path = place.partition(" ")[0]
        while path:
            if path in self.spots:
                return self.spots[path]
            cut = max(path.rfind("."), path.rfind("["))
            path = path[: max(cut, 0)]
        return None


Rows = dict[str, list[list[Cell]]]
"""Sheet -> its rows; an empty cell is ``""``."""


def gather(file: str, rows: Rows) -> Gathered:
    """Plain data of the sheets of a workbook, or of the files of a folder."""
    found = Gathered(file)
    known = {names.sheet(t.name, lang).lower(): t for t in tables() for lang in ("nl", "en")}
    sheets: dict[str, tuple[str, list[list[Cell]]]] = {}
    for name, lines in rows.items():
        table = known.get(name.strip().lower())
        if table is not None:
            sheets[table.name] = (name, lines)
        elif name.strip().lower() not in IGNORED and any(cell != "" for line in lines for cell in line):
            shown_names = [names.sheet(t.name, "nl") for t in tables()]
            found.wrong(
                Spot(name, 0, 0),
                None,
                "is not a sheet of a school",
                did_you_mean(name, shown_names),
                "unknown-sheet",
            )
    for table in tables():
        if table.name in sheets:
            name, lines = sheets[table.name]
            (_single if table.single else _table)(found, table, name, lines)
    return found


def _filled(lines: list[list[Cell]]) -> Iterator[tuple[int, list[Cell]]]:
    """Rows below the header with something in them, but for examples and remarks."""
    for number, line in enumerate(lines[1:], 1):
        first = next((cell for cell in line if not _blank(cell)), None)
        if first is not None and not (isinstance(first, str) and first.strip().startswith(COMMENT)):
            yield number, line


def _blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _single(found: Gathered, table: Table, sheet: str, lines: list[list[Cell]]) -> None:
    heads = {_plain(names.header(c.path, lang)): c for c in table.columns for lang in ("nl", "en")}
    for number, line in _filled([[], *lines]):
        row = number - 1
        title, cell = _plain(str(line[0])), line[1] if len(line) > 1 else ""
        if row == 0 and title in KEY:
            continue
        column = heads.get(title)
        if column is None:
            remedy = did_you_mean(title, [names.header(c.path, "nl") for c in table.columns])
            found.wrong(Spot(sheet, row, 0), line[0], "is not a field of a school", remedy, "unknown-field")
        elif not _blank(cell):
            _put(found, found.data, "", column, cell, Spot(sheet, row, 1))


def _table(found: Gathered, table: Table, sheet: str, lines: list[list[Cell]]) -> None:
    lead = 1 if table.owner or table.keyed else 0
    heads = _heads(found, table, sheet, lines, lead)
    place = _owners(found, table) if table.owner else None
    for number, line in _filled(lines):
        first = Spot(sheet, number, 0)
        item: dict[str, Any] = {}
        if place is not None:
            name = read(ID, line[0]) if line else ""
            target = place(name)
            if target is None:
                owners = names.sheet(table_at(table.owner).name, "nl")
                found.wrong(
                    first,
                    name,
                    f"is not in sheet {owners}",
                    "write its id as it stands there",
                    "unknown-owner",
                )
                continue
            items, base = target
        elif table.keyed:
            name = str(read(ID, line[0]))
            mapping = _inside(found.data, table.path)
            if name in mapping:
                found.wrong(first, name, "stands twice", "keep one of the two", "duplicate-field")
                continue
            mapping[name] = item
            _cells(found, item, f"{'.'.join(table.path)}.{name}", heads, line, sheet, number)
            continue
        else:
            items, base = _list(found.data, table.path), ".".join(table.path)
        at = f"{base}[{len(items)}]"
        found.spots[at] = first
        items.append(item)
        _cells(found, item, at, heads, line, sheet, number)


def _heads(
    found: Gathered, table: Table, sheet: str, lines: list[list[Cell]], lead: int
) -> list[tuple[int, Column, str]]:
    """(position, column, key) for every header that is known; findings for the others that hold something."""
    plain: dict[str, list[Column]] = {}
    for column in table.columns:
        for lang in ("nl", "en"):
            same = plain.setdefault(_plain(names.header(column.path, lang)), [])
            if column not in same:
                same.append(column)
    heads: list[tuple[int, Column, str]] = []
    titles = lines[0] if lines else []
    width = max((len(line) for line in lines), default=0)
    for position in range(lead, width):
        title = str(titles[position]).strip() if position < len(titles) else ""
        head, colon, key = title.rpartition(": ")
        spread = [c for c in plain.get(_plain(head), []) if c.spread] if colon else []
        exact = [c for c in plain.get(_plain(title), []) if not c.spread]
        if exact:
            heads.extend((position, column, "") for column in exact)
        elif spread:
            heads.append((position, spread[0], _key(spread[0], key)))
        elif not title.startswith(COMMENT) and any(
            position < len(line) and not _blank(line[position]) for _, line in _filled(lines)
        ):
            remedy = did_you_mean(title, [names.header(c.path, "nl") for c in table.columns])
            problem = "is not a column here" if title else "is a column without a header"
            found.wrong(Spot(sheet, 0, position), title or None, problem, remedy, "unknown-field")
    return heads


def _key(column: Column, key: str) -> str:
    word = key.strip()
    return next((k for k in column.keys if word.lower() in (k, names.VALUES.get(k, k))), word)


def _cells(
    found: Gathered,
    item: dict[str, Any],
    at: str,
    heads: list[tuple[int, Column, str]],
    line: list[Cell],
    sheet: str,
    number: int,
) -> None:
    tag = _tag(heads, line)
    for position, column, key in heads:
        cell = line[position] if position < len(line) else ""
        same = [c for p, c, _ in heads if p == position]
        if len(same) > 1 and tag is not None:
            fitting = [c for c in same if tag in c.owners] or same[:1]
            if column is not fitting[0]:
                continue
        if not _blank(cell):
            _put(found, item, at, column, cell, Spot(sheet, number, position), key)


def _tag(heads: list[tuple[int, Column, str]], line: list[Cell]) -> str | None:
    """The form that a row is of, for headers that two forms use for different things."""
    for position, column, _ in heads:
        if column.path in (("form",), ("what",)) and position < len(line) and not _blank(line[position]):
            return str(read(column, line[position]))
    return None


def _put(
    found: Gathered, item: dict[str, Any], at: str, column: Column, cell: Cell, spot: Spot, key: str = ""
) -> None:
    value = read(column, cell)
    target = item
    for part in column.path[:-1]:
        target = target.setdefault(part, {})
    name = column.path[-1]
    path = ".".join(part for part in (at, *column.path) if part)
    if column.spread:
        target.setdefault(name, {})[key] = value
        found.spots[f"{path}.{key}"] = spot
        found.spots.setdefault(path, spot)
        return
    if not (column.only_mark and value != []):
        target[name] = value
    found.spots[path] = spot


def _list(data: dict[str, Any], path: tuple[str, ...]) -> list[dict[str, Any]]:
    inside = _inside(data, path[:-1])
    made: list[dict[str, Any]] = inside.setdefault(path[-1], [])
    return made


def _inside(data: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    for part in path:
        data = data.setdefault(part, {})
    return data


def _owners(found: Gathered, table: Table) -> Callable[[Any], tuple[list[dict[str, Any]], str] | None]:
    """Looks an owner up by id: the list that its rows of this table go to, and that list's path."""
    base = ".".join(table.owner)
    where: dict[Any, tuple[int, dict[str, Any]]] = {}
    for position, owner in enumerate(found.data.get(table.owner[0], ())):
        where.setdefault(owner.get("id"), (position, owner))
    inner = table.path[len(table.owner) :]

    def look(name: Any) -> tuple[list[dict[str, Any]], str] | None:
        if name not in where:
            return None
        position, owner = where[name]
        return _list(owner, inner), f"{base}[{position}].{'.'.join(inner)}"

    return look


def _plain(title: str) -> str:
    return " ".join(title.strip().lower().replace("_", " ").split()).removesuffix(" *")
