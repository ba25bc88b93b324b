"""Activities of a FET file that differ in their number only are the lessons of one delivery."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from vlecht.instances.exchange.fet_activities import Activity, Students
from vlecht.instances.exchange.fet_constraints import Asked, Hour


@dataclass(frozen=True, slots=True)
class Lesson:
    """Activities that differ in their number only: a subject of some home groups by the same people."""

    homes: tuple[str, ...]
    subject: str
    teachers: tuple[str, ...]
    hours: int
    rooms: tuple[str, ...]
    allowed: frozenset[Hour] | None


def alike(
    activities: list[Activity],
    homes: dict[str, tuple[str, ...]],
    students: Students,
    wishes: Asked,
    notes: list[str],
) -> dict[Lesson, list[str]]:
    """Lesson -> its activities; ``homes``: the home groups of every activity."""
    lessons: dict[Lesson, list[str]] = defaultdict(list)
    for activity in activities:
        if activity.id not in homes:
            notes.append(f"activity {activity.id} ({activity.subject}) has no students and is left out")
            continue
        together, rooms = homes[activity.id], wishes.where(activity)
        teachers = _teachers(activity, together, rooms, notes)
        allowed = wishes.when(activity, students)
        key = Lesson(together, activity.subject, teachers, activity.hours, rooms, allowed)
        lessons[key].append(activity.id)
    return lessons


def _teachers(
    activity: Activity, homes: tuple[str, ...], rooms: tuple[str, ...], notes: list[str]
) -> tuple[str, ...]:
    """Those of an activity's teachers who can be carried over.

    A class may be taught by two (co-taught); of more home groups every teacher takes a part, each in a
    room of these home groups.
    """
    possible = 2 if len(homes) == 1 else 1 if rooms else len(homes)
    if len(activity.teachers) > possible:
        notes.append(f"activity {activity.id}: of {len(activity.teachers)} teachers {possible} carried over")
    return activity.teachers[:possible]
