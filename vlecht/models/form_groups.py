"""The delivery forms that regroup pupils into parallel groups: level groups, flex hours, rounds, circuits."""

from __future__ import annotations

from math import ceil

from vlecht.models.attending import own_rooms, rooms_for, staff_for, taught_pupils
from vlecht.models.deliveries import (
    CircuitDelivery,
    FlexDelivery,
    InstructionRoundsDelivery,
    LevelGroupsDelivery,
)
from vlecht.models.form_parts import Made, activity, block, choices, helper, lengths
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block, Seat
from vlecht.models.roster import Kind
from vlecht.models.words import Function


def level_groups(index: SchoolIndex, delivery: LevelGroupsDelivery, count: int) -> Made:
    """Level groups: the same groups in every session."""
    groups = tuple(f"{delivery.id}.g{number}" for number in range(1, count + 1))
    sessions = lengths(index, delivery, delivery.home_groups[0])
    return _parallel(index, delivery, [groups] * len(sessions)), choices(delivery, index, groups)


def flex(index: SchoolIndex, delivery: FlexDelivery, _count: int) -> Made:
    """Flex hours: groups of their own in every session."""
    hours = range(1, len(lengths(index, delivery, delivery.home_groups[0])) + 1)
    sets = [
        tuple(f"{delivery.id}.h{hour}.g{number}" for number in range(1, delivery.groups + 1))
        for hour in hours
    ]
    joined = [choice for groups in sets for choice in choices(delivery, index, groups)]
    return _parallel(index, delivery, sets), joined


def _parallel(
    index: SchoolIndex, delivery: LevelGroupsDelivery | FlexDelivery, sets: list[tuple[str, ...]]
) -> list[Block]:
    """A block per session, in which the groups of its set are taught beside each other."""
    lead = Seat(
        Function.LEAD, staff_for(index, Function.LEAD, delivery.subject, delivery.home_groups, delivery.leads)
    )
    rooms = rooms_for(index, delivery.room_kinds, own_rooms(index, delivery.home_groups))
    kind: Kind = "level_group" if isinstance(delivery, LevelGroupsDelivery) else "flex"
    blocks: list[Block] = []
    each = lengths(index, delivery, delivery.home_groups[0])
    for ordinal, (length, groups) in enumerate(zip(each, sets, strict=True), 1):
        name = f"{delivery.id}#{ordinal}"
        activities = tuple(
            activity(
                delivery,
                name,
                f".g{n + 1}",
                kind,
                (0, length),
                (group,),
                (lead, *helper(index, delivery, n)),
                rooms,
            )
            for n, group in enumerate(groups)
        )
        blocks.append(block(index, delivery, name, ordinal, delivery.home_groups, length, activities))
    return blocks


def taught_in_round(delivery: InstructionRoundsDelivery, ordinal: int, turn: int) -> tuple[int, ...]:
    """Which groups (0-based) are taught in round ``turn`` (0-based) of block ``ordinal``: they take turns.

    Every block starts one group later, so that the same group is not always first.
    """
    first = ordinal - 1 + turn * delivery.parallel
    return tuple(
        sorted((first + i) % delivery.groups for i in range(min(delivery.parallel, delivery.groups)))
    )


def rounds(index: SchoolIndex, delivery: InstructionRoundsDelivery, _count: int) -> Made:
    """Instruction rounds: some groups are taught in a round, the others work independently."""
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
    for ordinal, length in enumerate(lengths(index, delivery, delivery.home_groups[0]), 1):
        name = f"{delivery.id}#{ordinal}"
        each = length // delivery.rounds
        activities: list[Activity] = []
        for turn in range(delivery.rounds):
            span = (turn * each, each)
            taught = taught_in_round(delivery, ordinal, turn)
            activities.extend(
                activity(
                    delivery,
                    name,
                    f".r{turn + 1}.g{n + 1}",
                    "instruction",
                    span,
                    (groups[n],),
                    (lead, *helper(index, delivery, n)),
                    rooms,
                )
                for n in taught
            )
            rest = [group for n, group in enumerate(groups) if n not in taught]
            activities.extend(
                activity(
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
        blocks.append(block(index, delivery, name, ordinal, delivery.home_groups, length, tuple(activities)))
    return blocks, choices(delivery, index, groups)


def circuit(index: SchoolIndex, delivery: CircuitDelivery, _count: int) -> Made:
    """A circuit: in every round each sub-group is at another station."""
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
    for ordinal, length in enumerate(lengths(index, delivery, delivery.home_groups[0]), 1):
        name = f"{delivery.id}#{ordinal}"
        each = length // size
        activities: list[Activity] = []
        for turn in range(size):
            for n, station in enumerate(delivery.stations):
                seat, rooms = places[n]
                visitor = (n + turn) % size
                activities.append(
                    activity(
                        delivery,
                        name,
                        f".r{turn + 1}.{station.id}",
                        "station",
                        (turn * each, each),
                        (groups[visitor],),
                        (seat, *helper(index, delivery, visitor)),
                        rooms,
                    )
                )
        blocks.append(block(index, delivery, name, ordinal, delivery.home_groups, length, tuple(activities)))
    return blocks, choices(delivery, index, groups)
