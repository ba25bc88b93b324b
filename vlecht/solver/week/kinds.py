"""Interchangeable units of a week in which all places are given, and what they ask of people and rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from vlecht.models.attending import own_rooms
from vlecht.models.plan import Activity
from vlecht.solver.week.pinned import pinned_rooms, pinned_staff
from vlecht.solver.week.shortage import shortage
from vlecht.solver.week.units import Unit, Week


@dataclass(frozen=True)
class Kind:
    """Interchangeable units (positions), no two of which may overlap: one literal per start does for all."""

    units: tuple[int, ...]
    unit: Unit
    starts: tuple[int, ...]
    seats: tuple[tuple[frozenset[str], int, int], ...]
    """(candidates, offset, length) of every seat."""
    rooms: tuple[tuple[frozenset[str], int, int], ...]
    """(rooms that hold everybody, offset, length) of the activities that cannot be in rooms of their own."""


def candidates(week: Week, unit: Unit) -> list[tuple[frozenset[str], int, int]]:
    """(people, offset, length) of every seat."""
    return [
        (
            frozenset(pinned_staff(week.index.school, activity, number, dict.fromkeys(seat.candidates, 0))),
            activity.offset,
            activity.length,
        )
        for activity in unit.activities
        for number, seat in enumerate(activity.seats)
    ]


def _pinned(week: Week, activity: Activity) -> Iterable[str]:
    return pinned_rooms(week.index.school, activity, dict.fromkeys(activity.rooms, 0))


def kinds_of(week: Week) -> list[Kind]:
    """The units of a week by kind."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for u, unit in enumerate(week.units):
        alike[(*unit.signature, tuple(candidates(week, unit)), week.starts(unit))].append(u)
    rooms = week.index.rooms
    kinds: list[Kind] = []
    for units in alike.values():
        unit = week.units[units[0]]
        own = set(own_rooms(week.index, unit.block.home_groups))
        fitting = [
            (frozenset(r for r in _pinned(week, a) if rooms[r].capacity >= week.heads(a)), a.offset, a.length)
            for a in unit.activities
        ]
        places = tuple(need for need in fitting if len(own & need[0]) < len(unit.activities))
        seats = tuple(candidates(week, unit))
        kinds.append(Kind(tuple(units), unit, tuple(sorted(week.starts(unit))), seats, places))
    return kinds


def is_loose(week: Week, kinds: list[Kind], kind: Kind) -> bool:
    """Whether a kind's units fit wherever their home group has a slot to spare, and concern nobody else."""
    homes = kind.unit.block.home_groups
    if kind.unit.length != 1 or len(homes) != 1 or kind.unit.block.fixed is not None:
        return False
    cluster = week.index.cluster_of(homes[0])
    if set(kind.starts) != week.index.grid.teaching_slots(cluster) or any(
        a.equipment for a in kind.unit.activities
    ):
        return False
    if kind.rooms:
        return False
    mine = {name for names, _, _ in kind.seats for name in names}
    if any(week.index.availability(person, "cannot") for person in mine):
        return False
    return not any(
        mine & names
        for other in kinds
        if other.unit.block.home_groups != homes
        for names, _, _ in other.seats
    )


def supplies(
    week: Week,
) -> tuple[tuple[Mapping[str, AbstractSet[int]], Mapping[str, int]], ...]:
    """Of staff and of rooms: the slots at which each is not there, and how many each serves at a time."""
    index, everywhere = week.index, range(week.index.grid.size)
    cannot = {person: index.availability(person, "cannot") for person in index.staff}
    closed = {
        room.id: set(everywhere) - index.grid.within(room.shared) if room.shared else frozenset[int]()
        for room in index.school.rooms
    }
    return (
        (cannot, dict.fromkeys(index.staff, 1)),
        (closed, {room.id: room.concurrent for room in index.school.rooms}),
    )


def scarce(week: Week, kinds: list[Kind], starts: dict[int, int]) -> set[frozenset[str]]:
    """Sets of people (or rooms) of whom more are asked at some slot than there are."""
    needs: dict[tuple[int, int], list[frozenset[str]]] = defaultdict(list)
    known = supplies(week)
    for kind in kinds:
        for which, asked in enumerate((kind.seats, kind.rooms)):
            for names, offset, length in asked:
                for u in kind.units:
                    first = starts[u] + offset if u in starts else 0
                    for slot in range(first, first + length) if u in starts else ():
                        needs[which, slot].append(names)
    found: set[frozenset[str]] = set()
    for (which, slot), asked_of in needs.items():
        away, number = known[which]
        there = {name: 0 if slot in away[name] else number[name] for name in number}
        wanting = shortage(asked_of, there)
        if wanting is not None:
            found.add(wanting)
    return found
