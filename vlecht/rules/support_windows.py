"""Support is given when it may be."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.prefer_times import PreferTimes
from vlecht.models.attending import support_pupils
from vlecht.models.deliveries import SupportDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import place_outside
from vlecht.rules.view import RosterView


class SupportWindows(Rule):
    """Per support session that is not wholly in the delivery's windows and in lesson time: its length.

    Lesson time is that of the clusters of all pupils who get this support. Without windows any lesson
    time will do.
    """

    id = "support_windows"
    words = Phrase(
        "Support is given within its windows and in lesson time.",
        "Ondersteuning is op haar tijden en in de lestijd.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per session."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, SupportDelivery):
                continue
            pupils = (index.pupils[pupil] for pupil in support_pupils(index, delivery))
            clusters = {index.cluster_of(pupil.home_group) for pupil in pupils}
            allowed = [index.grid.teaching_slots(cluster) for cluster in clusters]
            if delivery.windows:
                allowed.append(index.grid.within(delivery.windows))
            for session in roster.by_delivery.get(delivery.id, ()):
                slots, length = roster.slots(session), index.grid.slots(session.minutes)
                outside = [slot for slot in slots if not all(slot in windows for windows in allowed)]
                if outside or len(slots) < length:
                    where = place_outside(index.grid, outside)
                    sentence = Phrase(
                        f"Support {session.id} may not be {where}; it lasts {length} slots",
                        f"Ondersteuning {session.id} mag dan niet: {where:nl}; duurt {length} tijdvakken",
                    )
                    yield self.breach(length, (session.id,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Support starts where it fits, per delivery."""
        grid = index.grid
        starts: dict[str, tuple[int, ...]] = {}
        events: dict[str, list[int]] = {}
        for block in frame.plan.blocks:
            if not block.pulls:
                continue
            if block.delivery not in starts:
                free = frozenset(range(grid.size)) if block.windows is None else block.windows
                for group in block.pulls:
                    free &= grid.teaching_slots(index.cluster_of(group))
                starts[block.delivery] = tuple(
                    slot
                    for slot in sorted(free)
                    if free.issuperset(range(slot, slot + block.length))
                    and grid.day(slot) == grid.day(slot + block.length - 1)
                )
            events.setdefault(block.delivery, []).append(frame.anchor[block.id])
        for delivery, found in events.items():
            sentence = f"Support of {delivery} lies in its windows and in lesson time"
            yield PreferTimes(
                **self.common(setting, (delivery,), sentence), events=tuple(found), times=starts[delivery]
            )
