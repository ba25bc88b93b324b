"""The constraints of a FET file that a school of ours can say; all others are counted in the notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from vlecht.instances.exchange.fet_activities import Activity, Students
from vlecht.instances.exchange.xml import text

Hour = tuple[int, int]
"""(day, hour), from 0."""

_WHEN = {
    f"Constraint{which}Preferred{what}"
    for which in ("Activity", "Activities")
    for what in ("TimeSlots", "StartingTimes")
}
_HOME_ROOMS = {
    f"Constraint{whose}HomeRoom{number}" for whose in ("Teacher", "StudentsSet") for number in ("", "s")
}


@dataclass(frozen=True)
class Allowed:
    """Hours that some activities are bound to; ``starts``: these are the hours at which they may begin.

    Empty names mean any: ``activity``, ``teacher``, ``students``, ``subject``, ``tag``; ``hours``: duration.
    """

    hours_allowed: frozenset[Hour]
    starts: bool
    activity: str
    teacher: str
    students: str
    subject: str
    tag: str
    hours: str

    def concerns(self, activity: Activity, students: Students) -> bool:
        """Whether an activity is bound to these hours."""
        return (
            self.activity in ("", activity.id)
            and (not self.teacher or self.teacher in activity.teachers)
            and (not self.students or students.share(activity, self.students))
            and self.subject in ("", activity.subject)
            and (not self.tag or self.tag in activity.tags)
            and self.hours in ("", str(activity.hours))
        )

    def slots(self, activity: Activity) -> frozenset[Hour]:
        """The hours in which an activity may be going on."""
        lasting = activity.hours if self.starts else 1
        return frozenset((day, hour + more) for day, hour in self.hours_allowed for more in range(lasting))

    def exact(self, activity: Activity) -> bool:
        """Whether no other start lies within the hours in which the activity may be going on."""
        slots = self.slots(activity)
        begins = {(d, h) for d, h in slots if all((d, h + n) in slots for n in range(activity.hours))}
        return not self.starts or begins == self.hours_allowed


@dataclass
class Asked:
    """What a file asks. ``fixed``: activity -> its time; ``spread``: activities on different days."""

    breaks: set[Hour] = field(default_factory=set)
    teacher_away: dict[str, set[Hour]] = field(default_factory=dict)
    students_away: dict[str, set[Hour]] = field(default_factory=dict)
    room_away: dict[str, set[Hour]] = field(default_factory=dict)
    max_days: dict[str, int] = field(default_factory=dict)
    fixed: dict[str, Hour] = field(default_factory=dict)
    allowed: list[Allowed] = field(default_factory=list)
    spread: set[str] = field(default_factory=set)
    rooms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    subject_rooms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    home_rooms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def when(self, activity: Activity, students: Students) -> frozenset[Hour] | None:
        """The hours in which an activity may be going on; ``None``: any."""
        found: frozenset[Hour] | None = None
        for rule in self.allowed:
            if rule.concerns(activity, students):
                if not rule.exact(activity):
                    self.notes.append(
                        f"activity {activity.id}: of its starting times only the hours are carried over"
                    )
                slots = rule.slots(activity)
                found = slots if found is None else found & slots
        return found

    def where(self, activity: Activity) -> tuple[str, ...]:
        """The rooms an activity is bound to: its own, its subject's, or the home rooms of its people."""
        names = (*activity.teachers, *activity.students)
        homes = (self.home_rooms[name] for name in names if name in self.home_rooms)
        return self.rooms.get(activity.id) or self.subject_rooms.get(activity.subject) or next(homes, ())


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
    if found.spread:
        found.notes.append("ConstraintMinDaysBetweenActivities is a wish here: lessons spread over days")
    found.notes += [f"{name} ({number}) is not carried over" for name, number in sorted(left.items())]
    return found


def _take(found: Asked, item: etree._Element, days: list[str], hours: list[str]) -> bool:
    """Reads one constraint; ``False`` when it is not one of ours, or only a wish."""
    name, times, binding = item.tag, frozenset(_times(item, days, hours)), _weight(item) >= 100
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
    elif name == "ConstraintActivityPreferredStartingTime" and binding:
        if not (own := list(_hours([item], days, hours))):
            return False
        found.fixed[text(item, "Activity_Id")] = own[0]
    elif name in _WHEN and binding:
        found.allowed.append(
            Allowed(
                times,
                name.endswith("StartingTimes"),
                text(item, "Activity_Id"),
                _named(item, "Teacher", "Teacher_Name"),
                _named(item, "Students", "Students_Name"),
                _named(item, "Subject", "Subject_Name"),
                _named(item, "Activity_Tag", "Activity_Tag_Name"),
                text(item, "Duration"),
            )
        )
    elif name in ("ConstraintMinDaysBetweenActivities", "ConstraintMinNDaysBetweenActivities"):
        found.spread |= {activity.text or "" for activity in item.iterfind("Activity_Id")}
    elif name in ("ConstraintActivityPreferredRoom", "ConstraintActivityPreferredRooms") and binding:
        found.rooms[text(item, "Activity_Id")] = _rooms(item)
    elif name in ("ConstraintSubjectPreferredRoom", "ConstraintSubjectPreferredRooms") and binding:
        found.subject_rooms[_named(item, "Subject", "Subject_Name")] = _rooms(item)
    elif name in _HOME_ROOMS and binding:
        found.home_rooms[_named(item, "Teacher", "Students", "Teacher_Name", "Students_Name")] = _rooms(item)
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
    """The times inside a constraint, of any kind (``Not_Available_Time``, ``Preferred_Time_Slot``)."""
    inner = [found for found in item.iterchildren() if str(found.tag).endswith(("_Time", "_Time_Slot"))]
    return _hours(inner, days, hours)


def _hours(items: list[etree._Element], days: list[str], hours: list[str]) -> Iterator[Hour]:
    for item in items:
        day = _named(item, "Day", "Preferred_Day", "Preferred_Starting_Day")
        hour = _named(item, "Hour", "Preferred_Hour", "Preferred_Starting_Hour")
        if day in days and hour in hours:
            yield days.index(day), hours.index(hour)
