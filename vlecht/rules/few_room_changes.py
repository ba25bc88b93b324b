"""Pupils do not spend the day walking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_transitions import LimitTransitions
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, on
from vlecht.rules.view import RosterView


class FewRoomChanges(Rule):
    """Amount: per pupil and day, changes of room above ``per_day``.

    A change is a slot with another room than the last slot of the day with any; slots without a room
    (breaks, away) are passed over. A pupil who leaves a session for support changes room twice.
    """

    id = "few_room_changes"
    words = Phrase(
        "A pupil does not change rooms more often in a day than so many times.",
        "Een leerling wisselt niet vaker dan zoveel keer per dag van ruimte.",
    )
    unit = Phrase("changes", "wisselingen")
    mode = "soft"
    weight = 1
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "per_day": Parameter(8, "changes of room a day that do not count")
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per pupil and day."""
        allowed = int(setting.params["per_day"])
        for pupil in index.pupils:
            days: dict[int, list[frozenset[str]]] = {}
            for slot, rooms in sorted(roster.rooms_at(pupil).items()):
                days.setdefault(index.grid.day(slot), []).append(rooms)
            for day, visited in days.items():
                changes = sum(before != after for before, after in pairwise(visited))
                if changes > allowed:
                    name, times, over = index.grid.days[day], counted(changes, "time"), changes - allowed
                    sentence = Phrase(
                        f"Pupil {pupil} changes rooms {times} on {name}, {over} more than {allowed}",
                        f"Leerling {pupil} wisselt {on(name):nl} {times:nl} van ruimte, {over} meer "
                        f"dan {allowed}",
                    )
                    yield self.breach(over, (pupil, name), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """A limit on every pupil's transitions between rooms, per day."""
        allowed = int(setting.params["per_day"])
        yield LimitTransitions(
            **self.common(setting, (), f"Pupils change rooms at most {allowed} times a day"),
            resources=tuple(frame.pupil.values()),
            companion_type="room",
            days=tuple(frame.day_slots(day) for day in range(len(index.grid.days))),
            maximum=allowed,
        )
