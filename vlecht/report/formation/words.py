"""A comparison in words and numbers as people write them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vlecht.models.formation import Spent
from vlecht.report.formation.columns import COLUMN, COLUMNS, Column, Value
from vlecht.report.formation.compare import Line
from vlecht.report.translations import Language

MOST = 6
"""Differences told in words; the table has them all."""
_TOLD = ("euros", "short", "class_size", "group_size", "instruction", "support", "contact", "free", "faces",
         "own_teacher", "handovers", "cost")  # fmt: skip


def number(value: Value, digits: int, say: Language) -> str:
    """``12,345.6`` or, in Dutch, ``12.345,6``; a dash for nothing."""
    if value is None:
        return "–"
    text = f"{value:,.{digits}f}"
    if say.code == "nl":
        text = text.replace(",", " ").replace(".", ",").replace(" ", ".")
    return "0" if text.strip("-0.,") == "" else text


def signed(value: float, digits: int, say: Language) -> str:
    """With its sign: ``+3``, ``−0.5``."""
    text = number(abs(value), digits, say)
    return ("+" if value > 0 else "−" if value < 0 else "±") + text


def differences(line: Line, say: Language, without: Collection[str] = ()) -> Iterator[str]:
    """What is otherwise than in the base, the most telling first: staff and money, then the roster.

    ``without``: figures that are shown beside it.
    """
    if line.base is None or line.base is line:
        return
    yield from _roles(line, say)
    told = 0
    for name in _TOLD:
        column = COLUMN[name]
        if told < MOST and name not in without and line.differs(column):
            told += 1
            yield difference(line, column, say)


def difference(line: Line, column: Column, say: Language) -> str:
    """``taught together 24.1 → 21.8``."""
    before = line.base.values[column.id] if line.base else None
    after = line.values[column.id]
    values = f"{number(before, column.digits, say)} → {number(after, column.digits, say)}"
    return f"{say(column.words)} {values}"


def _roles(line: Line, say: Language) -> Iterator[str]:
    """``+0.8 FTE assistant``."""
    assert line.base is not None
    before, after = line.base.row.staff.by_role, line.row.staff.by_role
    for role in dict.fromkeys([*before, *after]):
        change = after.get(role, Spent()).fte - before.get(role, Spent()).fte
        if abs(change) > 0.004:
            yield f"{signed(change, 2, say)} {say('col fte')} {role}"


def all_differences(line: Line, say: Language) -> tuple[str, ...]:
    """Every figure that differs, for those who want to see all."""
    return tuple(difference(line, column, say) for column in COLUMNS if line.differs(column))
