"""One function per delivery form: the blocks it asks for and the groups that pupils join."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from vlecht.models.attending import (
    own_rooms,
    rooms_for,
    session_lengths,
    staff_for,
    support_pupils,
    taught_pupils,
)
from vlecht.models.deliveries import (
    CircuitDelivery,
    ClassDelivery,
    CoTaughtDelivery,
    Delivery,
    FixedDelivery,
    InstructionRoundsDelivery,
    LevelGroupsDelivery,
    SupportDelivery,
    WorkshopsDelivery,
)
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block, PupilChoice, Seat
from vlecht.models.roster import Kind
from vlecht.models.words import Function


def _lengths(index: SchoolIndex, delivery: Delivery, home_group: str) -> tuple[int, ...]:
    line = index.curriculum.get((home_group, delivery.subject))
    if line is None:
        return ()
    return session_lengths(line, index.grid.step, max(1, len(index.school.calendar.weeks)))


def _activity(
    delivery: Delivery,
    block: str,
    suffix: str,
    kind: Kind,
    span: tuple[int, int],
    groups: tuple[str, ...],
    seats: tuple[Seat, ...],
    rooms: tuple[str, ...],
) -> Activity:
    return Activity(
        id=block + suffix,
        block=block,
        delivery=delivery.id,
        subject=delivery.subject,
        kind=kind,
        offset=span[0],
        length=span[1],
        groups=groups,
        seats=seats,
        rooms=rooms,
        equipment=tuple(sorted(delivery.equipment.items())),
    )


Made = tuple[list[Block], list[PupilChoice]]


def _block(
    index: SchoolIndex,
    delivery: Delivery,
    name: str,
    ordinal: int,
    home_groups: tuple[str, ...],
    length: int,
    activities: tuple[Activity, ...] = (),
    **more: Any,
) -> Block:
    windows = index.grid.within(delivery.windows) if delivery.windows else None
    return Block(
        name, delivery.id, delivery.subject, ordinal, home_groups, length, activities, windows=windows, **more
    )


def _choices(delivery: Delivery, index: SchoolIndex, groups: tuple[str, ...]) -> list[PupilChoice]:
    members, guests = taught_pupils(index, delivery)
    found = [PupilChoice(delivery.id, members, groups)]
    if guests:
        found.append(PupilChoice(delivery.id, guests, groups, guest=True))
    return found


def _class(index: SchoolIndex, delivery: ClassDelivery | CoTaughtDelivery, _count: int) -> Made:
    independent = isinstance(delivery, ClassDelivery) and delivery.independent
    first = Function.SUPERVISE if independent else Function.LEAD
    blocks: list[Block] = []
    for group in delivery.home_groups:
        lengths = _lengths(index, delivery, group)
        seat = Seat(first, staff_for(index, first, delivery.subject, (group,), delivery.leads))
        rooms = rooms_for(index, delivery.room_kinds, own_rooms(index, (group,)))
        for ordinal, length in enumerate(lengths, 1):
            name = f"{delivery.id}/{group}#{ordinal}"
            seats: tuple[Seat, ...] = (seat,)
            if isinstance(delivery, CoTaughtDelivery):
                second = staff_for(index, delivery.second, delivery.subject, (group,), ())
                needed = ordinal <= ceil(delivery.share * len(lengths) - 1e-9)
                seats += (Seat(delivery.second, second),) if needed else ()
            kind: Kind = "independent" if independent else "class"
            activity = _activity(delivery, name, "", kind, (0, length), (group,), seats, rooms)
            blocks.append(_block(index, delivery, name, ordinal, (group,), length, (activity,)))
    return blocks, []


def _level_groups(index: SchoolIndex, delivery: LevelGroupsDelivery, count: int) -> Made:
    groups = tuple(f"{delivery.id}.g{number}" for number in range(1, count + 1))
    seats = (
        Seat(
            Function.LEAD,
            staff_for(index, Function.LEAD, delivery.subject, delivery.home_groups, delivery.leads),
        ),
    )
    rooms = rooms_for(index, delivery.room_kinds, own_rooms(index, delivery.home_groups))
    blocks: list[Block] = []
    for ordinal, length in enumerate(_lengths(index, delivery, delivery.home_groups[0]), 1):
        name = f"{delivery.id}#{ordinal}"
        activities = tuple(
            _activity(delivery, name, f".g{n}", "level_group", (0, length), (group,), seats, rooms)
            for n, group in enumerate(groups, 1)
        )
        blocks.append(_block(index, delivery, name, ordinal, delivery.home_groups, length, activities))
    return blocks, _choices(delivery, index, groups)


def taught_in_round(delivery: InstructionRoundsDelivery, ordinal: int, turn: int) -> tuple[int, ...]:
    """Which groups (0-based) are taught in round ``turn`` (0-based) of block ``ordinal``: they take turns.

    Every block starts one group later, so that the same group is not always first.
    """
    first = ordinal - 1 + turn * delivery.parallel
    return tuple(
        sorted((first + i) % delivery.groups for i in range(min(delivery.parallel, delivery.groups)))
    )


def _rounds(index: SchoolIndex, delivery: InstructionRoundsDelivery, _count: int) -> Made:
    groups = tuple(f"{delivery.id}.g{number}" for number in range(1, delivery.groups + 1))
    members, guests = taught_pupils(index, delivery)
    lead = Seat(
        Function.LEAD, staff_for(index, Function.LEAD, delivery.subject, delivery.home_groups, delivery.leads)
    )
    guide = Seat(
        Function.SUPERVISE, staff_for(index, Function.SUPERVISE, delivery.subject, delivery.home_groups, ())
    )
    own = own_rooms(index, delivery.home_groups)
    rooms = rooms_for(index, delivery.room_kinds, own)
    quiet = rooms_for(index, delivery.independent_kinds)
    idle = delivery.groups - min(delivery.parallel, delivery.groups)
    per_group = ceil(len(members) / delivery.groups)
    heads = idle * per_group + len(guests)
    places = min(idle, max(1, ceil(heads / delivery.ratio))) if idle else 0
    blocks: list[Block] = []
    for ordinal, length in enumerate(_lengths(index, delivery, delivery.home_groups[0]), 1):
        name = f"{delivery.id}#{ordinal}"
        each = length // delivery.rounds
        activities: list[Activity] = []
        for turn in range(delivery.rounds):
            span = (turn * each, each)
            taught = taught_in_round(delivery, ordinal, turn)
            activities.extend(
                _activity(
                    delivery,
                    name,
                    f".r{turn + 1}.g{n + 1}",
                    "instruction",
                    span,
                    (groups[n],),
                    (lead,),
                    rooms,
                )
                for n in taught
            )
            rest = [group for n, group in enumerate(groups) if n not in taught]
            activities.extend(
                _activity(
                    delivery,
                    name,
                    f".r{turn + 1}.p{place + 1}",
                    "independent",
                    span,
                    tuple(rest[place::places]),
                    (guide,),
                    quiet,
                )
                for place in range(places)
            )
        blocks.append(_block(index, delivery, name, ordinal, delivery.home_groups, length, tuple(activities)))
    return blocks, _choices(delivery, index, groups)


def _circuit(index: SchoolIndex, delivery: CircuitDelivery, _count: int) -> Made:
    size = len(delivery.stations)
    groups = tuple(f"{delivery.id}.g{number}" for number in range(1, size + 1))
    own = own_rooms(index, delivery.home_groups)
    places = [
        (
            Seat(
                station.function,
                staff_for(
                    index,
                    station.function,
                    delivery.subject,
                    delivery.home_groups,
                    station.leads or delivery.leads,
                ),
            ),
            rooms_for(index, station.room_kinds or delivery.room_kinds, own),
        )
        for station in delivery.stations
    ]
    blocks: list[Block] = []
    for ordinal, length in enumerate(_lengths(index, delivery, delivery.home_groups[0]), 1):
        name = f"{delivery.id}#{ordinal}"
        each = length // size
        activities: list[Activity] = []
        for turn in range(size):
            for n, station in enumerate(delivery.stations):
                seat, rooms = places[n]
                visitor = groups[(n + turn) % size]
                activities.append(
                    _activity(
                        delivery,
                        name,
                        f".r{turn + 1}.{station.id}",
                        "station",
                        (turn * each, each),
                        (visitor,),
                        (seat,),
                        rooms,
                    )
                )
        blocks.append(_block(index, delivery, name, ordinal, delivery.home_groups, length, tuple(activities)))
    return blocks, _choices(delivery, index, groups)


def _workshops(index: SchoolIndex, delivery: WorkshopsDelivery, _count: int) -> Made:
    own = own_rooms(index, delivery.home_groups)
    lengths = _lengths(index, delivery, delivery.home_groups[0])
    moments = [
        _block(index, delivery, f"{delivery.id}#{n}", n, delivery.home_groups, length)
        for n, length in enumerate(lengths, 1)
    ]
    sections: list[Block] = []
    for offer in delivery.offers:
        named = offer.leads or delivery.leads
        seat = Seat(
            Function.LEAD, staff_for(index, Function.LEAD, delivery.subject, delivery.home_groups, named)
        )
        rooms = rooms_for(index, offer.room_kinds or delivery.room_kinds, own)
        for number in range(1, offer.sections + 1):
            name = f"{delivery.id}.{offer.id}.{number}"
            length = min(lengths, default=1)
            activity = _activity(delivery, name, "", "workshop", (0, length), (name,), (seat,), rooms)
            sections.append(
                _block(
                    index,
                    delivery,
                    name,
                    number,
                    (),
                    length,
                    (activity,),
                    hosts=tuple(moment.id for moment in moments),
                )
            )
    pupils = tuple(pupil for group in delivery.home_groups for pupil in index.pupils_of[group])
    choice = PupilChoice(delivery.id, pupils, tuple(block.id for block in sections), count=len(moments))
    return [*moments, *sections], [choice]


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
            activity = _activity(delivery, name, "", "support", (0, length), (group,), (seat,), rooms)
            blocks.append(_block(index, delivery, name, ordinal, (), length, (activity,), pulls=pulls))
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
            activity = _activity(delivery, name, "", "fixed", (0, length), groups, (seat,), rooms)
            start = index.grid.slot(day, delivery.start)
            blocks.append(_block(index, delivery, name, ordinal, groups, length, (activity,), fixed=start))
    return blocks, []


FORMS: dict[str, Callable[[SchoolIndex, Any, int], Made]] = {
    "class": _class,
    "co_taught": _class,
    "level_groups": _level_groups,
    "instruction_rounds": _rounds,
    "circuit": _circuit,
    "workshops": _workshops,
    "support": _support,
    "fixed": _fixed,
}
"""Delivery form -> the function that makes its blocks and choices."""
