"""The roster as a workbook: every week as rows that can be filtered, duties, meetings and statistics."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from vlecht.models.words import format_clock
from vlecht.report.activities import activities
from vlecht.report.overview import free_staff
from vlecht.report.weeks import Weeks
from vlecht.rules.base import Judgement
from vlecht.rules.judge import costs
from vlecht.rules.registry import RULE

Row = tuple[Any, ...]


def workbook(weeks: Weeks, judgement: Judgement) -> bytes:
    """The workbook, in the language of the weeks. Texts stay texts: nothing in it is a formula."""
    import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "in_memory": True,
        },
    )
    bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
    say = weeks.say
    heads = (
        say("name"),
        say("day"),
        say("time"),
        say("until"),
        say("activity"),
        say("kind"),
        say("staff member"),
        say("room"),
        say("group"),
    )
    _sheet(book, bold, say("view start"), (say("key figures"), ""), _figures(weeks, judgement))
    for title, kind, keys in (
        ("view homes", "group", tuple(weeks.index.home_groups)),
        ("view groups", "group", tuple(group.id for group in weeks.roster.groups)),
        ("view staff", "staff", tuple(weeks.index.staff)),
        ("view rooms", "room", tuple(weeks.index.rooms)),
        ("view pupils", "pupil", tuple(weeks.index.pupils)),
    ):
        _sheet(book, bold, say(title), heads, _weeks(weeks, kind, keys))
    _sheet(book, bold, say("view duties"), heads[1:], _duties(weeks))
    _sheet(
        book,
        bold,
        say("view free"),
        (say("day"), say("time"), say("until"), say("count"), say("view staff")),
        _free(weeks),
    )
    lines = (
        (line.rule, RULE[line.rule].words.say(say.code), say(line.mode), line.count, line.amount, line.cost)
        for line in costs(judgement)
    )
    _sheet(
        book,
        bold,
        say("view violations"),
        (say("rule"), say("words"), say("mode"), say("count"), say("amount"), say("cost")),
        lines,
    )
    book.close()
    return stream.getvalue()


def _sheet(book: Any, bold: Any, title: str, heads: Row, rows: Iterable[Row]) -> None:
    page = book.add_worksheet(title[:31])
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    last = 0
    for number, row in enumerate((heads, *rows)):
        last = number
        for column, cell in enumerate(row):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                page.write_number(number, column, cell)
            elif cell:
                page.write_string(number, column, str(cell)[:32000], bold if number == 0 else None)
    page.autofilter(0, 0, max(1, last), len(heads) - 1)
    page.set_column(0, len(heads) - 1, 18)


def _figures(weeks: Weeks, judgement: Judgement) -> Iterator[Row]:
    school, say = weeks.index.school, weeks.say
    yield say("hard violations"), len(judgement.hard)
    yield say("cost"), judgement.cost
    for key, things in (
        ("view pupils", school.pupils),
        ("view homes", school.home_groups),
        ("view groups", weeks.roster.groups),
        ("view staff", school.staff),
        ("view rooms", school.rooms),
        ("sessions", weeks.roster.sessions),
        ("freed rounds", weeks.roster.freed),
    ):
        yield say(key), len(things)
    for person, minutes in weeks.view.contact_minutes.items():
        yield f"{say('contract')} {weeks.short('staff', person)}", minutes, weeks.index.contact_limit(person)


def _weeks(weeks: Weeks, kind: str, keys: tuple[str, ...]) -> Iterator[Row]:
    for key in keys:
        for cell in weeks.cells(kind, key):
            for line in cell.lines:
                start, end = max(line.start, cell.start), min(line.end, cell.end)
                said = weeks.say("break duty" if line.kind == "break_duty" else line.kind)
                yield (
                    weeks.name(kind, key),
                    weeks.say.day(weeks.grid.days[cell.day]),
                    format_clock(start),
                    format_clock(end),
                    line.title,
                    said,
                    line.who,
                    line.where,
                    line.detail,
                )


def _duties(weeks: Weeks) -> Iterator[Row]:
    for found in activities(weeks):
        if found.kind in ("break_duty", "meeting", "freed"):
            names = ", ".join(weeks.short("staff", person) for person in found.staff)
            room = weeks.short("room", found.room) if found.room else ""
            said = weeks.say("break duty" if found.kind == "break_duty" else found.kind)
            yield (
                weeks.say.day(found.day),
                format_clock(found.start),
                format_clock(found.end),
                found.title,
                said,
                names,
                room,
                "",
            )


def _free(weeks: Weeks) -> Iterator[Row]:
    for found in free_staff(weeks):
        names = ", ".join(weeks.short("staff", person) for person in found.staff)
        yield (
            weeks.say.day(weeks.grid.days[found.day]),
            format_clock(found.start),
            format_clock(found.end),
            len(found.staff),
            names,
        )
