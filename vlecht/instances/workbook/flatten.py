"""From a school's plain data to the rows of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from vlecht.instances.workbook import names
from vlecht.instances.workbook.cells import Cell, write
from vlecht.instances.workbook.layout import Column, Table, tables
from vlecht.models.school import School

KEY, VALUE = ("wat", "what"), ("waarde", "value")
"""Headers of the two columns of what is there once, in Dutch and English."""


ID = Column(("id",), "text")
"""The first column of what belongs to something: the id of that."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a sheet: its header, and what it holds (``None``: the owner's id, or a "
    "dictionary's key)."""

    title: str
    column: Column | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its contents."""

    table: Table
    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(data: dict[str, Any], lang: str) -> tuple[Sheet, ...]:
    """Every table of a school's plain data (as :meth:`School.canonical` gives it)."""
    return tuple(_single(t, data, lang) if t.single else _sheet(t, data, lang) for t in tables())


def of_school(school: School, lang: str) -> tuple[Sheet, ...]:
    """Every table of a school."""
    return sheets(school.canonical(), lang)


def _single(table: Table, data: dict[str, Any], lang: str) -> Sheet:
    heads = tuple(Head(words[0 if lang == "nl" else 1], None) for words in (KEY, VALUE))
    rows = tuple((names.header(column.path, lang), _cell(column, data, lang)) for column in table.columns)
    return Sheet(table, names.sheet(table.name, lang), heads, rows)


def _sheet(table: Table, data: dict[str, Any], lang: str) -> Sheet:
    owned = [(owner, item) for owner, item in _items(table, data)]
    heads: list[Head] = []
    if table.owner:
        heads.append(Head(names.owner(table.owner[-1], lang), None))
    if table.keyed:
        heads.append(Head(names.header((_singular(table.path[-1]),), lang), None))
    for column in table.columns:
        if column.spread:
            used = {key: None for _, item in owned for key in _at(item, column.path) or {}}
            keys = column.keys or tuple(used)
            heads += [Head(names.header(column.path, lang, _shown(column, k, lang)), column, k) for k in keys]
        else:
            heads.append(Head(names.header(column.path, lang), column))
    rows = []
    for owner, item in owned:
        whole = _completed(table, item)
        rows.append(
            tuple(
                write(ID, owner, lang) if head.column is None else _cell(head.column, whole, lang, head.key)
                for head in heads
            )
        )
    return Sheet(table, names.sheet(table.name, lang), tuple(heads), tuple(rows))


def _singular(name: str) -> str:
    return name.removesuffix("s")


def _shown(column: Column, key: str, lang: str) -> str:
    return names.value(key, lang) if column.keys else key


def _items(table: Table, data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(owner's id or key, item) for every row of a table."""
    if table.owner:
        inner = table.path[len(table.owner) :]
        for owner in _at(data, table.owner) or []:
            for item in _at(owner, inner) or []:
                yield owner["id"], item
        return
    found = _at(data, table.path)
    if table.keyed:
        yield from (found or {}).items()
    else:
        yield from (("", item) for item in found or [])


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return data


def _completed(table: Table, item: dict[str, Any]) -> dict[str, Any]:
    """The item with what is inside it written out where it says nothing, so that it is seen to be there."""
    whole = dict(item)
    for column in table.columns:
        if len(column.path) > 1 and isinstance(whole.get(column.path[0]), dict):
            inner = dict(whole[column.path[0]])
            inner.setdefault(column.path[1], column.default)
            whole[column.path[0]] = inner
    return whole


def _cell(column: Column, item: dict[str, Any], lang: str, key: str = "") -> Cell:
    found = _at(item, column.path)
    if column.spread:
        return write(column, found[key], lang) if isinstance(found, dict) and key in found else ""
    if found is None or (isinstance(found, dict) and column.kind != "json"):
        return ""  # a dictionary here belongs to another form's columns (groups: how many, or from and to)
    if column.many != isinstance(found, list) and column.kind != "json" and not column.only_mark:
        return ""
    return write(column, found, lang)
