"""Meetings in a check that looks slot by slot: nobody has both a meeting and a lesson."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vlecht.models.index import SchoolIndex
from vlecht.models.school import Meeting
from vlecht.solver.diagnose.staffing import Staffing


def meeting_starts(index: SchoolIndex, meeting: Meeting) -> list[int]:
    """Slots at which a meeting can start by its windows."""
    grid = index.grid
    length, inside = grid.slots(meeting.minutes), grid.within(meeting.windows)
    return [
        start
        for start in sorted(inside)
        if all(s in inside and grid.day(s) == grid.day(start) for s in range(start, start + length))
    ]


def add_meetings(staffed: dict[int, Staffing], slots: frozenset[int]) -> None:
    """Meetings that must be on the days (day -> its staff), because no other days are left for them."""
    any_day = next(iter(staffed.values()))
    assumed, index, model = any_day.assumed, any_day.index, any_day.model
    weeks = max(1, len(index.school.calendar.weeks))
    per_week = len(index.grid.days) // weeks
    for meeting in index.school.meetings if assumed.rule("meetings_held") else ():
        if not assumed.holds(f"meeting|{meeting.id}"):
            continue
        length = index.grid.slots(meeting.minutes)
        held: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        elsewhere: dict[int, int] = defaultdict(int)
        for start in meeting_starts(index, meeting):
            day = index.grid.day(start)
            if day in staffed and slots.issuperset(range(start, start + length)):
                literal = model.new_bool_var("")
                held[day].append(literal)
                _attend(staffed[day], meeting, range(start, start + length), literal)
            else:
                elsewhere[day] += 1
        for week in range(weeks):
            days = range(week * per_week, (week + 1) * per_week)
            others = sum(day in elsewhere for day in days)
            now = [literal for day in days for literal in held[day]]
            if meeting.per_week > others:
                model.add(cp_model.LinearExpr.sum(now) >= meeting.per_week - others)
        for literals in held.values():
            model.add_at_most_one(literals)


def _attend(staffing: Staffing, meeting: Meeting, span: range, literal: cp_model.IntVar) -> None:
    """Members come, or do not work that day: either way nothing else keeps them busy then."""
    members: dict[str, int] = defaultdict(int)
    for member in staffing.index.meeting_members(meeting.id):
        if staffing.assumed.blocked[member].isdisjoint(span):
            members[staffing.pool[member]] += 1
        elif meeting.attendance == "all":
            staffing.model.add(literal == 0)
    for name, number in members.items():
        for slot in span:
            staffing.busy[name, slot].append(number * literal)
