"""The planted timetable of a secondary sample: every lesson at its hour, with its teacher and room."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field

from vlecht.instances.generator.generate import Planted
from vlecht.instances.generator.sheet import absences
from vlecht.instances.secondary.classes import Plan, make_plan
from vlecht.instances.secondary.files import school_file
from vlecht.instances.secondary.hours import DAYS, HALF_HOURS, PERIOD, PROJECT, STARTS, STEP
from vlecht.instances.secondary.people import carer, supported, with_need
from vlecht.instances.secondary.recipe import Secondary
from vlecht.instances.secondary.timetable import colour, spread
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity
from vlecht.models.roster import Assignment, BreakDuty, MeetingSession, Roster, Run, Session
from vlecht.models.roster import Group as Members
from vlecht.models.school import School
from vlecht.models.words import Function

HOURS: tuple[tuple[int, ...], ...] = tuple(
    tuple(
        hour
        for hour in range(6 if day < 4 else 4)
        if (day, hour) != PROJECT and not (DAYS[day] in HALF_HOURS and hour == 2)
    )
    for day in range(5)
)
"""Hours of each day that are not everybody's at once."""


@dataclass
class _Week:
    """The planted week: (class, subject) -> (day, clock) in order; who is busy when, and how long in all."""

    moments: dict[tuple[str, str], list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    busy: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))
    contact: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    helper: dict[tuple[str, str, int], str] = field(default_factory=dict)
    support: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    duties: list[BreakDuty] = field(default_factory=list)
    rooms: dict[tuple[str, int, int], int] = field(default_factory=lambda: defaultdict(int))

    def take(self, person: str, day: int, start: int, minutes: int) -> None:
        """The person is busy then, with pupils."""
        self.busy[person].update((day, clock) for clock in range(start, start + minutes, STEP))
        self.contact[person] += minutes

    def free(self, person: str, day: int, start: int, minutes: int) -> bool:
        """Whether the person has nothing on then."""
        return all((day, clock) not in self.busy[person] for clock in range(start, start + minutes, STEP))


