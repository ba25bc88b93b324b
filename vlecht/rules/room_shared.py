"""Rooms shared with others are ours at given times only."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.avoid_unavailable_times import AvoidUnavailableTimes
from vlecht.core.constraints.base import Constraint
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, spells
from vlecht.rules.view import RosterView


class RoomShared(Rule):
    """Amount: per room, slots in use that do not lie wholly within its ``shared`` windows.

    A room without windows is always ours. Two sessions in one slot count once.
    """

    id = "room_shared"
    words = Phrase(
        "A room shared with others is used only in the windows in which it is ours.",
        "Een gedeelde ruimte wordt alleen gebruikt wanneer zij van ons is.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per room."""
        for room in index.school.rooms:
            if room.shared:
                outside = roster.in_room[room.id].keys() - index.grid.inside(room.shared)
                if outside:
                    when, lasts = spells(index.grid, outside), counted(len(outside), "slot")
                    sentence = Phrase(
                        f"Room {room.id} is used at {when}, when it is not ours: {lasts}",
                        f"Ruimte {room.id} is in gebruik op {when:nl}, en is dan niet van ons: {lasts:nl}",
                    )
                    yield self.breach(len(outside), (room.id,), sentence)

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
