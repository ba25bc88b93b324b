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

    ``members`` are the staff or rooms that make up the supply. ``spans`` are the lengths of what a unit asks
    for and ``runs`` a member's uninterrupted stretches: of sessions of at least so many slots a run holds no
    more than fit in it one after the other.
    """

    stretch: range
    demand: dict[int, int]
    peak: dict[int, int]
    members: tuple[str, ...]
    supply: dict[str, int]
    spans: dict[int, tuple[int, ...]]
    runs: dict[str, tuple[int, ...]]

    def holds(self, member: str, length: int) -> int:
        """How many sessions of at least so many slots a member can hold."""
        return sum(run // length for run in self.runs[member])


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
        lengths = {position: tuple(n for _, n in spans) for position, spans in table.items()}
        for stretch in stretches(week):
            free = {p: [slot for slot in stretch if slot not in blocked[p]] for p in sorted(candidates)}
            yield Capacity(
                stretch,
                demand,
                peak,
                tuple(person for person, slots in free.items() if slots),
                {person: len(slots) for person, slots in free.items()},
                lengths,
                {person: _runs(slots) for person, slots in free.items()},
            )


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
        lengths = {position: tuple(n for _, n in spans) for position, spans in table.items()}
        for stretch in stretches(week):
            free = {
                room: [slot for slot in stretch if ours is None or slot in ours]
                for room in sorted(fitting)
                for ours in (open_slots[room],)
            }
            times = {room: rooms[room].concurrent for room in free}
            yield Capacity(
                stretch,
                demand,
                peak,
                tuple(f"{room}*{n}" for room, slots in free.items() if slots for n in range(times[room])),
                {room: times[room] * len(slots) for room, slots in free.items()},
                lengths,
                {room: times[room] * _runs(slots) for room, slots in free.items()},
            )


def _runs(slots: list[int]) -> tuple[int, ...]:
    """Lengths of the uninterrupted runs of slots (in order)."""
    found: list[int] = []
    for before, slot in zip([None, *slots], slots, strict=False):
        if before is not None and slot == before + 1:
            found[-1] += 1
        else:
            found.append(1)
    return tuple(found)


def _peak(spans: list[tuple[int, int]]) -> int:
    """Most spans running at one moment."""
    return max(sum(o <= moment < o + n for o, n in spans) for moment, _ in spans)
