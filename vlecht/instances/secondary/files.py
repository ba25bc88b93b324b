"""The school file of a secondary sample."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from math import ceil

from vlecht.instances.generator.files import SYNTHETIC
from vlecht.instances.generator.team import ROLES
from vlecht.instances.secondary.classes import Group, Plan, Teacher
from vlecht.instances.secondary.recipe import ROOM_KINDS, SUBJECTS
from vlecht.instances.secondary.timetable import most_a_day
from vlecht.models.calendar import Break, Calendar
from vlecht.models.deliveries import (
    AnyDelivery,
    ClassDelivery,
    CoTaughtDelivery,
    Count,
    FixedDelivery,
    LevelGroupsDelivery,
    Size,
    SupportDelivery,
)
from vlecht.models.people import (
    Availability,
    Cluster,
    HomeGroup,
    Pupil,
    Qualification,
    Role,
    Staff,
    TeacherDays,
)
from vlecht.models.places import Room, Site, Travel
from vlecht.models.school import CurriculumLine, Funding, Meeting, Policy, RuleSetting, School
from vlecht.models.words import Function, Window

DAYS = ("mon", "tue", "wed", "thu", "fri")
STEP, PERIOD = 30, 60
STARTS = (510, 570, 660, 720, 810, 870)
"""Clock times of the six hours of a day; Friday has the first four."""
ENDS = (930, 930, 930, 930, 780)
READING, MENTOR = 660, 690
"""On Tuesday and Thursday: half an hour of reading, half an hour with the mentor, for everybody."""
HALF_HOURS = ("tue", "thu")
PROJECT = (2, 4)
"""Day and hour that the planted timetable has for the project of every team."""
_COSTS = {"teacher": 84_000, "assistant": 52_000, "coordinator": 92_000, "director": 112_000}
"""Euros a year per FTE: assumed, only in synthetic schools."""
ASSISTANT = Role(
    id="assistant",
    name="Assistant",
    functions={Function.CO_TEACH: "alone", Function.SUPERVISE: "alone", Function.BREAK_DUTY: "alone"},
)


def school_file(plan: Plan, contact: Mapping[str, int], supervisors: int) -> School:
    """The school. ``contact``: minutes with pupils that each person's contract must have room for."""
    recipe = plan.recipe
    deliveries = _deliveries(plan)
    used = {delivery.subject for delivery in deliveries}
    staff = _staff(plan, contact)
    roles = [role for role in ROLES if role.id in ("teacher", "coordinator", "director")]
    return School(
        id=recipe.id,
        name=recipe.name,
        synthetic=True,
        notes=f"{SYNTHETIC} {recipe.notes}",
        calendar=_calendar(supervisors),
        sites=tuple(Site(id=site) for site in recipe.sites) if len(recipe.sites) > 1 else (),
        travel=(Travel(a=recipe.sites[0], b=recipe.sites[1], minutes=10),) if len(recipe.sites) > 1 else (),
        rooms=_rooms(plan),
        subjects=tuple(subject for subject in SUBJECTS if subject.id in used),
        clusters=tuple(
            Cluster(
                id=team, name=f"Team {team[4:]}", team=tuple(t.id for t in plan.teachers if t.team == team)
            )
            for team in plan.teams()
        ),
        home_groups=tuple(
            HomeGroup(
                id=group.id,
                name=group.id.upper(),
                years=(group.year,),
                cluster=group.team,
                room=f"room-{group.id}",
                teachers=(TeacherDays(staff=group.mentor),),
            )
            for group in plan.groups
        ),
        pupils=_pupils(plan),
        roles=(*roles, *((ASSISTANT,) if recipe.assistants else ())),
        staff=staff,
        curriculum=_curriculum(plan),
        deliveries=deliveries,
        meetings=tuple(
            Meeting(
                id=f"meeting-{team}",
                name="Team meeting",
                kind="team_meeting",
                clusters=(team,),
                minutes=60,
                windows=(Window(days=("tue",), start=930, end=1020),),
                attendance="working",
            )
            for team in plan.teams()
        ),
        funding=_funding(staff),
        policy=Policy(
            rules={
                "few_faces": RuleSetting(params={"faces": 16}),
                "home_teacher_minutes": RuleSetting(params={"minutes": 60}),
                "handovers": RuleSetting(mode="off"),
            }
        ),
    )


def _funding(staff: tuple[Staff, ...]) -> tuple[Funding, ...]:
    """What the staff costs, rounded up: the school just makes ends meet."""
    spent: dict[str, float] = defaultdict(float)
    for person in staff:
        spent[person.funding] += person.fte * (person.cost or 0)
    return tuple(Funding(id=name, amount=ceil(total / 10_000) * 10_000) for name, total in spent.items())


