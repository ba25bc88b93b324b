"""Places for pupils: groups are large enough for all, and rooms hold them."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Facts
from vlecht.instances.findings import Finding
from vlecht.models.attending import taught_pupils
from vlecht.models.deliveries import (
    CircuitDelivery,
    InstructionRoundsDelivery,
    LevelGroupsDelivery,
    Size,
    WorkshopsDelivery,
)
from vlecht.models.plan import Activity


def check(facts: Facts) -> Iterator[Finding]:
    """Group sizes against pupils, then rooms against pupils and groups."""
    for position, delivery in enumerate(facts.school.deliveries):
        if isinstance(delivery, LevelGroupsDelivery):
            if delivery.groups.min > delivery.groups.max:
                yield _reversed(facts, position, "groups", delivery.groups.min, delivery.groups.max)
            else:
                counts = range(delivery.groups.min, delivery.groups.max + 1)
                yield from _sizes(facts, position, delivery.size, counts)
        elif isinstance(delivery, InstructionRoundsDelivery):
            yield from _sizes(facts, position, delivery.size, range(delivery.groups, delivery.groups + 1))
        elif isinstance(delivery, CircuitDelivery):
            stations = len(delivery.stations)
            yield from _sizes(facts, position, delivery.size, range(stations, stations + 1))
        elif isinstance(delivery, WorkshopsDelivery):
            yield from _workshops(facts, position, delivery)
    yield from _rooms(facts)


def _reversed(facts: Facts, position: int, field: str, low: int, high: int) -> Finding:
    return facts.finding(
        ("deliveries", position, field),
        f"{low}-{high}",
        "has a min above its max",
        "mend one of the two",
        "bad-value",
    )


def _sizes(facts: Facts, position: int, size: Size, counts: range) -> Iterator[Finding]:
    if size.min > size.max:
        yield _reversed(facts, position, "size", size.min, size.max)
        return
    pupils = len(taught_pupils(facts.index, facts.school.deliveries[position])[0])
    if any(count * size.min <= pupils <= count * size.max for count in counts):
        return
    groups = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    most, least = counts[-1] * size.max, counts[0] * size.min
    problem = f"has {pupils} pupils for {groups} groups of {size.min} to {size.max}"
    if pupils > most:
        yield facts.finding(
            ("deliveries", position),
            None,
            f"{problem}: {pupils - most} more than fit",
            "have more groups, or a larger size.max",
            "too-many-pupils",
        )
    else:
        short = f": {least - pupils} too few" if pupils < least else ", which cannot be divided so"
        yield facts.finding(
            ("deliveries", position),
            None,
            problem + short,
            "have fewer groups, or other sizes",
            "too-few-pupils",
        )


def _workshops(facts: Facts, position: int, delivery: WorkshopsDelivery) -> Iterator[Finding]:
    choice = next((c for c in facts.plan.choices if c.delivery == delivery.id), None)
    if choice is None:
        return
    asked = len(choice.pupils) * choice.count
    places = sum(offer.sections * offer.capacity for offer in delivery.offers)
    least = sum(offer.sections * offer.min for offer in delivery.offers)
    if asked > places:
        yield facts.finding(
            ("deliveries", position, "offers"),
            None,
            f"have {places} places for {len(choice.pupils)} pupils × {choice.count} moments = {asked}",
            "add sections or capacity",
            "too-many-pupils",
        )
    elif asked < least:
        yield facts.finding(
            ("deliveries", position, "offers"),
            None,
            f"ask at least {least} pupils, {len(choice.pupils)} × {choice.count} = {asked} come",
            "have fewer sections, or a smaller min",
            "too-few-pupils",
        )


def _rooms(facts: Facts) -> Iterator[Finding]:
    told: set[tuple[str, ...]] = set()
    for position, delivery in enumerate(facts.school.deliveries):
        for block in facts.plan.blocks:
            if block.delivery != delivery.id:
                continue
            together = [activity for activity in block.activities if activity.offset == 0]
            for finding in (
                *_suits(facts, position, block.activities),
                *_parallel(facts, position, together),
            ):
                key = (finding.place, finding.problem)
                if key not in told:  # all blocks of a delivery have the same fault
                    told.add(key)
                    yield finding


def _suits(facts: Facts, position: int, activities: tuple[Activity, ...]) -> Iterator[Finding]:
    """Every activity has a suitable room, and one that holds the home groups in it."""
    index = facts.index
    for activity in activities:
        if not activity.rooms:
            kinds = sorted({room.kind for room in facts.school.rooms})
            yield facts.finding(
                ("deliveries", position),
                None,
                f"has activities ({activity.kind.replace('_', ' ')}) for which there is no suitable room",
                f"check room_kinds; this school has {', '.join(kinds)}",
                "no-room",
            )
            continue
        heads = sum(len(index.pupils_of.get(group, ())) for group in activity.groups)
        largest = max(index.rooms[room].capacity for room in activity.rooms)
        if heads > largest:
            yield facts.finding(
                ("deliveries", position),
                None,
                f"brings {heads} pupils of {' and '.join(activity.groups)} together, the largest suitable"
                f" room holds {largest}",
                "allow other room_kinds, or mend the capacity",
                "room-too-small",
            )


def _parallel(facts: Facts, position: int, together: list[Activity]) -> Iterator[Finding]:
    """Activities that start together need a room each (or a share in one that takes several)."""
    rooms = dict.fromkeys(room for activity in together for room in activity.rooms)
    there = sum(facts.index.rooms[room].concurrent for room in rooms)
    if rooms and len(together) > there:
        yield facts.finding(
            ("deliveries", position),
            None,
            f"has {len(together)} activities at once, and suitable rooms for {there}",
            "allow more room_kinds, or have fewer groups at once",
            "too-few-rooms",
        )
