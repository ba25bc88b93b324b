"""Rooms and equipment of the generated schools."""

from __future__ import annotations

from vlecht.instances.generator.cohort import Base, Unit
from vlecht.instances.generator.curriculum import gyms_needed, halls_needed
from vlecht.instances.generator.teaching import Teaching
from vlecht.models.places import Equipment, Room
from vlecht.models.words import Window


def rooms(units: tuple[Unit, ...], pupils: int, shared_hall: bool) -> tuple[Room, ...]:
    """Small rooms first: engines that take the first free room then leave the classrooms to their groups.

    A classroom has two places more than the largest home group has pupils, 32 at least. ``shared_hall``:
    until half past ten the play hall is the preschool's.
    """
    room = max(32, *(len(group.pupils) + 2 for unit in units for group in unit.groups))
    upper = sum(not group.young for unit in units for group in unit.groups)
    # One set of small rooms to three home groups, and at least one to every cluster with aligned blocks.
    extra = max(1, -(-upper // 3), sum(bool(unit.aligned) for unit in units))
    ours = (Window(start=8 * 60, end=12 * 60 + 30),)
    hall = (Window(start=10 * 60 + 30, end=17 * 60),) if shared_hall else ()
    found = [
        Room(
            id=f"instruction{i + 1}",
            name=f"Instruction room {i + 1}",
            kind="instruction",
            capacity=28,
            # The last one is the out-of-school care's from half past twelve.
            shared=ours if i == extra - 1 and extra > 1 else (),
        )
        for i in range(extra)
    ]
    found += [
        Room(id=f"quiet{i + 1}", name=f"Quiet room {i + 1}", kind="quiet", capacity=24)
        for i in range(extra + 1)
    ]
    found += [
        Room(
            id=f"plaza{i + 1}",
            name=f"Collaboration space {i + 1}",
            kind="collaboration",
            capacity=max(64, 4 * room // 2),
            concurrent=2,
        )
        for i in range(extra)
    ]
    found += [
        Room(id=classroom(group), name=f"Classroom {group.number + 1}", capacity=room)
        for unit in units
        for group in unit.groups
    ]
    found += [
        Room(id=f"gym{i + 1}", name=f"Gym {i + 1}", kind="gym", capacity=room + 4)
        for i in range(gyms_needed(units))
    ]
    found += [
        Room(id=f"hall{i + 1}", name=f"Play hall {i + 1}", kind="hall", capacity=room + 4, shared=hall)
        for i in range(halls_needed(units))
    ]
    groups = sum(len(unit.groups) for unit in units)
    found.append(
        Room(id="yard", name="School yard", kind="yard", capacity=max(pupils, 100), concurrent=max(4, groups))
    )
    return tuple(found)


def classroom(group: Base) -> str:
    """The id of a home group's own room: numbered, so that rooms stay the same when the groups change."""
    return f"room{group.number + 1:02d}"


def equipment(teaching: Teaching) -> tuple[Equipment, ...]:
    """As many tablets as the planted week uses at its busiest moment."""
    load: dict[int, int] = {}
    for delivery in teaching.deliveries:
        for group in delivery.home_groups:
            for cell in teaching.moments(group, delivery.subject):
                for s in cell.slots:
                    load[s] = load.get(s, 0) + delivery.equipment.get("tablets", 0)
    most = max(load.values(), default=0)
    return (Equipment(id="tablets", name="Tablets", count=most),) if most else ()
