"""A week as a table for the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from vlecht.models.words import format_clock
from vlecht.report.weeks import Cell, Line, Weeks


def week_table(weeks: Weeks, kind: str, key: str) -> Table:
    """The week of a ``group``, ``pupil``, ``staff`` or ``room``: a row per moment, a column per day."""
    # Text, because names may hold what rich would read as markup.
    title = Text(f"{weeks.say('week of')} {weeks.name(kind, key)}")
    table = Table(title=title, title_justify="left", show_lines=True)
    table.add_column(weeks.say("time"))
    for day in weeks.grid.days:
        table.add_column(weeks.say.day(day))
    for row in weeks.rows(weeks.cells(kind, key)):
        texts = [_text(weeks, cell[0]) if cell is not None else Text('"', style="dim") for cell in row.cells]
        table.add_row(format_clock(row.start), *texts)
    return table


def _text(weeks: Weeks, cell: Cell) -> Text:
    text = Text()
    for number, line in enumerate(cell.lines):
        if number:
            text.append("\n")
        times = f"{format_clock(line.start)} " if (line.start, line.end) != (cell.start, cell.end) else ""
        text.append(times + line.title, style="bold")
        text.append(_rest(weeks, line))
    return text


def _rest(weeks: Weeks, line: Line) -> str:
    kind = "" if line.kind in ("class", "meeting", "break", "break_duty", "freed") else weeks.say(line.kind)
    return "".join(f" · {part}" for part in (kind, line.who, line.where, line.detail) if part)