def cook_secondary(recipe: Secondary) -> Planted:
    """The sample with its planted roster. Raises ``ValueError`` for a recipe that does not fit a week."""
    plan = make_plan(recipe, random.Random(f"{recipe.seed}/{recipe.id}"))
    week = _Week()
    _lessons(plan, week)
    _together(plan, week)
    _help(plan, week)
    _support(plan, week)
    supervisors = -(-recipe.pupils // 200)
    _watch(plan, week, supervisors)
    school = school_file(plan, week.contact, supervisors)
    return Planted(school, _roster(plan, week, school))


def _lessons(plan: Plan, week: _Week) -> None:
    capacity = [len(hours) for hours in HOURS]
    off = {teacher.id: teacher.off for teacher in plan.teachers if teacher.off}
    found = spread(plan.lessons, capacity, off)
    for day, hours in enumerate(HOURS):
        edges = [
            (lesson.group, lesson.teacher, lesson.subject)
            for lesson, on in zip(plan.lessons, found, strict=True)
            for _ in range(on[day])
        ]
        colours = colour([(group, teacher) for group, teacher, _ in edges], len(hours))
        for (group, teacher, subject), number in zip(edges, colours, strict=True):
            start = STARTS[hours[number]]
            week.moments[group, subject].append((day, start))
            week.take(teacher, day, start, PERIOD)


def _together(plan: Plan, week: _Week) -> None:
    """Half-hours and project: every class with its mentor."""
    for group in plan.groups:
        for name in HALF_HOURS:
            day = DAYS.index(name)
            for subject, start in (("reading", STARTS[2]), ("mentor", STARTS[2] + STEP)):
                week.moments[group.id, subject].append((day, start))
                week.take(group.mentor, day, start, STEP)
        week.moments[group.id, "project"].append((PROJECT[0], STARTS[PROJECT[1]]))
        week.take(group.mentor, PROJECT[0], STARTS[PROJECT[1]], PERIOD)


def _help(plan: Plan, week: _Week) -> None:
    """An assistant at the first lessons of those that have one; these are put where one is free."""
    people = [f"assistant{n + 1}" for n in range(plan.recipe.assistants)]
    for subject, share in plan.recipe.helped.items():
        for group in plan.groups:
            moments = sorted(week.moments.get((group.id, subject), []))
            needed = -(-int(share * len(moments) * 10_000) // 10_000)
            chosen: list[tuple[int, int]] = []
            for moment in sorted(moments, key=lambda m: (sum(week.contact[p] for p in people), m)):
                able = [p for p in people if week.free(p, *moment, PERIOD)]
                if len(chosen) < needed and able:
                    person = min(able, key=lambda p: (week.contact[p], p))
                    week.helper[group.id, subject, len(chosen)] = person
                    week.take(person, *moment, PERIOD)
                    chosen.append(moment)
            if len(chosen) < needed:
                raise ValueError(f"no assistant for {subject} of {group.id}")
            week.moments[group.id, subject] = chosen + [m for m in moments if m not in chosen]


def _support(plan: Plan, week: _Week) -> None:
    """Twice half an hour in lessons that may be missed, on different days."""
    for group in supported(plan):
        person = carer(group)
        moments = sorted(
            (day, start + half)
            for (name, subject), held in week.moments.items()
            if name == group.id
            and subject not in ("dutch", "english", "maths", "reading", "mentor", "project")
            for day, start in held
            for half in (0, STEP)
        )
        for day, start in moments:
            used = {d for d, _ in week.support[group.id]}
            if len(used) < 2 and day not in used and week.free(person, day, start, STEP):
                week.support[group.id].append((day, start))
                week.take(person, day, start, STEP)
        if len(week.support[group.id]) < 2:
            raise ValueError(f"no time for the support of {group.id}")


def _watch(plan: Plan, week: _Week, supervisors: int) -> None:
    """Break duties, one a day at most, for whom has had the fewest."""
    people = [f"assistant{n + 1}" for n in range(plan.recipe.assistants)]
    off = {teacher.id: teacher.off for teacher in plan.teachers}
    done: dict[str, int] = defaultdict(int)
    for day in range(5):
        today: set[str] = set()
        for pause in ("break", "lunch") if day < 4 else ("break",):
            able = [
                person
                for person in [*people, *off]
                if person not in today
                and day not in off.get(person, ())
                and any(d == day for d, _ in week.busy[person])
            ]
            able.sort(key=lambda p: (done[p], week.contact[p], p))
            for person in able[:supervisors]:
                today.add(person)
                done[person] += 1
                week.contact[person] += 30
                week.duties.append(BreakDuty(pause=pause, day=DAYS[day], staff=person))
            if len(able) < supervisors:
                raise ValueError(f"too few people for {pause}")


def _roster(plan: Plan, week: _Week, school: School) -> Roster:
    index = SchoolIndex(school)
    expanded = expand(index)
    groups = _groups(plan, index)
    members = {group.id: group.members for group in groups}
    classes = {group.id: group for group in plan.groups}
    mentor = {group.id: group.mentor for group in plan.groups}
    teacher = {(lesson.group, lesson.subject): lesson.teacher for lesson in plan.lessons}
    sessions: list[Session] = []
    for block in expanded.blocks:
        for number, activity in enumerate(block.activities):
            homes = block.home_groups or block.pulls
            home = homes[number] if activity.kind == "level_group" else homes[0]
            if activity.kind == "support":
                day, start = week.support[home][block.ordinal - 1]
                people = [carer(classes[home])]
            else:
                day, start = week.moments[home, block.subject][block.ordinal - 1]
                people = [teacher.get((home, block.subject), mentor[home])]
                helper = week.helper.get((home, block.subject, block.ordinal - 1))
                if len(activity.seats) > 1 and helper is not None:
                    people.append(helper)
            sessions.append(_session(index, week, activity, day, start, people, home, members))
    left = absences(school, sessions, groups)
    off = {teacher.id: teacher.off for teacher in plan.teachers}
    return Roster(
        school=school.id,
        groups=groups,
        sessions=tuple(s.model_copy(update={"without": left.get(s.id, ())}) for s in sessions),
        meetings=tuple(
            MeetingSession(
                meeting=meeting.id,
                day="tue",
                start=930,
                minutes=60,
                staff=tuple(m for m in index.meeting_members(meeting.id) if 1 not in off.get(m, ())),
            )
            for meeting in school.meetings
        ),
        duties=tuple(week.duties),
        workdays={
            person.id: tuple(day for d, day in enumerate(DAYS) if d not in off.get(person.id, ()))
            for person in school.staff
        },
        run=Run(
            school_hash=school.hash(),
            seed=plan.recipe.seed,
            options={"groups": dict(expanded.counts)},
            status="planted",
        ),
    )


def _session(
    index: SchoolIndex,
    week: _Week,
    activity: Activity,
    day: int,
    start: int,
    people: list[str],
    home: str,
    members: dict[str, tuple[str, ...]],
) -> Session:
    minutes = activity.length * STEP
    heads = sum(len(index.pupils_of.get(g, ())) or len(members.get(g, ())) for g in activity.groups)
    own = index.home_groups[home].room
    order = sorted(activity.rooms, key=lambda room: room != own)
    room = next(r for r in order if _fits(index, week, r, day, start, minutes, heads))
    for clock in range(start, start + minutes, STEP):
        week.rooms[room, day, clock] += 1
    functions = [seat.function for seat in activity.seats]
    return Session(
        id=activity.id,
        block=activity.block,
        delivery=activity.delivery,
        subject=activity.subject,
        kind=activity.kind,
        day=DAYS[day],
        start=start,
        minutes=minutes,
        groups=activity.groups,
        staff=tuple(
            Assignment(staff=person, function=Function(function))
            for person, function in zip(people, functions, strict=True)
        ),
        room=room,
    )


def _fits(index: SchoolIndex, week: _Week, room: str, day: int, start: int, minutes: int, heads: int) -> bool:
    found = index.rooms[room]
    # Rooms that are shared are large enough for as many small groups as they take.
    return (
        heads * found.concurrent <= max(found.capacity, heads)
        and all(
            week.rooms[room, day, clock] < found.concurrent for clock in range(start, start + minutes, STEP)
        )
        and heads <= found.capacity
    )


def _groups(plan: Plan, index: SchoolIndex) -> tuple[Members, ...]:
    """Project groups mixed over the classes of a team; support groups of one class."""
    found: list[Members] = []
    rng = random.Random(f"{plan.recipe.seed}/project")
    for team, groups in plan.teams().items():
        pupils = [pupil for group in groups for pupil in group.pupils]
        rng.shuffle(pupils)
        for number in range(len(groups)):
            mine = tuple(sorted(pupils[number :: len(groups)]))
            found.append(
                Members(id=f"project-{team}.g{number + 1}", delivery=f"project-{team}", members=mine)
            )
    need, share = plan.recipe.support
    for group in supported(plan):
        name = f"{need}-{group.id}"
        found.append(Members(id=f"{name}.g1", delivery=name, members=tuple(with_need(group, share))))
    assert {m.delivery for m in found} <= set(index.deliveries)
    return tuple(found)
