"""Pins that name what is there, but can no longer be kept: each with who or what could be pinned instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vlecht.instances.checks.base import Facts, Path
from vlecht.instances.findings import Finding, did_you_mean
from vlecht.models.plan import Activity, Block
from vlecht.models.school import AnyPin, GroupPin, MomentPin, PupilPin, RoomPin, StaffPin, StartPin
from vlecht.models.words import format_clock

SHOWN = 6
"""So many things that could be pinned instead are named."""

Stale = tuple[Path, object, str, str]
"""The field of a pin, what stands there, what is wrong with it, and what could stand there."""


def check(facts: Facts) -> Iterator[Finding]:
    """A warning for each pin that no roster of this school can keep, whatever else is in it."""
    for position, pin in enumerate(facts.school.pins):
        for path, value, problem, remedy in _stale(facts, pin):
            yield facts.finding(
                ("pins", position, *path),
                value,
                f"{problem} (a pin that cannot be kept)",
                f"{remedy}; or take the pin away",
                "stale-pin",
                "warning",
            )


def _stale(facts: Facts, pin: AnyPin) -> Iterator[Stale]:
    if isinstance(pin, GroupPin):
        yield from _closed(facts, pin)
    elif isinstance(pin, MomentPin) or pin.forbid:
        return
    elif isinstance(pin, StartPin):
        yield from _start(facts, pin)
    elif isinstance(pin, PupilPin):
        yield from _pupil(facts, pin)
    else:
        # One activity that cannot is enough to tell.
        named = (a for a in facts.plan.activities if pin.session in (a.id, a.block, a.delivery))
        about = _staff if isinstance(pin, StaffPin) else _room
        yield from [found for a in named for found in about(facts, pin, a)][:1]


def _start(facts: Facts, pin: StartPin) -> Iterator[Stale]:
    block, grid = facts.plan.block.get(pin.block), facts.index.grid
    if block is None or pin.day not in grid.day_index:
        return
    starts = _starts(facts, block)
    inside = grid.opens <= pin.start < grid.closes
    if not inside or grid.slot(grid.day_index[pin.day], pin.start) not in starts:
        that_day = [format_clock(grid.clock(s)) for s in starts if grid.days[grid.day(s)] == pin.day]
        minutes = block.length * grid.step
        problem = f"leaves {pin.block} no {minutes} minutes of its lesson time on {pin.day}"
        could = f"it could start at {_some(that_day)}" if that_day else "no time of that day does"
        yield (("start",), format_clock(pin.start), problem, could)


def _starts(facts: Facts, block: Block) -> list[int]:
    """Slots at which a block fits into the lesson time of its home groups and its delivery's windows."""
    grid, index = facts.index.grid, facts.index
    if block.fixed is not None:
        return [block.fixed]
    free = set(grid.lesson_slots)
    for home in block.home_groups:
        free &= grid.teaching_slots(index.cluster_of(home))
    if block.windows is not None:
        free &= block.windows
    return [
        slot
        for slot in sorted(free)
        if grid.day(slot) == grid.day(slot + block.length - 1)
        and free.issuperset(range(slot, slot + block.length))
    ]


def _staff(facts: Facts, pin: StaffPin | RoomPin, activity: Activity) -> Iterator[Stale]:
    assert isinstance(pin, StaffPin)
    seats = [seat for seat in activity.seats if seat.function == pin.function]
    able = dict.fromkeys(person for seat in seats for person in seat.candidates)
    when = _pinned(facts, activity)
    if not seats:
        there = _some(seat.function.value for seat in activity.seats)
        yield (
            ("function",),
            pin.function.value,
            f"is no place in {activity.id}",
            f"it has {there or 'none'}",
        )
    elif pin.staff not in able:
        task = pin.function.value.replace("_", " ")
        problem = f"may not {task} {activity.id}, by role or qualification"
        yield (("staff",), pin.staff, problem, f"who may: {_some(able)}" if able else "nobody may")
    elif not facts.index.availability(pin.staff, "cannot").isdisjoint(when):
        moment = facts.index.grid.label(when.start)
        problem = f"cannot be there at {moment}, when {activity.id} is pinned or fixed"
        yield (("staff",), pin.staff, problem, "pin another, or another moment")


def _room(facts: Facts, pin: StaffPin | RoomPin, activity: Activity) -> Iterator[Stale]:
    assert isinstance(pin, RoomPin)
    room, grid = facts.index.rooms[pin.room], facts.index.grid
    when = _pinned(facts, activity)
    if pin.room not in activity.rooms:
        could = f"rooms that do: {_some(activity.rooms)}" if activity.rooms else "no room does"
        yield (("room",), pin.room, f"does not suit {activity.id}", could)
    elif room.shared and not grid.inside(room.shared).issuperset(when):
        problem = f"is not the school's at {grid.label(when.start)}, when {activity.id} is pinned or fixed"
        yield (("room",), pin.room, problem, "pin another room, or another moment")


def _pinned(facts: Facts, activity: Activity) -> range:
    """When an activity is, where that is pinned or fixed; else no slots."""
    grid, block = facts.index.grid, facts.plan.block[activity.block]
    start = block.fixed
    for pin in facts.school.pins:
        if isinstance(pin, StartPin) and pin.block == block.id and not pin.forbid:
            inside = pin.day in grid.day_index and grid.opens <= pin.start < grid.closes
            start = grid.slot(grid.day_index[pin.day], pin.start) if inside else start
    if start is None:
        return range(0)
    return range(start + activity.offset, start + activity.offset + activity.length)


def _pupil(facts: Facts, pin: PupilPin) -> Iterator[Stale]:
    mine = [group for c in facts.plan.choices if pin.pupil in c.pupils for group in c.groups]
    known = {group for names in facts.plan.groups_of.values() for group in names}
    if pin.group in known and pin.group not in mine:
        could = did_you_mean(pin.group, mine).removesuffix("?")
        yield (("pupil",), pin.pupil, f"has no place in {pin.group}", could)


def _closed(facts: Facts, pin: GroupPin) -> Iterator[Stale]:
    able = {p for c in facts.plan.choices if pin.group in c.groups and not c.guest for p in c.pupils}
    for number, pupil in enumerate(pin.pupils if able else ()):
        if pupil not in able:
            problem = f"is not taught in {pin.group}"
            yield (("pupils", number), pupil, problem, "take the pupil out of the pin")


def _some(names: Iterable[str]) -> str:
    found = list(dict.fromkeys(names))
    return ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
