"""What the functions that make a delivery form's blocks share."""

from __future__ import annotations

from typing import Any

from vlecht.models.attending import session_lengths, staff_for, taught_pupils
from vlecht.models.deliveries import Delivery, Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block, PupilChoice, Seat
from vlecht.models.roster import Kind
from vlecht.models.words import Function

Made = tuple[list[Block], list[PupilChoice]]
"""What a form's function makes: blocks, and the groups that pupils join."""


def lengths(index: SchoolIndex, delivery: Delivery, home_group: str) -> tuple[int, ...]:
    """Slots of each of the week's sessions that a home group has of the delivery's subject."""
    line = index.curriculum.get((home_group, delivery.subject))
    if line is None:
        return ()
    return session_lengths(line, index.grid.step, max(1, len(index.school.calendar.weeks)))


def activity(
    delivery: Delivery,
    block: str,
    suffix: str,
    kind: Kind,
    span: tuple[int, int],
    groups: tuple[str, ...],
    seats: tuple[Seat, ...],
    rooms: tuple[str, ...],
) -> Activity:
    """An activity of a block: ``suffix`` after the block's id names it, ``span`` is (offset, length)."""
    if block + suffix in delivery.alone:
        seats = seats[:1]
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


def block(
    index: SchoolIndex,
    delivery: Delivery,
    name: str,
    ordinal: int,
    home_groups: tuple[str, ...],
    length: int,
    activities: tuple[Activity, ...] = (),
    **more: Any,
) -> Block:
    """A block of a delivery, within the delivery's windows."""
    windows = index.grid.within(delivery.windows) if delivery.windows else None
    return Block(
        name, delivery.id, delivery.subject, ordinal, home_groups, length, activities, windows=windows, **more
    )


def choices(delivery: Delivery, index: SchoolIndex, groups: tuple[str, ...]) -> list[PupilChoice]:
    """Members and guests of a set of groups."""
    members, guests = taught_pupils(index, delivery)
    found = [PupilChoice(delivery.id, members, groups)]
    if guests:
        found.append(PupilChoice(delivery.id, guests, groups, guest=True))
    return found


def helper(index: SchoolIndex, delivery: Regrouped, number: int) -> tuple[Seat, ...]:
    """The second seat of a group (0-based number) that has a helper."""
    if number >= delivery.helpers:
        return ()
    able = staff_for(index, Function.CO_TEACH, delivery.subject, delivery.home_groups, ())
    return (Seat(Function.CO_TEACH, able),)