def _calendar(supervisors: int) -> Calendar:
    return Calendar(
        days=DAYS,
        slot_minutes=STEP,
        lessons=tuple(Window(days=(day,), start=510, end=end) for day, end in zip(DAYS, ENDS, strict=True)),
        opening=(Window(start=480, end=1020),),
        breaks=(
            Break(id="break", start=630, end=660, supervisors=supervisors),
            Break(id="lunch", days=DAYS[:4], start=780, end=810, supervisors=supervisors),
        ),
    )


def kind(plan: Plan, subject: str, site: str, usual: str = "classroom") -> str:
    """The kind of room of a subject; on several sites its name says which."""
    found = ROOM_KINDS.get(subject, usual)
    return f"{found}-{site}" if len(plan.recipe.sites) > 1 else found


def _rooms(plan: Plan) -> tuple[Room, ...]:
    """A room per class, and as many gyms, laboratories and workshops as there are teachers to be in them."""
    recipe = plan.recipe
    several = len(recipe.sites) > 1
    found = [
        Room(
            id=f"room-{group.id}",
            name=f"Room of {group.id.upper()}",
            site=group.site if several else None,
            kind=kind(plan, "dutch", group.site),
            capacity=max(recipe.room, len(group.pupils) + 2),
        )
        for group in plan.groups
    ]
    largest = max(len(group.pupils) for group in plan.groups)
    for site in recipe.sites:
        need: dict[str, int] = defaultdict(int)
        for teacher in plan.teachers:
            for special in {ROOM_KINDS[s] for s in teacher.subjects if s in ROOM_KINDS}:
                need[special] += teacher.site == site
        for name, number in need.items():
            found += [
                Room(
                    id=f"{name}{n + 1}-{site}" if several else f"{name}{n + 1}",
                    site=site if several else None,
                    kind=f"{name}-{site}" if several else name,
                    capacity=max(recipe.room, largest + 2),
                )
                for n in range(number)
            ]
        found.append(
            Room(
                id=f"quiet-{site}" if several else "quiet",
                site=site if several else None,
                kind=kind(plan, "", site, "quiet"),
                capacity=16,
                concurrent=2,
            )
        )
    return tuple(found)


def _pupils(plan: Plan) -> tuple[Pupil, ...]:
    rng = random.Random(f"{plan.recipe.seed}/levels")
    need, share = plan.recipe.support
    helped = {pupil for group in supported(plan) for pupil in with_need(group, share)}
    return tuple(
        Pupil(
            id=pupil,
            year=group.year,
            home_group=group.id,
            levels={
                subject: round(10 * group.year + rng.gauss(0, 6))
                for subject in ("dutch", "maths")
                if subject in group.hours
            },
            needs=(need,) if pupil in helped else (),
        )
        for group in plan.groups
        for pupil in group.pupils
    )


def supported(plan: Plan) -> list[Group]:
    """Classes with pupils who are taken apart: all where many need it, one a team elsewhere."""
    if plan.recipe.support[1] >= 0.1:
        return list(plan.groups)
    return [groups[0] for groups in plan.teams().values()]


def with_need(group: Group, share: float) -> list[str]:
    """The pupils of a class who are taken apart, at most six."""
    return group.pupils[: max(2, min(6, round(share * len(group.pupils) + 1)))]


def _curriculum(plan: Plan) -> tuple[CurriculumLine, ...]:
    lines: dict[tuple[str, int], list[str]] = defaultdict(list)
    for group in plan.groups:
        for subject, hours in group.hours.items():
            lines[subject, hours].append(group.id)
    found = [
        CurriculumLine(
            home_groups=tuple(groups),
            subject=subject,
            minutes=hours * PERIOD,
            usual=PERIOD,
            shortest=PERIOD,
            longest=PERIOD,
            max_per_day=most_a_day(hours),
        )
        for (subject, hours), groups in lines.items()
    ]
    found += [
        CurriculumLine(subject=subject, minutes=60, usual=30, shortest=30, longest=30)
        for subject in ("reading", "mentor")
    ]
    found.append(CurriculumLine(subject="project", minutes=60, usual=60, shortest=60, longest=60))
    return tuple(found)


