"""The school file of a secondary sample."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import ceil

from vlecht.instances.generator.files import SYNTHETIC
from vlecht.instances.generator.team import ROLES
from vlecht.instances.secondary.classes import Plan, kind
from vlecht.instances.secondary.hours import DAYS, ENDS, STEP
from vlecht.instances.secondary.people import ASSISTANT, pupils_of, staff_of
from vlecht.instances.secondary.recipe import ROOM_KINDS, SUBJECTS
from vlecht.instances.secondary.teaching import curriculum_of, deliveries_of
from vlecht.models.calendar import Break, Calendar
from vlecht.models.people import (
    Cluster,
    HomeGroup,
    Staff,
    TeacherDays,
)
from vlecht.models.places import Room, Site, Travel
from vlecht.models.school import Funding, Meeting, Policy, RuleSetting, School
from vlecht.models.words import Window


def school_file(plan: Plan, contact: Mapping[str, int], supervisors: int) -> School:
    """The school. ``contact``: minutes with pupils that each person's contract must have room for."""
    recipe = plan.recipe
    deliveries = deliveries_of(plan)
    used = {delivery.subject for delivery in deliveries}
    staff = staff_of(plan, contact)
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
        pupils=pupils_of(plan),
        roles=(*roles, *((ASSISTANT,) if recipe.assistants else ())),
        staff=staff,
        curriculum=curriculum_of(plan),
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
