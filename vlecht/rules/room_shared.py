"""Rooms shared with others are ours at given times only."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.avoid_unavailable_times import AvoidUnavailableTimes
from vlecht.core.constraints.base import Constraint
from vlecht.models.index import SchoolIndex
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, spells
from vlecht.rules.view import RosterView


class RoomShared(Rule):
    """Amount: per room, slots in use that do not lie wholly within its ``shared`` windows.

    A room without windows is always ours. Two sessions in one slot count once.
    """

    id = "room_shared"
    words = "A room shared with others is used only in the windows in which it is ours."
    unit = "slots"

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per room."""
        for room in index.school.rooms:
            if room.shared:
                outside = roster.in_room[room.id].keys() - index.grid.inside(room.shared)
                if outside:
                    yield self.breach(
                        len(outside),
                        (room.id,),
                        f"Room {room.id} is used at {spells(index.grid, outside)}, when it is not ours:"
                        f" {counted(len(outside), 'slot')}",
                    )

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per room: not busy at the other times."""
        for room in index.school.rooms:
            if room.shared:
                ours = index.grid.inside(room.shared)
                yield AvoidUnavailableTimes(
                    **self.common(setting, (room.id,), f"Room {room.id} is shared with others"),
                    resources=(frame.room[room.id],),
                    times=tuple(slot for slot in range(index.grid.size) if slot not in ours),
                )
