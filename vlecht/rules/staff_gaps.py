"""No long waits between lessons for people with a part-time job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_idle_times import LimitIdleTimes
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, on
from vlecht.rules.view import RosterView


class StaffGaps(Rule):
    """Amount: per person and day, idle lesson slots above ``per_day``.

    Lesson slots are those of any cluster. One is idle when the person has nothing on then, but has on an
    earlier and on a later lesson slot of the day.
    """

    id = "staff_gaps"
    words = Phrase(
        "Staff with a part-time job do not wait long between their activities of a day.",
        "Medewerkers in deeltijd wachten niet lang tussen hun activiteiten van een dag.",
    )
    unit = Phrase("slots", "tijdvakken")
    mode = "soft"
    weight = 1
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "below": Parameter(0.8, "staff with less than this FTE"),
        "per_day": Parameter(4, "idle lesson slots a day that do not count"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per person and day."""
        allowed = int(setting.params["per_day"])
        lessons = sorted({slot for name in index.clusters for slot in index.grid.teaching_slots(name)})
        for person in index.school.staff:
            if person.fte >= setting.params["below"]:
                continue
            busy = roster.busy[person.id]
            for day, name in enumerate(index.grid.days):
                slots = [slot for slot in lessons if index.grid.day(slot) == day]
                at_work = [slot for slot in slots if busy.get(slot)]
                if not at_work:
                    continue
                idle = sum(at_work[0] < slot < at_work[-1] and not busy.get(slot) for slot in slots)
                if idle > allowed:
                    waits, over = counted(idle, "slot"), idle - allowed
                    sentence = Phrase(
                        f"{person.id} waits {waits} on {name}, {over} more than {allowed}",
                        f"{person.id} wacht {on(name):nl} {waits:nl}, {over} meer dan {allowed}",
                    )
                    yield self.breach(over, (person.id, name), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per day a limit on the idle times of all part-timers."""
        part_timers = tuple(
            frame.staff[person.id] for person in index.school.staff if person.fte < setting.params["below"]
        )
        for day, name in enumerate(index.grid.days):
            if part_timers:
                yield LimitIdleTimes(
                    **self.common(setting, (name,), f"Part-timers do not wait long on {name}"),
                    resources=part_timers,
                    time_groups=(frame.lesson_times(day),),
                    minimum=0,
                    maximum=int(setting.params["per_day"]),
                )