def _deliveries(plan: Plan) -> tuple[AnyDelivery, ...]:
    recipe = plan.recipe
    several = len(recipe.sites) > 1
    found: list[AnyDelivery] = []
    given: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    site = {teacher.id: teacher.site for teacher in plan.teachers}
    team_of = {group.id: group.team for group in plan.groups}
    for lesson in plan.lessons:
        given[lesson.subject, lesson.teacher, team_of[lesson.group]].append(lesson.group)
    twice = {key[:2] for key in given if sum(other[:2] == key[:2] for other in given) > 1}
    for (subject, teacher, team), groups in given.items():
        name = f"{subject}-{teacher}" + (f"-{team}" if (subject, teacher) in twice else "")
        special = several or subject in ROOM_KINDS
        kinds = (kind(plan, subject, site[teacher]),) if special else ()
        share = recipe.helped.get(subject, 0.0)
        form = CoTaughtDelivery if share else ClassDelivery
        more = {"share": share} if share else {}
        found.append(
            form.model_validate(
                {
                    "id": name,
                    "subject": subject,
                    "home_groups": groups,
                    "leads": [teacher],
                    "room_kinds": kinds,
                }
                | more
            )
        )
    for team, mine in plan.teams().items():
        ids = tuple(group.id for group in mine)
        rooms = (kind(plan, "dutch", mine[0].site),) if several else ()
        mentors = tuple(group.mentor for group in mine)
        halves = [(f"reading-{team}", "reading", ids, READING, mentors)]
        halves += [(f"mentor-{g.id}", "mentor", (g.id,), MENTOR, (g.mentor,)) for g in mine]
        found += [
            FixedDelivery(
                id=name,
                subject=subject,
                home_groups=groups_,
                days=HALF_HOURS,
                start=start,
                minutes=30,
                leads=leads,
                room_kinds=rooms,
            )
            for name, subject, groups_, start, leads in halves
        ]
        pupils = sum(len(group.pupils) for group in mine)
        found.append(
            LevelGroupsDelivery(
                id=f"project-{team}",
                subject="project",
                home_groups=ids,
                groups=Count(min=len(ids), max=len(ids)),
                size=Size(min=pupils // len(ids) - 2, max=-(-pupils // len(ids)) + 2),
                mode="free",
                leads=tuple(t.id for t in plan.teachers if t.team == team),
                room_kinds=rooms,
            )
        )
    need, _ = recipe.support
    core = tuple(s.id for s in SUBJECTS if s.core and any(s.id in g.hours for g in plan.groups))
    found += [
        SupportDelivery(
            id=f"{need}-{group.id}",
            subject=need,
            home_groups=(group.id,),
            needs=(need,),
            sessions=2,
            minutes=30,
            never_from=core,
            leads=(carer(group),),
            size=Size(min=1, max=6),
            room_kinds=(kind(plan, "", group.site, "quiet"),),
        )
        for group in supported(plan)
    ]
    return tuple(found)


def carer(group: Group) -> str:
    """Who takes a class's pupils apart: the care coordinator of the site."""
    return f"care-{group.site}"


def _staff(plan: Plan, contact: Mapping[str, int]) -> tuple[Staff, ...]:
    found = [_teacher(teacher, contact.get(teacher.id, 0)) for teacher in plan.teachers]
    others = [(f"assistant{n + 1}", "assistant", 0) for n in range(plan.recipe.assistants)]
    others += [(f"care-{site}", "coordinator", 600) for site in plan.recipe.sites]
    found += [_contract(name, role, contact.get(name, 0), tasks, ()) for name, role, tasks in others]
    found.append(_contract("director1", "director", 0, 1200, ()))
    return tuple(found)


def _teacher(teacher: Teacher, contact: int) -> Staff:
    tasks = 300 if teacher.coordinates else 0
    person = _contract(teacher.id, "teacher", contact, tasks, teacher.off)
    subjects = (*teacher.subjects, "reading", "mentor", "project")
    return person.model_copy(update={"qualifications": (Qualification(subjects=subjects),)})


def _contract(name: str, role: str, contact: int, tasks: int, off: tuple[int, ...]) -> Staff:
    """A contract with a little room above what is planted."""
    per_fte = Policy().contact_minutes_per_fte
    least = 0.4 if role in ("assistant", "coordinator") else 0.2
    fte = max(least, ceil((contact + tasks + 45) / (per_fte / 20)) / 20)
    stated = None if fte <= 1 else contact + tasks + 45
    return Staff(
        id=name,
        name=name.replace("-", " ").capitalize(),
        roles=(role,),
        fte=round(min(fte, 1.0), 2),
        availability=(Availability(days=tuple(DAYS[d] for d in off)),) if off else (),
        task_minutes=tasks,
        contact_minutes=stated,
        max_days=5 - len(off) if off else None,
        funding="support" if role in ("assistant", "coordinator") else "base",
        cost=_COSTS[role],
    )
