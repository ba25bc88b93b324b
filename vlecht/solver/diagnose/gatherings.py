"""Meetings, presence, breaks and support: what the week must have room for beside the lessons."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vlecht.models.attending import support_pupils
from vlecht.models.deliveries import SupportDelivery
from vlecht.models.school import Meeting
from vlecht.solver.diagnose.budget import Budget, Count
from vlecht.solver.diagnose.meetings import meeting_starts


def add_duties(x: Budget) -> None:
    """So many supervisors in every break."""
    grid = x.index.grid
    able = x.assumed.on_duty()
    for pause in x.index.school.calendar.breaks if x.assumed.rule("break_duty") else ():
        if not pause.supervisors or not x.assumed.holds(f"duty|{pause.id}"):
            continue
        for day in grid.days_of(pause.days):
            slots = grid.span(day, pause.start, pause.end)
            takers = {p: x.model.new_bool_var("") for p in able if x.assumed.blocked[p].isdisjoint(slots)}
            x.model.add(cp_model.LinearExpr.sum(list(takers.values())) >= pause.supervisors)
            for person, taker in takers.items():
                x.contact[person].append((pause.end - pause.start) * taker)
                if x.assumed.max_days(person) is not None:
                    x.model.add_implication(taker, x.workday(person, day))
                for slot in slots:
                    x.at[person, slot].append(taker)


def add_presence(x: Budget) -> None:
    """On every day so many of the named people are at school."""
    for line in x.index.school.presence if x.assumed.rule("presence") else ():
        if x.assumed.holds(f"presence|{','.join(line.staff)}"):
            for day in range(len(x.index.grid.days)):
                here = [x.workday(person, day) for person in dict.fromkeys(line.staff)]
                x.model.add(cp_model.LinearExpr.sum(here) >= line.at_least)


def add_meetings(x: Budget) -> None:
    """Every meeting is held as often as asked, when its members can."""
    grid = x.index.grid
    weeks = max(1, len(x.index.school.calendar.weeks))
    for meeting in x.index.school.meetings if x.assumed.rule("meetings_held") else ():
        if not x.assumed.holds(f"meeting|{meeting.id}"):
            continue
        held = {start: x.model.new_bool_var("") for start in meeting_starts(x.index, meeting)}
        for number in range(weeks):
            days = range(number * len(grid.days) // weeks, (number + 1) * len(grid.days) // weeks)
            now = [literal for start, literal in held.items() if grid.day(start) in days]
            x.model.add(cp_model.LinearExpr.sum(now) >= meeting.per_week)
        by_day: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for start, literal in held.items():
            by_day[grid.day(start)].append(literal)
            _attend(x, meeting, start, literal)
        for literals in by_day.values():
            x.model.add_at_most_one(literals)


def _attend(x: Budget, meeting: Meeting, start: int, literal: cp_model.IntVar) -> None:
    """All members, or those at school that day, are there: nobody can be elsewhere, or unable."""
    slots = range(start, start + x.index.grid.slots(meeting.minutes))
    day = x.index.grid.day(start)
    for member in x.index.meeting_members(meeting.id):
        able = x.assumed.blocked[member].isdisjoint(slots)
        if meeting.attendance == "all":
            x.model.add(literal <= x.workday(member, day) if able else literal == 0)
        elif not able:
            x.model.add(literal + x.workday(member, day) <= 1)
        if able:
            # Whoever works that day comes, whoever does not has nothing else on: one thing at a time.
            for slot in slots:
                x.at[member, slot].append(literal)


def add_support(x: Budget) -> None:
    """One pupil of every home group with support finds its moments beside the lessons it must not miss."""
    index = x.index
    weeks = max(1, len(index.school.calendar.weeks))
    for delivery in index.school.deliveries:
        given = [count for count in x.counts if count.alike.block.delivery == delivery.id]
        if not isinstance(delivery, SupportDelivery) or not given:
            continue
        spared = x.assumed.rule("support_times") and x.assumed.holds(f"never_from|{delivery.id}")
        homes = {
            index.pupils[pupil].home_group
            for pupil in support_pupils(index, delivery)
            if not index.pupils[pupil].exemptions and not index.pupils[pupil].works_with
        }
        clusters = {index.cluster_of(home) for home in homes}
        for home in sorted(homes) if len(clusters) == 1 else ():
            _taken_out(x, home, given, delivery.never_from if spared else (), delivery.sessions * weeks)


def _taken_out(x: Budget, home: str, given: list[Count], never: tuple[str, ...], sessions: int) -> None:
    chosen: list[cp_model.IntVar] = []
    for part in x.parts[x.index.cluster_of(home)]:
        here = [count for count in given if count.part == part]
        if not here:
            continue
        taken = x.model.new_int_var(0, sessions, "")
        chosen.append(taken)
        x.model.add(taken <= cp_model.LinearExpr.sum([count.number for count in here]))
        barred = [
            count.alike.length * count.number
            for count in x.filling[home, part]
            if count.alike.block.subject in never
        ]
        if barred:
            load = cp_model.LinearExpr.sum([here[0].alike.length * taken, *barred])
            x.model.add(load <= len(part.slots))
    x.model.add(cp_model.LinearExpr.sum(chosen) >= sessions)


def add_rooms(x: Budget) -> None:
    """Rooms have room for what must be in them, stretch by stretch; single rooms counted together."""
    assumed, model = x.assumed, x.model
    if not assumed.rule("room_suitable"):
        return
    demand: dict[int, dict[tuple[str, ...], list[cp_model.LinearExprT]]]
    demand = defaultdict(lambda: defaultdict(list))
    for count in x.counts:
        for act in count.alike.acts:
            spans = {place[act.offset : act.offset + act.length] for place in count.places}
            ours = tuple(r for r in act.rooms if any(assumed.closed[r].isdisjoint(span) for span in spans))
            demand[count.part.stretch][ours].append(act.length * count.number)
    for stretch, asked in demand.items():
        slots = x.stretches[stretch]
        used: dict[str, list[cp_model.IntVar]] = defaultdict(list)
        for rooms, terms in sorted(asked.items(), key=lambda item: item[0]):
            takes = {room: model.new_int_var(0, 10_000, "") for room in rooms}
            model.add(cp_model.LinearExpr.sum(list(takes.values())) == cp_model.LinearExpr.sum(terms))
            for room, taken in takes.items():
                used[room].append(taken)
        for room, uses in used.items():
            together = assumed.together(room)
            if together is not None:
                open_slots = len(slots - assumed.closed[room])
                model.add(cp_model.LinearExpr.sum(uses) <= together * open_slots)


def add_equipment(x: Budget) -> None:
    """Pools have pieces for what must use them, stretch by stretch."""
    count = {pool.id: pool.count for pool in x.index.school.equipment}
    used: dict[tuple[str, int], list[cp_model.LinearExprT]] = defaultdict(list)
    for found in x.counts if x.assumed.rule("equipment") else ():
        pieces: dict[tuple[str, int], int] = defaultdict(int)
        for act in found.alike.acts:
            for pool, number in act.equipment:
                if x.assumed.holds(f"equipment|{pool}"):
                    used[pool, found.part.stretch].append(number * act.length * found.number)
                    for slot in range(act.offset, act.offset + act.length):
                        pieces[pool, slot] += number
        if any(number > count[pool] for (pool, _), number in pieces.items()):
            x.model.add(found.number == 0)
    for (pool, stretch), terms in used.items():
        x.model.add(cp_model.LinearExpr.sum(terms) <= count[pool] * len(x.stretches[stretch]))
