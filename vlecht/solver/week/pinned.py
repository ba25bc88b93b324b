"""What pins and forbids leave of a choice of staff or rooms."""

from __future__ import annotations

from vlecht.models.plan import Activity
from vlecht.models.school import RoomPin, School, StaffPin
from vlecht.models.words import Function


def pinned_staff(
    school: School, activity: Activity, number: int, candidates: dict[str, int]
) -> dict[str, int]:
    """Candidates (with their prices) that the pins allow in a seat; a pinned person is the only one.

    A pin names a function: when several seats have it, the first takes the pinned person.
    """
    function = activity.seats[number].function
    first = next(n for n, seat in enumerate(activity.seats) if seat.function == function)
    for pin in school.pins:
        if isinstance(pin, StaffPin) and pin.session in _names(activity) and pin.function == function:
            if pin.forbid:
                candidates = {person: price for person, price in candidates.items() if person != pin.staff}
            elif number == first:
                candidates = {pin.staff: 0}
    return candidates


def pinned_rooms(school: School, activity: Activity, rooms: dict[str, int]) -> dict[str, int]:
    """Rooms (with their prices) that the pins allow; a pinned room is the only one."""
    for pin in school.pins:
        if isinstance(pin, RoomPin) and pin.session in _names(activity):
            if pin.forbid:
                rooms = {room: price for room, price in rooms.items() if room != pin.room}
            else:
                rooms = {pin.room: 0}
    return rooms


def is_pinned(
    school: School, activity: Activity, person: str, function: Function, *, forbid: bool = False
) -> bool:
    """Whether somebody is pinned to a function in an activity; with ``forbid``, whether that is forbidden."""
    return any(
        isinstance(pin, StaffPin)
        and pin.forbid == forbid
        and pin.session in _names(activity)
        and (pin.staff, pin.function) == (person, function)
        for pin in school.pins
    )


def has_staff_pinned(school: School, activity: Activity) -> bool:
    """Whether somebody is pinned to an activity."""
    names = _names(activity)
    return any(isinstance(pin, StaffPin) and not pin.forbid and pin.session in names for pin in school.pins)


def has_room_pinned(school: School, activity: Activity) -> bool:
    """Whether an activity is pinned to a room."""
    names = _names(activity)
    return any(isinstance(pin, RoomPin) and not pin.forbid and pin.session in names for pin in school.pins)


def _names(activity: Activity) -> tuple[str, str, str]:
    """What a pin may call the activity: itself, its block, its delivery."""
    return (activity.id, activity.block, activity.delivery)
