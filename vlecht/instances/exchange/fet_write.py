"""FET: the same school with its groups and staff fixed, so that FET can look for times and rooms.

What FET is asked: every activity of the roster with its staff and on its day, in slots of the school's
clock; activities of a block at the same time, rounds after each other; breaks; when staff cannot, and when
rooms are somebody else's. Meetings, duties, breaks of staff, preferences and everything about who joins which
group stay as they are. FET's answer is read back by
:func:`read_timetable` and judged by the checker as any roster.
"""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from vlecht.instances.exchange.projection import Projection, in_order
from vlecht.models.index import SchoolIndex
from vlecht.models.places import Room
from vlecht.models.roster import Roster, Session
from vlecht.models.words import format_clock

VERSION = "6.8.5"


def fet(index: SchoolIndex, roster: Roster) -> bytes:
    """The school as a .fet file."""
    return _Writer(index, roster).write()


class _Writer:
    def __init__(self, index: SchoolIndex, roster: Roster) -> None:
        self.index = index
        self.grid = index.grid
        self.roster = roster
        self.plan = Projection(index, roster)
        self.root = etree.Element("fet", version=VERSION)
        # Only the slots in which some cluster has lessons: an hour of FET each, per day.
        self.clocks = sorted(
            {self.grid.clock(slot) for name in index.clusters for slot in self.grid.teaching_slots(name)}
        )
        self.sessions = self.plan.sessions
        self.number = {session.id: number for number, session in enumerate(self.sessions, 1)}

    def _add(self, parent: etree._Element, tag: str, text: object = "") -> etree._Element:
        found = etree.SubElement(parent, tag)
        if text != "":
            found.text = str(text)
        return found

    def write(self) -> bytes:
        """The whole file."""
        self._add(self.root, "Mode", "Official")
        self._add(self.root, "Institution_Name", self.index.school.id)
        self._add(self.root, "Comments", "made by vlecht")
        for tag, item, names in (
            ("Days_List", "Day", list(self.grid.days)),
            ("Hours_List", "Hour", [format_clock(clock) for clock in self.clocks]),
        ):
            section = self._add(self.root, tag)
            self._add(section, f"Number_of_{tag.split('_')[0]}", len(names))
            for name in names:
                self._add(self._add(section, item), "Name", name)
        self._people()
        self._activities()
        self._add(self.root, "Buildings_List")
        section = self._add(self.root, "Rooms_List")
        for room in self.index.school.rooms:
            for name in _places(room):
                found = self._add(section, "Room")
                self._add(found, "Name", name)
                self._add(found, "Building")
                self._add(found, "Capacity", room.capacity)
                self._add(found, "Virtual", "false")
        self._times()
        self._rooms()
        return etree.tostring(self.root, encoding="UTF-8", xml_declaration=True, pretty_print=True)

    def _people(self) -> None:
        subjects = self._add(self.root, "Subjects_List")
        for subject in self.index.school.subjects:
            self._add(self._add(subjects, "Subject"), "Name", subject.id)
        self._add(self.root, "Activity_Tags_List")
        teachers = self._add(self.root, "Teachers_List")
        for person in self.index.school.staff:
            found = self._add(teachers, "Teacher")
            self._add(found, "Name", person.id)
            self._add(found, "Target_Number_of_Hours", 0)
            self._add(found, "Qualified_Subjects")
        students = self._add(self.root, "Students_List")
        for name, pupils in self.plan.groups.items():
            year = self._add(students, "Year")
            self._add(year, "Name", name)
            self._add(year, "Number_of_Students", len(pupils))
            self._add(year, "Separator", " ")
            for part in self.plan.sets(pupils):
                group = self._add(year, "Group")
                self._add(group, "Name", part)
                self._add(group, "Number_of_Students", self.plan.heads[part])

    def _activities(self) -> None:
        section = self._add(self.root, "Activities_List")
        for session in self.sessions:
            found = self._add(section, "Activity")
            for person in dict.fromkeys(a.staff for a in session.staff):
                self._add(found, "Teacher", person)
            self._add(found, "Subject", session.subject)
            for name in self.plan.staying(session) if session.without else session.groups:
                self._add(found, "Students", name)
            self._add(found, "Duration", self.grid.slots(session.minutes))
            self._add(found, "Total_Duration", self.grid.slots(session.minutes))
            self._add(found, "Id", self.number[session.id])
            self._add(found, "Activity_Group_Id", 0)
            self._add(found, "Active", "true")
            self._add(found, "Comments", session.id)

    def _constraint(self, section: etree._Element, name: str, weight: float = 100) -> etree._Element:
        found = self._add(section, name)
        self._add(found, "Weight_Percentage", weight)
        return found

    def _end(self, found: etree._Element) -> None:
        self._add(found, "Active", "true")
        self._add(found, "Comments")

    def _times(self) -> None:
        section = self._add(self.root, "Time_Constraints_List")
        self._end(self._constraint(section, "ConstraintBasicCompulsoryTime"))
        everywhere = {slot for name in self.index.clusters for slot in self.grid.teaching_slots(name)}
        hours = self._hours
        pauses = [(d, c) for d, c in hours if self.grid.slot(d, c) not in everywhere]
        if pauses:
            self._unavailable(self._constraint(section, "ConstraintBreakTimes"), "Break_Time", pauses)
        for person in self.index.school.staff:
            away = self.plan.away(person.id) | self.plan.kept(person.id)
            off = [(d, c) for d, c in hours if self.grid.slot(d, c) in away and (d, c) not in pauses]
            if off:
                found = self._constraint(section, "ConstraintTeacherNotAvailableTimes")
                self._add(found, "Teacher", person.id)
                self._unavailable(found, "Not_Available_Time", off)
        for home in self.index.school.home_groups:
            lessons = self.grid.teaching_slots(home.cluster)
            others = [hour for hour in hours if hour not in pauses]
            off = [(d, c) for d, c in others if self.grid.slot(d, c) not in lessons]
            if off:
                found = self._constraint(section, "ConstraintStudentsSetNotAvailableTimes")
                self._add(found, "Students", home.id)
                self._unavailable(found, "Not_Available_Time", off)
        self._together(section)
        self._given(section)

    @property
    def _hours(self) -> list[tuple[int, int]]:
        """(day, clock time) of every hour of FET."""
        return [(day, clock) for day in range(len(self.grid.days)) for clock in self.clocks]

    def _unavailable(self, found: etree._Element, tag: str, hours: list[tuple[int, int]]) -> None:
        self._add(found, f"Number_of_{tag}s", len(hours))
        for day, clock in hours:
            time = self._add(found, tag)
            self._add(time, "Day", self.grid.days[day])
            self._add(time, "Hour", format_clock(clock))
        self._end(found)

    def _together(self, section: etree._Element) -> None:
        """Blocks start together; rounds follow each other without a gap."""
        for rounds in self.plan.rounds():
            for same in rounds:
                if len(same) > 1:
                    found = self._constraint(section, "ConstraintActivitiesSameStartingTime")
                    self._add(found, "Number_of_Activities", len(same))
                    for session in same:
                        self._add(found, "Activity_Id", self.number[session.id])
                    self._end(found)
            for before, after in pairwise(rounds):
                found = self._constraint(section, "ConstraintTwoActivitiesConsecutive")
                self._add(found, "First_Activity_Id", self.number[before[0].id])
                self._add(found, "Second_Activity_Id", self.number[after[0].id])
                self._end(found)

    def _given(self, section: etree._Element) -> None:
        """Days stay as they are, and so do the times of what has a given time or pulls pupils out."""
        for session in self.sessions:
            name = "ConstraintActivityPreferredStartingTime"
            if self.plan.is_given(session):
                found = self._constraint(section, name)
                self._add(found, "Activity_Id", self.number[session.id])
                self._add(found, "Preferred_Day", session.day)
                self._add(found, "Preferred_Hour", format_clock(session.start))
                self._add(found, "Permanently_Locked", "true")
                self._end(found)
                continue
            found = self._constraint(section, "ConstraintActivityPreferredStartingTimes")
            self._add(found, "Activity_Id", self.number[session.id])
            day = self.grid.day_index[session.day]
            good = [slot for slot in sorted(self.plan.starts(session)) if self.grid.day(slot) == day]
            self._add(found, "Number_of_Preferred_Starting_Times", len(good))
            for slot in good:
                time = self._add(found, "Preferred_Starting_Time")
                self._add(time, "Preferred_Starting_Day", session.day)
                self._add(time, "Preferred_Starting_Hour", format_clock(self.grid.clock(slot)))
            self._end(found)

    def _rooms(self) -> None:
        section = self._add(self.root, "Space_Constraints_List")
        self._end(self._constraint(section, "ConstraintBasicCompulsorySpace"))
        for room in self.index.school.rooms:
            ours = self.grid.within(room.shared) if room.shared else frozenset(range(self.grid.size))
            off = [(d, c) for d, c in self._hours if self.grid.slot(d, c) not in ours]
            for name in _places(room) if off else ():
                found = self._constraint(section, "ConstraintRoomNotAvailableTimes")
                self._add(found, "Room", name)
                self._unavailable(found, "Not_Available_Time", off)
        for session in self.sessions:
            if session.room is None:
                continue
            place = self.index.rooms[session.room]
            names = _places(place)
            found = self._constraint(section, "ConstraintActivityPreferredRooms")
            self._add(found, "Activity_Id", self.number[session.id])
            self._add(found, "Number_of_Preferred_Rooms", len(names))
            for name in names:
                self._add(found, "Preferred_Room", name)
            self._end(found)


