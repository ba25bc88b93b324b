"""No more pupils in a room than it holds."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.capacity import Capacity
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, listed, moment
from vlecht.rules.view import RosterView


class RoomCapacity(Rule):
    """Amount: per room and slot, pupils of all the sessions in it beyond its capacity.

    Guests count, a pupil in two sessions there counts once, and a pupil who leaves for support keeps the
    seat. One violation per set of sessions that are in the room together.
    """

    id = "room_capacity"
    words = Phrase(
        "A room never holds more pupils than it has places.",
        "Een ruimte bevat nooit meer leerlingen dan er plaatsen zijn.",
    )
    unit = Phrase("pupil-slots", "leerling-tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per room and set of sessions with too many pupils."""
        for room in index.school.rooms:
            together: dict[tuple[str, ...], list[int]] = {}
            for slot, sessions in roster.in_room[room.id].items():
                together.setdefault(tuple(session.id for session in sessions), []).append(slot)
            for names, slots in together.items():
                present = roster.in_room[room.id][slots[0]]
                heads = len({pupil for session in present for pupil in roster.attendees(session)})
                over = heads - room.capacity
                if over > 0:
                    when, lasts = moment(index.grid, slots[0]), counted(len(slots), "slot")
                    sentence = Phrase(
                        f"Room {room.id} holds {heads} pupils at {when} for {lasts} ({listed(names)}),"
                        f" {over} more than its {room.capacity} places",
                        f"In ruimte {room.id} zijn {when:nl} {lasts:nl} lang {heads} leerlingen"
                        f" ({listed(names):nl}), {over} meer dan de {room.capacity} plaatsen",
                    )
                    yield self.breach(over * len(slots), (room.id, *names), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """All rooms with their capacities."""
        yield Capacity(
            **self.common(setting, (), "Rooms hold no more pupils than they have places"),
            capacities=tuple((frame.room[room.id], room.capacity) for room in index.school.rooms),
        )
