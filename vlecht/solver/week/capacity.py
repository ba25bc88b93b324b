"""How much staff and room there is for what must run: Hall-type capacities per stretch of the week.

For every set of people (or rooms) that is the whole choice of some seats, the seats that can be filled by
that set alone may not ask for more than it has: in each stretch (a part of a day), in slots. Necessary,
not sufficient: the day lay-out decides exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vlecht.solver.week.units import Week


@dataclass(frozen=True)
class Capacity:
    """In ``stretch``: Σ ``demand[unit]`` over the units put wholly inside it is at most ``supply`` (slots).

    ``members`` are the staff or rooms that make up the supply; ``daily`` tells per staff member with open
    days the slots that count only when at school that day.
    """

    stretch: range
    demand: dict[int, int]
    peak: dict[int, int]
    members: tuple[str, ...]
    supply: dict[str, int]


def stretches(week: Week) -> tuple[range, ...]:
    """The distinct parts of days of all clusters, as slot ranges, in order."""
    found = {(part.first, part.length) for parts in week.parts for part in parts}
    return tuple(range(first, first + length) for first, length in sorted(found))


def staff_capacities(week: Week) -> Iterator[Capacity]:
    """One per set of candidates and stretch, where the set could run short."""
    demands: dict[frozenset[str], dict[int, list[tuple[int, int]]]] = {}
    seats = [
        (position, frozenset(seat.candidates), activity.offset, activity.length)
        for position, unit in enumerate(week.units)
        for activity in unit.activities
        for seat in activity.seats
    ]
    for candidates in {c for _, c, _, _ in seats}:
        table: dict[int, list[tuple[int, int]]] = {}
        for position, own, offset, length in seats:
            if own <= candidates:
                table.setdefault(position, []).append((offset, length))
        demands[candidates] = table
    blocked = {person: week.index.availability(person, "cannot") for person in week.index.staff}
    for candidates, table in sorted(demands.items(), key=lambda item: sorted(item[0])):
        demand = {position: sum(length for _, length in spans) for position, spans in table.items()}
        peak = {position: _peak(spans) for position, spans in table.items()}
        for stretch in stretches(week):
            supply = {
                person: sum(slot not in blocked[person] for slot in stretch) for person in sorted(candidates)
            }
            yield Capacity(stretch, demand, peak, tuple(p for p, free in supply.items() if free), supply)


def room_capacities(week: Week) -> Iterator[Capacity]:
    """The same for rooms that hold an activity's pupils, each as often as it may be shared."""
    rooms = week.index.rooms
    uses: dict[frozenset[str], dict[int, list[tuple[int, int]]]] = {}
    choices: list[tuple[int, frozenset[str], int, int]] = []
    for position, unit in enumerate(week.units):
        for activity in unit.activities:
            heads = week.heads(activity)
            fitting = frozenset(room for room in activity.rooms if rooms[room].capacity >= heads)
            choices.append((position, fitting, activity.offset, activity.length))
    for fitting in {c for _, c, _, _ in choices}:
        table: dict[int, list[tuple[int, int]]] = {}
        for position, own, offset, length in choices:
            if own <= fitting:
                table.setdefault(position, []).append((offset, length))
        uses[fitting] = table
    open_slots = {
        room.id: week.index.grid.within(room.shared) if room.shared else None
        for room in week.index.school.rooms
    }
    for fitting, table in sorted(uses.items(), key=lambda item: sorted(item[0])):
        demand = {position: sum(length for _, length in spans) for position, spans in table.items()}
        peak = {position: _peak(spans) for position, spans in table.items()}
        for stretch in stretches(week):
            supply = {
                room: rooms[room].concurrent
                * sum(1 for slot in stretch if open_slots[room] is None or slot in (open_slots[room] or ()))
                for room in sorted(fitting)
            }
            members = tuple(
                f"{room}*{n}" for room, free in supply.items() if free for n in range(rooms[room].concurrent)
            )
            yield Capacity(stretch, demand, peak, members, supply)


def _peak(spans: list[tuple[int, int]]) -> int:
    """Most spans running at one moment."""
    return max(sum(o <= moment < o + n for o, n in spans) for moment, _ in spans)
