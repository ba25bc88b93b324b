"""Facts about rooms and equipment."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diagnosis import Fact
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Names, When


def place_facts(index: SchoolIndex) -> Iterator[Fact]:
    """What a room takes and when it is ours; pools of equipment."""
    for number, room in enumerate(index.school.rooms):
        place = f"rooms[{number}]"
        data = {"room": room.id, "kind": room.kind, "concurrent": room.concurrent, "capacity": room.capacity}
        yield Fact(f"room|{room.id}", "room", (room.id,), f"{place}.concurrent", data)
        yield Fact(f"places|{room.id}", "places", (room.id,), f"{place}.capacity", data)
        if room.shared:
            when = Names(tuple(When(w.days, w.start, w.end) for w in room.shared))
            yield Fact(
                f"shared|{room.id}",
                "shared",
                (room.id,),
                f"{place}.shared",
                {"room": room.id, "when": when},
            )
    used = {pool for delivery in index.school.deliveries for pool in delivery.equipment}
    for number, pool in enumerate(index.school.equipment):
        if pool.id in used:
            yield Fact(
                f"equipment|{pool.id}",
                "equipment",
                (pool.id,),
                f"equipment[{number}].count",
                {"pool": pool.id, "count": pool.count},
            )
