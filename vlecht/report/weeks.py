"""Weeks as people read them: what a group, pupil, staff member or room is at, in cells of a grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Roster, Session
from vlecht.models.words import Function, format_clock
from vlecht.report.translations import Language
from vlecht.rules.view import RosterView


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a cell. ``kind`` is a session kind, ``meeting``, ``break_duty`` or ``freed``."""

    kind: str
    start: int
    end: int
    title: str
    who: str = ""
    where: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is on in an uninterrupted stretch of a day, times in minutes since midnight."""

    day: int
    start: int
    end: int
    lines: tuple[Line, ...]

    @property
    def times(self) -> str:
        """``08:30-09:15``."""
        return f"{format_clock(self.start)}–{format_clock(self.end)}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a week grid: its start, and per day the cell that begins there with its number of rows.

    ``None`` continues the cell above; an empty cell has no lines.
    """

    start: int
    cells: tuple[tuple[Cell, int] | None, ...]


class Weeks:
    """Weeks of one roster, in one language. Names are shown where the school gives them, ids elsewhere."""

    def __init__(self, index: SchoolIndex, roster: Roster, say: Language, discreet: bool = False) -> None:
        """``discreet``: no numbers of pupils in cells (a small number may point at somebody)."""
        self.discreet = discreet
        self.index = index
        self.roster = roster
        self.say = say
        self.view = RosterView(index, roster)
        self.grid = index.grid

    def known(self, kind: str) -> tuple[str, ...]:
        """Ids of a kind (``group``, ``pupil``, ``staff``, ``room``)."""
        index = self.index
        if kind == "group":
            return (*index.home_groups, *(group.id for group in self.roster.groups))
        found: dict[str, Iterable[str]] = {"pupil": index.pupils, "staff": index.staff, "room": index.rooms}
        return tuple(found[kind])

    def name(self, kind: str, key: str) -> str:
        """The name of a thing where it has one, with its id."""
        index = self.index
        places = {
            "pupil": index.pupils,
            "staff": index.staff,
            "room": index.rooms,
            "group": index.home_groups,
        }
        thing = places[kind].get(key)  # type: ignore[attr-defined]  # a dict for each kind, of different models
        name = getattr(thing, "name", "")
        return f"{name} ({key})" if name else key

    def short(self, kind: str, key: str) -> str:
        """The name where there is one, else the id: for use inside cells."""
        index = self.index
        named = {
            "staff": index.staff,
            "room": index.rooms,
            "subject": index.subjects,
            "group": index.home_groups,
            "pupil": index.pupils,
        }[kind]
        return getattr(named.get(key), "name", "") or key  # type: ignore[attr-defined]  # as above

    def href(self, kind: str, key: str) -> str:
        """The address of the view of something on its page."""
        return f"#{quote(f'{kind}-{key}')}"

    def cells(self, kind: str, key: str) -> tuple[Cell, ...]:
        """The week of something, in order of time."""
        made = {"group": self._group, "pupil": self._pupil, "staff": self._staff, "room": self._room}
        return made[kind](key)

    def rows(self, cells: Iterable[Cell]) -> tuple[Row, ...]:
        """Cells as a grid: a row for every moment at which something starts or ends on some day."""
        by_day: dict[int, list[Cell]] = defaultdict(list)
        for cell in cells:
            by_day[cell.day].append(cell)
        marks = sorted(
            {mark for found in by_day.values() for cell in found for mark in (cell.start, cell.end)}
        )
        columns = [self._column(by_day.get(day, []), marks, day) for day in range(len(self.grid.days))]
        return tuple(
            Row(mark, tuple(column[number] for column in columns)) for number, mark in enumerate(marks[:-1])
        )

    def _column(self, cells: list[Cell], marks: list[int], day: int) -> list[tuple[Cell, int] | None]:
        found: list[tuple[Cell, int] | None] = [None] * (len(marks) - 1)
        edge = 0
        for cell in sorted(cells, key=lambda c: c.start):
            first, last = marks.index(cell.start), marks.index(cell.end)
            if first > edge:
                found[edge] = (Cell(day, marks[edge], marks[first], ()), first - edge)
            found[first] = (cell, last - first)
            edge = last
        if edge < len(marks) - 1:
            found[edge] = (Cell(day, marks[edge], marks[-1], ()), len(marks) - 1 - edge)
        return found

    def line(self, session: Session, groups: bool = True) -> Line:
        """A session as a line: what, who, where."""
        who = ", ".join(
            self.short("staff", a.staff)
            + (f" ({function})" if (function := self.function(session, a)) else "")
            for a in session.staff
        )
        subject = self.short("subject", session.subject)
        offer = session.groups[0] if session.kind == "workshop" and session.groups else ""
        whose = ", ".join(session.groups) if groups and not offer else ""
        title = offer.removeprefix(f"{session.delivery}.") if offer else subject
        return Line(
            session.kind,
            session.start,
            session.end,
            title,
            who,
            self.short("room", session.room) if session.room else "",
            _joined(whose, self._visits(session) if groups else ""),
        )

    def _visits(self, session: Session) -> str:
        """Who comes along for once, and where pupils are who are elsewhere."""
        by_id = self.view.session
        said: list[str] = []
        for label, this, other in (("guests from", "host", "session"), ("with others", "session", "host")):
            # Rounds after each other in one place are one place: each pupil counts once.
            pupils: dict[str, set[str]] = defaultdict(set)
            for visit in self.roster.visits:
                there = by_id.get(getattr(visit, other))
                if getattr(visit, this) == session.id and there is not None:
                    pupils[", ".join(there.groups)].update(visit.pupils)
            parts = [name if self.discreet else f"{name} ({len(who)})" for name, who in pupils.items()]
            said += [f"{self.say(label)} {', '.join(parts)}"] if parts else []
        return "; ".join(said)

    def function(self, session: Session, assignment: Assignment) -> str:
        """Somebody's function in a session in words; empty where the kind of session says it already."""
        usual = {"independent": Function.SUPERVISE, "support": Function.SUPPORT}.get(
            session.kind, Function.LEAD
        )
        return "" if assignment.function == usual else self.say(assignment.function.value)

    @cached_property
    def _days(self) -> dict[str, int]:
        return self.grid.day_index

    def _merge(self, found: Iterable[tuple[int, Line]]) -> tuple[Cell, ...]:
        """Lines that overlap share a cell; support joins the cell of what it interrupts."""
        ordered = sorted(found, key=lambda item: (item[0], item[1].start, item[1].end, item[1].detail))
        main = [item for item in ordered if item[1].kind != "support"]
        cells: list[tuple[int, int, int, list[Line]]] = []
        for day, line in main:
            if cells and cells[-1][0] == day and line.start < cells[-1][2]:
                before = cells[-1]
                before[3].append(line)
                cells[-1] = (day, before[1], max(before[2], line.end), before[3])
            else:
                cells.append((day, line.start, line.end, [line]))
        for day, line in ordered:
            if line.kind != "support":
                continue
            host = next((c for c in cells if c[0] == day and c[1] < line.end and line.start < c[2]), None)
            if host is None:
                cells.append((day, line.start, line.end, [line]))
            else:
                host[3].append(line)
        return tuple(
            Cell(day, start, end, tuple(lines))
            for day, start, end, lines in sorted(cells, key=lambda c: c[:2])
        )

    @cached_property
    def _breaks(self) -> dict[str, tuple[int, int, str]]:
        return {p.id: (p.start, p.end, p.name or p.id) for p in self.index.school.calendar.breaks}

    @cached_property
    def _homes_in(self) -> dict[str, dict[str, int]]:
        """Group -> home group -> how many of its pupils attend with the group."""
        found: dict[str, dict[str, int]] = {}
        for group, pupils in self.view.members.items():
            counts: dict[str, int] = defaultdict(int)
            for pupil in pupils:
                counts[self.index.pupils[pupil].home_group] += 1
            found[group] = dict(counts)
        return found

    def _group(self, key: str) -> tuple[Cell, ...]:
        found: list[tuple[int, Line]] = []
        for session in self.roster.sessions:
            if key in self.index.home_groups:
                heads = sum(self._homes_in.get(g, {}).get(key, 0) for g in session.groups)
                if not heads:
                    continue
                own = session.groups == (key,)
                line = self.line(session)
                groups = ", ".join(session.groups)
                detail = "" if own else groups if self.discreet else f"{groups}: {heads}"
                shown = _with_detail(line, _joined(detail, self._visits(session)))
                found.append((self._days[session.day], shown))
            elif key in session.groups:
                found.append((self._days[session.day], self.line(session)))
        cells = self._merge(found)
        return (
            self._with_breaks(cells, self.index.cluster_of(key)) if key in self.index.home_groups else cells
        )

    def _with_breaks(self, cells: tuple[Cell, ...], cluster: str) -> tuple[Cell, ...]:
        """Cells with the cluster's breaks between them, on days and at times when nothing else is on."""
        pauses: list[Cell] = []
        for pause in self.grid.breaks_of(cluster):
            line = Line("break", pause.start, pause.end, pause.name or pause.id)
            for day in self.grid.days_of(pause.days):
                clash = any(c.day == day and c.start < pause.end and pause.start < c.end for c in cells)
                if not clash:
                    pauses.append(Cell(day, pause.start, pause.end, (line,)))
        return tuple(sorted((*cells, *pauses), key=lambda cell: (cell.day, cell.start)))

    def _pupil(self, key: str) -> tuple[Cell, ...]:
        at = self.view.sessions_at(key)
        found: list[Cell] = []
        for slot in sorted(at):
            day, start = self.grid.day(slot), self.grid.clock(slot)
            end = start + self.grid.step
            lines = tuple(self._of_pupil(session, key) for session in at[slot])
            last = found[-1] if found else None
            if last and (last.day, last.end, last.lines) == (day, start, lines):
                found[-1] = Cell(day, last.start, end, lines)
            else:
                found.append(Cell(day, start, end, lines))
        return self._with_breaks(tuple(found), self.index.cluster_of(self.index.pupils[key].home_group))

    def _of_pupil(self, session: Session, pupil: str) -> Line:
        """A session as a pupil's line: whose it is only where the pupil is a guest."""
        line = self.line(session, groups=False)
        if pupil not in self.view.visitors.get(session.id, ()):
            return line
        hosts = ", ".join(self.short("group", group) for group in session.groups)
        return _with_detail(line, f"{self.say('guest')} {hosts}".strip())

    def _staff(self, key: str) -> tuple[Cell, ...]:
        found: list[tuple[int, Line]] = []
        for session in self.roster.sessions:
            for assignment in session.staff:
                if assignment.staff == key:
                    line = self.line(session)
                    own = self.function(session, assignment)
                    kind = "class" if line.kind == "support" else line.kind
                    shown = Line(kind, line.start, line.end, line.title, own, line.where, line.detail)
                    found.append((self._days[session.day], shown))
        for meeting in self.roster.meetings:
            if key in meeting.staff:
                title = self.index.meetings[meeting.meeting].name or meeting.meeting
                end = meeting.start + meeting.minutes
                found.append((self._days[meeting.day], Line("meeting", meeting.start, end, title)))
        for duty in self.roster.duties:
            if duty.staff == key:
                start, end, name = self._breaks[duty.pause]
                place = self.short("room", duty.place) if duty.place else ""
                title = f"{self.say('break duty')}: {name}"
                found.append((self._days[duty.day], Line("break_duty", start, end, title, "", place)))
        for free in self.roster.freed:
            if free.staff == key:
                end = free.start + free.minutes
                found.append((self._days[free.day], Line("freed", free.start, end, self.say("freed"))))
        return self._merge(found)

    def _room(self, key: str) -> tuple[Cell, ...]:
        sessions = [s for s in self.roster.sessions if s.room == key]
        return self._merge((self._days[s.day], _as_main(self.line(s))) for s in sessions)


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _with_detail(line: Line, detail: str) -> Line:
    return Line(line.kind, line.start, line.end, line.title, line.who, line.where, detail)


def _as_main(line: Line) -> Line:
    """Support in a room is what goes on there, not something on top of it."""
    kind = "class" if line.kind == "support" else line.kind
    return Line(kind, line.start, line.end, line.title, line.who, line.where, line.detail)
