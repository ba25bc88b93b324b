"""No two activities in one place."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_load import LimitLoad
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, listed, moment
from vlecht.rules.view import RosterView


class RoomOneActivity(Rule):
    """Amount: per room, activities beyond ``concurrent``, summed over the slots.

    One violation per set of sessions that are in the room together.
    """

    id = "room_one_activity"
    words = Phrase(
        "A room holds one activity at a time, or as many as it is meant for.",
        "In een ruimte is een activiteit tegelijk, of zoveel als waarvoor zij bedoeld is.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per room and set of sessions that are too many together."""
        for room in index.school.rooms:
            together: dict[tuple[str, ...], list[int]] = {}
            for slot, sessions in roster.in_room[room.id].items():
                if len(sessions) > room.concurrent:
                    together.setdefault(tuple(session.id for session in sessions), []).append(slot)
            for names, slots in together.items():
                over = len(names) - room.concurrent
                when, lasts = moment(index.grid, slots[0]), counted(len(slots), "slot")
                sentence = Phrase(
                    f"Room {room.id} holds {len(names)} activities at {when} for {lasts} ({listed(names)}),"
                    f" {over} more than {room.concurrent}",
                    f"In ruimte {room.id} zijn {when:nl} {lasts:nl} lang {len(names)} activiteiten"
                    f" ({listed(names):nl}), {over} meer dan {room.concurrent}",
                )
                yield self.breach(over * len(slots), (room.id, *names), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per room a limit on the load."""
        for room in index.school.rooms:
            yield LimitLoad(
                **self.common(setting, (room.id,), f"Room {room.id} holds {room.concurrent} at a time"),
                resources=(frame.room[room.id],),
                maximum=room.concurrent,
            )
