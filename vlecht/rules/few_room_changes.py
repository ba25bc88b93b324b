"""Pupils do not spend the day walking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_transitions import LimitTransitions
from vlecht.models.index import SchoolIndex
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class FewRoomChanges(Rule):
    """Amount: per pupil and day, changes of room above ``per_day``.

    A change is a slot with another room than the last slot of the day with any; slots without a room
    (breaks, away) are passed over. A pupil who leaves a session for support changes room twice.
    """

    id = "few_room_changes"
    words = "A pupil does not change rooms more often in a day than so many times."
    unit = "changes"
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
                    yield self.breach(
                        changes - allowed,
                        (pupil, index.grid.days[day]),
                        f"Pupil {pupil} changes rooms {counted(changes, 'time')} on {index.grid.days[day]},"
                        f" {changes - allowed} more than {allowed}",
                    )

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
