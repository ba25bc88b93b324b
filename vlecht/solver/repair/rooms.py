"""A room cannot be used: other rooms for its sessions, and as few other sessions moved as can be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from ortools.sat.python import cp_model

from vlecht.models.phrases import Phrase
from vlecht.models.repair import Option
from vlecht.models.roster import Roster
from vlecht.rules.phrases import listed, moment
from vlecht.solver.repair.case import Case
from vlecht.solver.repair.options import option
from vlecht.solver.run import Clock, Settings, run
from vlecht.solver.week.pinned import pinned_rooms

SECONDS = 5.0
MOVED, LOST, SITE = 100, 10, 50
"""What it weighs: a session that could have stayed goes elsewhere, one whose room is lost, another site."""


def lost_sessions(case: Case, roster: Roster) -> frozenset[str]:
    """Sessions in a room that is not ours at that time."""
    grid = case.index.grid
    found = set()
    for session in roster.sessions:
        room = case.index.rooms.get(session.room or "")
        slots = case.slots.get(session.id)
        if room is None or slots is None or not room.shared:
            continue
        if not grid.inside(room.shared).issuperset(slots):
            found.add(session.id)
    return frozenset(found)


def room_options(
    case: Case, clock: Clock, settings: Settings, week: date | None, reasons: list[Phrase]
) -> Iterator[Option]:
    """The option with fewest changes, and another with other rooms for what is lost."""
    lost = lost_sessions(case, case.roster)
    avoid: frozenset[tuple[str, str]] = frozenset()
    for _ in range(2):
        rooms = _rooms(case, lost, avoid, clock, settings)
        if rooms is None:
            if not avoid:
                names = listed(sorted(lost), 6)
                reasons.append(
                    Phrase(f"No rooms were found for {names}", f"Geen ruimtes gevonden voor {names:nl}")
                )
            return
        sessions = tuple(
            session.model_copy(update={"room": rooms[session.id]}) if session.id in rooms else session
            for session in case.roster.sessions
        )
        told = [
            Phrase(
                f"{moment(case.index.grid, case.slots[s.id].start)} {s.subject} of {listed(s.groups)}:"
                f" {rooms[s.id]} instead of {s.room}",
                f"{moment(case.index.grid, case.slots[s.id].start):nl} {s.subject} van {listed(s.groups):nl}:"
                f" {rooms[s.id]} in plaats van {s.room}",
            )
            for s in case.roster.sessions
            if s.id in rooms and rooms[s.id] != s.room
        ]
        made = option(case, "room", case.roster.model_copy(update={"sessions": sessions}), told, week=week)
        if not isinstance(made, Option):
            reasons.extend(made)
            return
        yield made
        avoid = frozenset((name, rooms[name]) for name in lost)


def _rooms(
    case: Case, lost: frozenset[str], avoid: frozenset[tuple[str, str]], clock: Clock, settings: Settings
) -> dict[str, str] | None:
    """Session -> room, of the days on which a room is lost."""
    grid, index = case.index.grid, case.index
    days = {grid.day(case.slots[name].start) for name in lost}
    kept = grid.within(case.frozen)
    model = cp_model.CpModel()
    chosen: dict[str, dict[str, cp_model.IntVar]] = {}
    uses: dict[tuple[str, int], list[tuple[cp_model.IntVar, int]]] = defaultdict(list)
    terms: list[cp_model.LinearExprT] = []
    guests: Counter[str] = Counter()
    for visit in case.roster.visits:
        guests[visit.host] += len(visit.pupils)
    for session in case.roster.sessions:
        slots = case.slots.get(session.id)
        if slots is None or grid.day(slots.start) not in days or session.room is None:
            continue
        activity = case.activity[session.id]
        heads = case.week.heads(activity) + guests[session.id]
        free = session.id in lost or kept.isdisjoint(slots)
        rooms = list(pinned_rooms(index.school, activity, dict.fromkeys(activity.rooms, 0))) if free else []
        options = [
            room
            for room in dict.fromkeys([session.room, *rooms])
            if index.rooms[room].capacity >= heads
            and (not index.rooms[room].shared or grid.inside(index.rooms[room].shared).issuperset(slots))
            and ((session.id, room) not in avoid or len(rooms) < 2)
        ]
        if not options:
            return None
        literals = {room: model.new_bool_var("") for room in options}
        model.add_exactly_one(literals.values())
        for room, literal in literals.items():
            for slot in slots:
                uses[room, slot].append((literal, heads))
            if room != session.room:
                away = index.rooms[room].site != index.rooms[session.room].site
                terms.append((MOVED if session.id not in lost else LOST) * literal + SITE * away * literal)
        chosen[session.id] = literals
    for (room, _), found in uses.items():
        stated = index.rooms[room]
        model.add(sum(literal for literal, _ in found) <= stated.concurrent)
        if stated.concurrent > 1:
            model.add(sum(heads * literal for literal, heads in found) <= stated.capacity)
    model.minimize(cp_model.LinearExpr.sum(terms))
    outcome = run(model, clock, settings, SECONDS)
    if not outcome.found:
        return None
    return {
        name: next(room for room, literal in literals.items() if outcome.value(literal))
        for name, literals in chosen.items()
    }
