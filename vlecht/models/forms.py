"""One function per delivery form: the blocks it asks for and the groups that pupils join."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from vlecht.models.attending import own_rooms, rooms_for, staff_for, support_pupils
from vlecht.models.deliveries import ClassDelivery, CoTaughtDelivery, FixedDelivery, SupportDelivery
from vlecht.models.form_groups import circuit, flex, level_groups, rounds
from vlecht.models.form_parts import Made, activity, block, lengths
from vlecht.models.form_workshops import workshops
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Block, PupilChoice, Seat
from vlecht.models.roster import Kind
from vlecht.models.words import Function


def _class(index: SchoolIndex, delivery: ClassDelivery | CoTaughtDelivery, _count: int) -> Made:
    independent = isinstance(delivery, ClassDelivery) and delivery.independent
    first = Function.SUPERVISE if independent else Function.LEAD
    blocks: list[Block] = []
    for group in delivery.home_groups:
        each = lengths(index, delivery, group)
        seat = Seat(first, staff_for(index, first, delivery.subject, (group,), delivery.leads))
        rooms = rooms_for(index, delivery.room_kinds, own_rooms(index, (group,)))
        for ordinal, length in enumerate(each, 1):
            name = f"{delivery.id}/{group}#{ordinal}"
            seats: tuple[Seat, ...] = (seat,)
            if isinstance(delivery, CoTaughtDelivery):
                second = staff_for(index, delivery.second, delivery.subject, (group,), ())
                needed = ordinal <= ceil(delivery.share * len(each) - 1e-9)
                seats += (Seat(delivery.second, second),) if needed else ()
            kind: Kind = "independent" if independent else "class"
            held = activity(delivery, name, "", kind, (0, length), (group,), seats, rooms)
            blocks.append(block(index, delivery, name, ordinal, (group,), length, (held,)))
    return blocks, []


def _support(index: SchoolIndex, delivery: SupportDelivery, _count: int) -> Made:
    pupils = support_pupils(index, delivery)
    if not pupils:
        return [], []
    groups = tuple(f"{delivery.id}.g{n}" for n in range(1, ceil(len(pupils) / delivery.size.max) + 1))
    pulls = tuple(dict.fromkeys(index.pupils[pupil].home_group for pupil in pupils))
    seat = Seat(Function.SUPPORT, staff_for(index, Function.SUPPORT, delivery.subject, pulls, delivery.leads))
    rooms = rooms_for(index, delivery.room_kinds or ("instruction", "quiet", "classroom"))
    length = index.grid.slots(delivery.minutes)
    weeks = max(1, len(index.school.calendar.weeks))
    blocks: list[Block] = []
    for group in groups:
        for ordinal in range(1, delivery.sessions * weeks + 1):
            name = f"{group}#{ordinal}"
            held = activity(delivery, name, "", "support", (0, length), (group,), (seat,), rooms)
            blocks.append(
                block(
                    index,
                    delivery,
                    name,
                    ordinal,
                    (),
                    length,
                    (held,),
                    pulls=pulls,
                )
            )
    return blocks, [PupilChoice(delivery.id, pupils, groups)]


def _fixed(index: SchoolIndex, delivery: FixedDelivery, _count: int) -> Made:
    blocks: list[Block] = []
    length = index.grid.slots(delivery.minutes)
    sets = (delivery.home_groups,) if delivery.joint else tuple((group,) for group in delivery.home_groups)
    for groups in sets:
        seat = Seat(Function.LEAD, staff_for(index, Function.LEAD, delivery.subject, groups, delivery.leads))
        rooms = rooms_for(index, delivery.room_kinds, own_rooms(index, groups))
        for ordinal, day in enumerate(index.grid.days_of(delivery.days), 1):
            name = f"{delivery.id}#{ordinal}" if delivery.joint else f"{delivery.id}/{groups[0]}#{ordinal}"
            held = activity(delivery, name, "", "fixed", (0, length), groups, (seat,), rooms)
            start = index.grid.slot(day, delivery.start)
            blocks.append(block(index, delivery, name, ordinal, groups, length, (held,), fixed=start))
    return blocks, []


FORMS: dict[str, Callable[[SchoolIndex, Any, int], Made]] = {
    "class": _class,
    "co_taught": _class,
    "level_groups": level_groups,
    "flex": flex,
    "instruction_rounds": rounds,
    "circuit": circuit,
    "workshops": workshops,
    "support": _support,
    "fixed": _fixed,
}
"""Delivery form -> the function that makes its blocks and choices."""
