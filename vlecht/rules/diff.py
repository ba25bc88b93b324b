"""Two rosters side by side: whose week differs, in what, and what each rule costs more or less.

Weeks are compared by what people do, moment by moment, so that a session under another name is no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import gcd

from vlecht.models.diff import (
    Changed,
    CostChange,
    GroupChange,
    Kind,
    Moment,
    RosterDiff,
    SessionChange,
    compare_groups,
)
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Roster, Session
from vlecht.models.words import Function, format_clock
from vlecht.rules.base import Judgement
from vlecht.rules.judge import costs, judge
from vlecht.rules.phrases import listed, on
from vlecht.rules.view import RosterView

Cells = dict[tuple[int, int], frozenset[Phrase]]
"""(day number, minutes since midnight) -> what goes on then."""
_DOES = {
    Function.LEAD: Phrase("leads", "geeft"),
    Function.CO_TEACH: Phrase("co-teaches", "geeft mee"),
    Function.SUPERVISE: Phrase("supervises", "begeleidt"),
    Function.SUPPORT: Phrase("gives support in", "ondersteunt bij"),
    Function.BREAK_DUTY: Phrase("keeps an eye on", "let op"),
}


def compare(
    index: SchoolIndex,
    before: Roster,
    after: Roster,
    index_after: SchoolIndex | None = None,
    judged: tuple[Judgement, Judgement] | None = None,
) -> RosterDiff:
    """What differs. ``index_after``: the school of the second roster, where that is another than the first's.

    Each roster's costs are those under its own school: ``judged``, where the judge has seen them already.
    """
    old = _Weeks(index, before)
    new = _Weeks(index_after or index, after)
    groups = compare_groups(before.groups, after.groups)
    notes = _notes(old, new, groups)
    step = gcd(index.grid.step, new.index.grid.step)
    changed: list[Changed] = []
    for kind, names in _names(old, new):
        for name in names:
            moments: tuple[Moment, ...] = ()
            if kind != "pupil" or not _same_week(old, new, name):
                moments = tuple(
                    _moments(old, new, old.cells(kind, name, step), new.cells(kind, name, step), step)
                )
            mine = tuple(notes.get((kind, name), ()))
            if moments or mine:
                changed.append(Changed(kind, name, moments, mine))
    if judged is None:
        judged = judge(old.index, before), judge(new.index, after)
    return RosterDiff(tuple(changed), groups, tuple(_sessions(before, after)), tuple(_costs(*judged)))


def _same_week(old: _Weeks, new: _Weeks, pupil: str) -> bool:
    """Whether a pupil plainly has the same week: the very same sessions, not visiting any."""
    if old.calendar != new.calendar or pupil in old.visitors or pupil in new.visitors:
        return False
    was, now = old.view.sessions_of_pupil.get(pupil, ()), new.view.sessions_of_pupil.get(pupil, ())
    return len(was) == len(now) and all(one is other for one, other in zip(was, now, strict=True))


@dataclass
class _Weeks:
    """A roster with the weeks of everybody in it."""

    index: SchoolIndex
    roster: Roster

    @cached_property
    def view(self) -> RosterView:
        return RosterView(self.index, self.roster)

    @cached_property
    def calendar(self) -> tuple[object, ...]:
        """What sessions are told by, beside themselves."""
        return self.index.school.calendar, self.index.school.subjects

    @cached_property
    def visitors(self) -> frozenset[str]:
        """Pupils who visit a session of others."""
        return frozenset(pupil for visit in self.roster.visits for pupil in visit.pupils)

    def cells(self, kind: Kind, name: str, step: int) -> Cells:
        """The week of somebody or something, in cells of ``step`` minutes."""
        read: dict[Kind, Callable[[str], Iterator[tuple[range, Phrase]]]] = {
            "pupil": self._pupil,
            "staff": self._staff,
            "group": self._group,
            "room": self._room,
        }
        grid = self.index.grid
        found: Cells = {}
        for slots, words in read[kind](name):
            for slot in slots:
                for minute in range(grid.clock(slot), grid.clock(slot) + grid.step, step):
                    cell = (grid.day(slot), minute)
                    found[cell] = found.get(cell, frozenset()) | {words}
        return found

    def _pupil(self, name: str) -> Iterator[tuple[range, Phrase]]:
        if name in self.index.pupils:
            for slot, sessions in self.view.sessions_at(name).items():
                for session in sessions:
                    yield range(slot, slot + 1), self._lesson(session)

    def _group(self, name: str) -> Iterator[tuple[range, Phrase]]:
        for session in self._of_group.get(name, ()):
            yield self.view.slots(session), self._lesson(session)

    def _staff(self, name: str) -> Iterator[tuple[range, Phrase]]:
        grid = self.index.grid
        for session, words in self._of_staff.get(name, ()):
            yield self.view.slots(session), words
        for meeting in self.roster.meetings:
            if name in meeting.staff:
                day = grid.day_index[meeting.day]
                words = Phrase(f"meeting {meeting.meeting}", f"overleg {meeting.meeting}")
                yield grid.span(day, meeting.start, meeting.start + meeting.minutes), words
        for duty in self.roster.duties:
            if duty.staff == name:
                place = _at(duty.place)
                words = Phrase(f"break duty {duty.pause}{place}", f"pleinwacht {duty.pause}{place:nl}")
                yield self.view.break_slots(duty.pause, duty.day), words

    def _room(self, name: str) -> Iterator[tuple[range, Phrase]]:
        for slot, sessions in self.view.in_room.get(name, {}).items():
            for session in sessions:
                yield range(slot, slot + 1), self._use(session)

    @cached_property
    def _of_group(self) -> dict[str, list[Session]]:
        found: dict[str, list[Session]] = {}
        for session in self.roster.sessions:
            for group in session.groups:
                found.setdefault(group, []).append(session)
        return found

    @cached_property
    def _of_staff(self) -> dict[str, list[tuple[Session, Phrase]]]:
        found: dict[str, list[tuple[Session, Phrase]]] = {}
        for session in self.roster.sessions:
            for seat in session.staff:
                does, of = _DOES[seat.function], listed(session.groups)
                place, subject = _at(session.room), self._subject(session)
                words = Phrase(
                    f"{does} {subject} of {of}{place}", f"{does:nl} {subject} van {of:nl}{place:nl}"
                )
                found.setdefault(seat.staff, []).append((session, words))
        return found

    def _lesson(self, session: Session) -> Phrase:
        known = self._lessons.get(session.id)
        if known is None:
            place, people = _at(session.room), listed(seat.staff for seat in session.staff)
            subject = self._subject(session)
            with_, met = (f" with {people}", f" met {people:nl}") if people else ("", "")
            known = Phrase(f"{subject}{with_}{place}", f"{subject}{met}{place:nl}")
            self._lessons[session.id] = known
        return known

    @cached_property
    def _lessons(self) -> dict[str, Phrase]:
        return {}

    def _use(self, session: Session) -> Phrase:
        of, people = listed(session.groups), listed(seat.staff for seat in session.staff)
        with_, met = (f" with {people}", f" met {people:nl}") if people else ("", "")
        subject = self._subject(session)
        return Phrase(f"{subject} of {of}{with_}", f"{subject} van {of:nl}{met}")

    def _subject(self, session: Session) -> str:
        name = self.index.subjects[session.subject].name or session.subject
        return f"{name} ({session.kind})" if session.kind == "independent" else name


def _at(place: str | None) -> Phrase:
    return Phrase(f" in {place}", f" in {place}") if place else Phrase("", "")


def _names(old: _Weeks, new: _Weeks) -> Iterator[tuple[Kind, list[str]]]:
    """Everybody and everything of either school, in file order."""
    yield "staff", list(dict.fromkeys([*old.index.staff, *new.index.staff]))
    groups = [week.index.home_groups for week in (old, new)]
    regrouped = [group.id for week in (old, new) for group in week.roster.groups]
    yield "group", list(dict.fromkeys([*groups[0], *groups[1], *regrouped]))
    yield "room", list(dict.fromkeys([*old.index.rooms, *new.index.rooms]))
    yield "pupil", list(dict.fromkeys([*old.index.pupils, *new.index.pupils]))


def _moments(old: _Weeks, new: _Weeks, before: Cells, after: Cells, step: int) -> Iterator[Moment]:
    """Spells in which the two weeks differ in the same way."""
    nothing: frozenset[Phrase] = frozenset()
    run: list[tuple[int, int]] = []
    for cell in sorted(before.keys() | after.keys()):
        was, now = before.get(cell, nothing), after.get(cell, nothing)
        if was == now:
            continue
        if run and (
            cell != (run[-1][0], run[-1][1] + step)
            or (was, now) != (before.get(run[-1], nothing), after.get(run[-1], nothing))
        ):
            yield _moment(old, new, run, before, after, step)
            run = []
        run.append(cell)
    if run:
        yield _moment(old, new, run, before, after, step)


def _moment(
    old: _Weeks, new: _Weeks, run: list[tuple[int, int]], before: Cells, after: Cells, step: int
) -> Moment:
    number, start = run[0]
    end = run[-1][1] + step
    days = new.index.grid.days if number < len(new.index.grid.days) else old.index.grid.days
    spell = f"{format_clock(start)}-{format_clock(end)}"
    when = Phrase(f"{days[number]} {spell}", f"{on(days[number]):nl} {spell}")
    return Moment(days[number], start, end, when, *(_both(cells.get(run[0])) for cells in (before, after)))


def _both(words: frozenset[Phrase] | None) -> Phrase:
    return listed(sorted(words, key=str), 4) if words else Phrase("", "")


def _notes(old: _Weeks, new: _Weeks, groups: tuple[GroupChange, ...]) -> dict[tuple[Kind, str], list[Phrase]]:
    """What is no moment: groups joined and left, days at school."""
    found: dict[tuple[Kind, str], list[Phrase]] = {}
    for change in groups:
        joined, left = listed(change.joined, 6), listed(change.left, 6)
        for words, pupils, one in (
            (Phrase(f"joined by {joined}", f"erbij: {joined:nl}"), change.joined, _JOINS),
            (Phrase(f"left by {left}", f"eraf: {left:nl}"), change.left, _LEAVES),
        ):
            if pupils:
                found.setdefault(("group", change.group), []).append(words)
            for pupil in pupils:
                note = Phrase(f"{one} {change.group}", f"{one:nl} {change.group}")
                found.setdefault(("pupil", pupil), []).append(note)
    for person in dict.fromkeys([*old.roster.workdays, *new.roster.workdays]):
        was, now = old.roster.workdays.get(person, ()), new.roster.workdays.get(person, ())
        if was != now:
            before, after = listed(map(on, was), 7), listed(map(on, now), 7)
            note = Phrase(f"at school on {after}, was {before}", f"op school op {after:nl}, was {before:nl}")
            found.setdefault(("staff", person), []).append(note)
    return found


_JOINS = Phrase("joins", "komt in")
_LEAVES = Phrase("leaves", "verlaat")
_FIELDS = ("day", "start", "minutes", "subject", "kind", "groups", "staff", "room")


def _sessions(before: Roster, after: Roster) -> Iterator[SessionChange]:
    """Sessions, meetings and break duties that are new, gone or otherwise."""
    old = {session.id: session for session in before.sessions}
    new = {session.id: session for session in after.sessions}
    for name in dict.fromkeys([*old, *new]):
        if name not in new or name not in old:
            yield SessionChange(name, "gone" if name in old else "new")
        else:
            fields = tuple(
                field for field in _FIELDS if getattr(old[name], field) != getattr(new[name], field)
            )
            if fields:
                yield SessionChange(name, "changed", fields)
    for was, now in zip(_rest(before), _rest(after), strict=True):
        for key in dict.fromkeys([*was, *now]):
            if key not in now or key not in was:
                yield SessionChange(key, "gone" if key in was else "new")
            elif was[key] != now[key]:
                yield SessionChange(key, "changed")


def _rest(roster: Roster) -> tuple[dict[str, object], dict[str, object]]:
    """Meetings and break duties by what tells them apart."""
    meetings: dict[str, object] = {f"{m.meeting} {m.day}": (m.start, m.staff) for m in roster.meetings}
    duties: dict[str, object] = {f"{d.pause} {d.day} {d.staff}": d.place for d in roster.duties}
    return meetings, duties


def _costs(old: Judgement, new: Judgement) -> Iterator[CostChange]:
    """Rules that cost more or less than before (hard ones: violations)."""
    tables = [{line.rule: line for line in costs(judgement)} for judgement in (old, new)]
    for rule in dict.fromkeys([*tables[0], *tables[1]]):
        lines = [table.get(rule) for table in tables]
        mode = next(line.mode for line in reversed(lines) if line is not None)
        was, now = (0 if line is None else line.amount if mode == "hard" else line.cost for line in lines)
        if was != now:
            yield CostChange(rule, mode, was, now)
