"""Facts about rooms and equipment."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diagnosis import Fact
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.solver.diagnose.wording import windows


def place_facts(index: SchoolIndex) -> Iterator[Fact]:
    """What a room takes and when it is ours; pools of equipment."""
    for number, room in enumerate(index.school.rooms):
        place = f"rooms[{number}]"
        takes = Phrase(
            f"{room.id} ({room.kind}) takes {room.concurrent} at a time",
            f"{room.id} ({room.kind}) is voor {room.concurrent} tegelijk",
        )
        yield Fact(f"room|{room.id}", "room", (room.id,), f"{place}.concurrent", takes)
        holds = Phrase(f"{room.id} has {room.capacity} places", f"{room.id} heeft {room.capacity} plaatsen")
        yield Fact(f"places|{room.id}", "places", (room.id,), f"{place}.capacity", holds)
        if room.shared:
            at = windows(room.shared)
            ours = Phrase(f"{room.id} is ours {at}", f"{room.id} is van ons {at:nl}")
            yield Fact(f"shared|{room.id}", "shared", (room.id,), f"{place}.shared", ours)
    used = {pool for delivery in index.school.deliveries for pool in delivery.equipment}
    for number, pool in enumerate(index.school.equipment):
        if pool.id in used:
            there = Phrase(f"there are {pool.count} {pool.id}", f"er zijn {pool.count} {pool.id}")
            yield Fact(f"equipment|{pool.id}", "equipment", (pool.id,), f"equipment[{number}].count", there)
