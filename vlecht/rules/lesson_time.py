"""Lessons lie in lesson time, between the breaks, and in the windows of their delivery."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.prefer_times import PreferTimes
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import place_outside
from vlecht.rules.view import RosterView

_LESSON = Phrase("lesson time", "de lestijd")
_OWN = Phrase("lesson time and its windows", "de lestijd en de eigen tijden")


class LessonTime(Rule):
    """Per session that is not wholly in lesson time of the clusters of its home groups, and in the windows of
    its delivery where it has any: its length.

    A session in a break, across one, or past the end of the day is not. Fixed sessions have their own
    time (:mod:`~vlecht.rules.fixed_time`), support its own windows (:mod:`~vlecht.rules.support_windows`).
    """

    id = "lesson_time"
    words = Phrase(
        "Lessons lie wholly in lesson time, not in a break or across one, and within their windows.",
        "Lessen liggen helemaal in de lestijd, niet in of over een pauze, en op hun tijden.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per session."""
        for delivery in index.school.deliveries:
            if delivery.form in ("fixed", "support"):
                continue
            clusters = {index.cluster_of(group) for group in delivery.home_groups}
            allowed = [index.grid.teaching_slots(cluster) for cluster in clusters]
            if delivery.windows:
                allowed.append(index.grid.within(delivery.windows))
            for session in roster.by_delivery.get(delivery.id, ()):
                slots, length = roster.slots(session), index.grid.slots(session.minutes)
                outside = [slot for slot in slots if not all(slot in lessons for lessons in allowed)]
                if outside or len(slots) < length:
                    where = place_outside(index.grid, outside)
                    time = _OWN if delivery.windows else _LESSON
                    sentence = Phrase(
                        f"{session.id} is not in {time} {where}; it lasts {length} slots",
                        f"{session.id} is niet in {time:nl}: {where:nl}; duurt {length} tijdvakken",
                    )
                    yield self.breach(length, (session.id,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Sessions start where they fit in a part of the day."""
        grid = index.grid
        for delivery in index.school.deliveries:
            if delivery.form in ("fixed", "support"):
                continue
            free = frozenset(range(grid.size))
            for group in delivery.home_groups:
                free &= grid.teaching_slots(index.cluster_of(group))
            if delivery.windows:
                free &= grid.within(delivery.windows)
            lengths: dict[int, list[int]] = {}
            for activity in frame.plan.activities:
                if activity.delivery == delivery.id:
                    lengths.setdefault(activity.length, []).append(frame.event[activity.id])
            for length, events in lengths.items():
                starts = (
                    slot
                    for slot in sorted(free)
                    if free.issuperset(range(slot, slot + length))
                    and grid.day(slot) == grid.day(slot + length - 1)
                )
                yield PreferTimes(
                    **self.common(
                        setting, (delivery.id, str(length)), f"Sessions of {delivery.id} lie in lesson time"
                    ),
                    events=tuple(events),
                    times=tuple(starts),
                )