def _places(room: Room) -> list[str]:
    """A room of FET for each session that it holds at a time."""
    return [room.id, *(f"{room.id}|{number}" for number in range(2, room.concurrent + 1))]


def read_timetable(raw: bytes, roster: Roster) -> Roster:
    """The roster with the days, times and rooms of FET's answer (its ``*_activities.xml``).

    Freed teachers are left out: they follow from the times. Raises ``ValueError`` when an activity has no
    time.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(raw, parser)
    order = in_order(roster)
    moved: dict[str, Session] = {}
    for found in root.iter("Activity"):
        session = order[int(found.findtext("Id", "0")) - 1]
        day, hour = found.findtext("Day") or "", found.findtext("Hour") or ""
        if not day or not hour:
            raise ValueError(f"FET gave {session.id} no time")
        room = (found.findtext("Room") or "").partition("|")[0] or session.room
        hours, minutes = hour.split(":")
        changed = {"day": day, "start": 60 * int(hours) + int(minutes), "room": room}
        moved[session.id] = session.model_copy(update=changed)
    if len(moved) < len(order):
        raise ValueError(f"FET placed {len(moved)} of {len(order)} activities")
    sessions = tuple(moved[session.id] for session in roster.sessions)
    return roster.model_copy(update={"sessions": sessions, "freed": ()})
