"""The constraints of a FET file that a school of ours can say; all others are counted in the notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from vlecht.instances.exchange.xml import text

Hour = tuple[int, int]
"""(day, hour), from 0."""


@dataclass
class Asked:
    """What a file asks. ``fixed``: activity -> its time; ``spread``: activities on different days."""

    breaks: set[Hour] = field(default_factory=set)
    teacher_away: dict[str, set[Hour]] = field(default_factory=dict)
    students_away: dict[str, set[Hour]] = field(default_factory=dict)
    room_away: dict[str, set[Hour]] = field(default_factory=dict)
    max_days: dict[str, int] = field(default_factory=dict)
    fixed: dict[str, Hour] = field(default_factory=dict)
    spread: set[str] = field(default_factory=set)
    rooms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    subject_rooms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def asked(root: etree._Element, days: list[str], hours: list[str]) -> Asked:
    """Everything that the constraints of a file say and we can."""
    found = Asked()
    left: Counter[str] = Counter()
    for section in ("Time_Constraints_List", "Space_Constraints_List"):
        for item in root.iterfind(f"{section}/*"):
            if not str(item.tag).startswith("Constraint"):
                continue
            if text(item, "Active").lower() == "false" or item.tag.startswith("ConstraintBasicCompulsory"):
                continue
            if not _take(found, item, days, hours):
                left[item.tag] += 1
    found.notes += [f"{name} ({number}) is not carried over" for name, number in sorted(left.items())]
    return found


def _take(found: Asked, item: etree._Element, days: list[str], hours: list[str]) -> bool:
    """Reads one constraint; ``False`` when it is not one of ours."""
    name, times = item.tag, set(_times(item, days, hours))
    if name == "ConstraintBreakTimes":
        found.breaks |= times
    elif name == "ConstraintTeacherNotAvailableTimes":
        found.teacher_away.setdefault(_named(item, "Teacher", "Teacher_Name"), set()).update(times)
    elif name == "ConstraintStudentsSetNotAvailableTimes":
        found.students_away.setdefault(_named(item, "Students", "Students_Name"), set()).update(times)
    elif name == "ConstraintRoomNotAvailableTimes":
        found.room_away.setdefault(_named(item, "Room", "Room_Name"), set()).update(times)
    elif name == "ConstraintTeacherMaxDaysPerWeek":
        number = int(_named(item, "Max_Days_Per_Week", "Maximum_Days_Per_Week") or 0)
        if number:
            found.max_days[_named(item, "Teacher_Name", "Teacher")] = number
    elif name == "ConstraintActivityPreferredStartingTime" and _weight(item) >= 100:
        day = _named(item, "Preferred_Day", "Day", "Preferred_Starting_Day")
        hour = _named(item, "Preferred_Hour", "Hour", "Preferred_Starting_Hour")
        if day not in days or hour not in hours:
            return False
        found.fixed[text(item, "Activity_Id")] = (days.index(day), hours.index(hour))
    elif name in ("ConstraintMinDaysBetweenActivities", "ConstraintMinNDaysBetweenActivities"):
        found.spread |= {activity.text or "" for activity in item.iterfind("Activity_Id")}
    elif name in ("ConstraintActivityPreferredRoom", "ConstraintActivityPreferredRooms"):
        found.rooms[text(item, "Activity_Id")] = _rooms(item)
    elif name in ("ConstraintSubjectPreferredRoom", "ConstraintSubjectPreferredRooms"):
        found.subject_rooms[_named(item, "Subject", "Subject_Name")] = _rooms(item)
    else:
        return False
    return True


def _named(item: etree._Element, *tags: str) -> str:
    """The text of the first of some tags: their names changed from version to version."""
    return next((found for tag in tags if (found := text(item, tag))), "")


def _weight(item: etree._Element) -> float:
    try:
        return float(text(item, "Weight_Percentage") or 100)
    except ValueError:
        return 0.0


def _rooms(item: etree._Element) -> tuple[str, ...]:
    return tuple(room.text or "" for tag in ("Room", "Preferred_Room") for room in item.iterfind(tag))


def _times(item: etree._Element, days: list[str], hours: list[str]) -> Iterator[Hour]:
    """The times inside a constraint, of any kind (``Not_Available_Time``, ``Break_Time``)."""
    for inner in item.iterchildren():
        if str(inner.tag).endswith("_Time"):
            day, hour = text(inner, "Day"), text(inner, "Hour")
            if day in days and hour in hours:
                yield days.index(day), hours.index(hour)
