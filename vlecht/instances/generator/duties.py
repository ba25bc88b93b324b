"""Break duties and meetings of the generated schools."""

from __future__ import annotations

from collections import defaultdict

from vlecht.instances.generator.cohort import Base, Unit
from vlecht.instances.generator.team import ALL_DAYS, Person, Team
from vlecht.instances.generator.week import CLOSES, DAYS, PER_DAY, STEP, Cell, Shape, clock, slot
from vlecht.models.roster import BreakDuty, MeetingSession
from vlecht.models.school import Meeting
from vlecht.models.words import Window


def keeps_break(person: Person, extra: range) -> bool:
    """Whether the person still has half an hour to themselves around noon when they take this on too.

    Only asked of who is busy for more than four hours that day, as the rule about staff breaks has it.
    """
    day = extra.start // PER_DAY
    busy = {s for s in person.busy if s // PER_DAY == day} | set(extra)
    if len(busy) * STEP <= 240:
        return True
    window = range(slot(day, 630), slot(day, 840) - 1)
    return any(s not in busy and s + 1 not in busy for s in window)


def plant_duties(team: Team, times: Shape, pupils: int) -> tuple[dict[str, int], list[BreakDuty]]:
    """Supervisors per break (one to a hundred pupils, fewer where nobody is left), and who they are."""
    wanted = -(-pupils // 100)
    done: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = {}
    duties: list[BreakDuty] = []
    pauses = [(name, start, end, times.lunch_days) for name, start, end in times.lunch]
    for name, start, end, days in [*pauses, ("pause", 615, 630, ALL_DAYS)]:
        chosen: dict[int, list[Person]] = {}
        for day in days:
            slots = range(slot(day, start), slot(day, end))
            able = [p for p in team.people if _may_watch(p) and p.free(slots) and keeps_break(p, slots)]
            able.sort(key=lambda p: (done[p.id] // (3 if p.role == "assistant" else 1), p.contact, p.id))
            chosen[day] = able[:wanted]
            for person in chosen[day]:
                done[person.id] += 1
        counts[name] = min(len(people) for people in chosen.values())
        for day, people in chosen.items():
            for person in people[counts[name] :]:
                done[person.id] -= 1
            for person in people[: counts[name]]:
                person.take(range(slot(day, start), slot(day, end)))
                duties.append(BreakDuty(pause=name, day=DAYS[day], staff=person.id, place="yard"))
    return counts, duties


def _may_watch(person: Person) -> bool:
    return person.role in ("teacher", "supporter", "assistant")


def plant_meetings(
    team: Team,
    units: tuple[Unit, ...],
    teams: dict[str, tuple[str, ...]],
    times: Shape,
    second: str,
    expertise: int = 0,
) -> tuple[list[Meeting], list[MeetingSession]]:
    """A stand-up every morning, joint preparation per cluster, and a weekly meeting of the whole team.

    ``second``: name of a second weekly meeting of each cluster (none: there is none). ``expertise``: so many
    teams of teachers from all clusters, who meet once a week.
    """
    meetings: list[Meeting] = []
    held: list[MeetingSession] = []
    people = {person.id: person for person in team.people}

    def hold(meeting: Meeting, members: list[Person], day: int, start: int) -> None:
        slots = range(slot(day, start), slot(day, start + meeting.minutes))
        present = [person for person in members if day in person.days]
        for person in present:
            person.take(slots, contact=False)
        names = tuple(person.id for person in team.people if person in present)
        held.append(
            MeetingSession(
                meeting=meeting.id, day=DAYS[day], start=start, minutes=meeting.minutes, staff=names
            )
        )

    early = [p for p in team.people if p.role not in ("director", "specialist")]
    stand_up = Meeting(
        id="stand-up",
        name="Stand-up",
        kind="stand_up",
        staff=tuple(p.id for p in early),
        minutes=15,
        per_week=5,
        windows=(Window(start=480, end=510),),
        attendance="working",
    )
    meetings.append(stand_up)
    for day in range(5):
        hold(stand_up, early, day, times.starts(day) - 15)
    whole = [p for p in team.people if p.until_clock == 24 * 60 and p.role != "specialist"]
    together = Meeting(
        id="team",
        name="Large team meeting",
        kind="team_meeting",
        staff=tuple(p.id for p in whole),
        minutes=60,
        windows=(Window(start=min(times.ends), end=17 * 60),),
        attendance="working",
    )
    meetings.append(together)
    hold(together, whole, 1, times.ends[1] + 15)
    for unit in units:
        members = [people[name] for name in teams[unit.id]]
        common = set(ALL_DAYS).intersection(*(set(person.days) for person in members))
        days = sorted(common or ALL_DAYS, key=lambda d: (d == 1, -sum(d in p.days for p in members), d))
        kinds = [("prep", "joint_preparation", 45)] + ([("cluster", "team_meeting", 30)] if second else [])
        for number, (name, kind, minutes) in enumerate(kinds):
            day = days[number % len(days)]
            meeting = Meeting.model_validate(
                {
                    "id": f"{name}-{unit.id}",
                    "name": "Joint preparation" if name == "prep" else second,
                    "kind": kind,
                    "clusters": [unit.id],
                    "minutes": minutes,
                    "windows": [{"start": min(times.ends), "end": 17 * 60}],
                    "attendance": "all" if common else "working",
                }
            )
            meetings.append(meeting)
            hold(meeting, members, day, _first_moment(meeting, members, day, times))
    teachers = [person for person in team.people if person.role == "teacher"]
    for number in range(expertise):
        members = teachers[number::expertise]
        day = max(range(5), key=lambda d: (d != 1, sum(d in p.days for p in members), -d))
        meeting = Meeting(
            id=f"expertise{number + 1}",
            name=f"Expertise team {number + 1}",
            kind="team_meeting",
            staff=tuple(person.id for person in members),
            minutes=30,
            windows=(Window(start=min(times.ends), end=17 * 60),),
            attendance="working",
        )
        meetings.append(meeting)
        hold(meeting, members, day, _first_moment(meeting, members, day, times))
    return meetings, held


def _first_moment(meeting: Meeting, members: list[Person], day: int, times: Shape) -> int:
    """The first clock time after school at which everybody at school that day can, breaks kept."""
    present = [person for person in members if day in person.days]
    for start in range(times.ends[day] + STEP, CLOSES - meeting.minutes + 1, STEP):
        slots = range(slot(day, start), slot(day, start + meeting.minutes))
        if all(person.free(slots) and keeps_break(person, slots) for person in present):
            return start
    raise ValueError(f"no time for {meeting.id} on {DAYS[day]}")


def plant_school_time(team: Team, group: Base, gym: Cell, times: Shape) -> tuple[Meeting, MeetingSession]:
    """Two teachers of a home group prepare together while their group is in the gym with the specialist.

    Raises ``ValueError`` when one of them is not at school or not free then.
    """
    partner = team.in_role("teacher")[-1]
    people = [team.teacher(group.number, gym.day, late=True), partner]
    slots = range(gym.start, gym.start + 2)
    for person in people:
        person.take(slots, contact=False)
    meeting = Meeting(
        id=f"prep-{group.id}",
        name="Preparation inside school time",
        staff=tuple(person.id for person in people),
        minutes=len(slots) * STEP,
        windows=(Window(start=8 * 60 + 30, end=max(times.ends)),),
    )
    return meeting, MeetingSession(
        meeting=meeting.id,
        day=DAYS[gym.day],
        start=clock(gym.start),
        minutes=meeting.minutes,
        staff=meeting.staff,
    )
