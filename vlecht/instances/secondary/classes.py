"""Classes, teams and teachers of a secondary school, and who teaches what to whom."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field

from vlecht.instances.generator.cohort import share_out
from vlecht.instances.secondary.recipe import ROOM_KINDS, SHARED, Secondary, Table
from vlecht.instances.secondary.timetable import Lessons, most_a_day

FULL = 22
"""Lessons a week of a full-time teacher."""
LEAST_THERE = 8
"""Subjects of a class whose teachers are there on a day, before another of them may be off."""


@dataclass
class Group:
    """A class: its pupils are numbered through the school."""

    id: str
    year: int
    site: str
    team: str
    hours: Table
    pupils: list[str] = field(default_factory=list)
    mentor: str = ""


@dataclass
class Teacher:
    """A teacher: what they teach, where they belong, their days off, and the hours they have."""

    id: str
    subjects: tuple[str, ...]
    team: str
    site: str
    hours: int = 0
    off: tuple[int, ...] = ()
    coordinates: bool = False


@dataclass
class Plan:
    """The school as far as it is known without a clock."""

    recipe: Secondary
    groups: list[Group]
    teachers: list[Teacher] = field(default_factory=list)
    lessons: list[Lessons] = field(default_factory=list)

    def teams(self) -> dict[str, list[Group]]:
        """Team -> its classes."""
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups:
            found[group.team].append(group)
        return dict(found)


def make_plan(recipe: Secondary, rng: random.Random) -> Plan:
    """Classes by year and site, teams of neighbouring classes, teachers by subject, mentors and days off."""
    groups: list[Group] = []
    for year, (count, hours) in recipe.years.items():
        for number in range(count):
            site = recipe.sites[number * len(recipe.sites) // count]
            groups.append(Group(f"{year}{chr(97 + number)}", year, site, "", hours))
    groups.sort(key=lambda group: (recipe.sites.index(group.site), group.id))
    sizes = share_out(recipe.pupils, [1.0] * len(groups))
    serial = 0
    for group, size in zip(groups, sizes, strict=True):
        group.pupils = [f"p{serial + i + 1:04d}" for i in range(size)]
        serial += size
    number = 0
    for site in recipe.sites:
        mine = [group for group in groups if group.site == site]
        teams = -(-len(mine) // recipe.team)
        for position, group in enumerate(mine):
            group.team = f"team{number + position * teams // len(mine) + 1}"
        number += teams
    plan = Plan(recipe, groups)
    _teach(plan)
    _join(plan)
    _mentors(plan)
    _days_off(plan, rng)
    return plan


def _teach(plan: Plan) -> None:
    """As many teachers per subject (or bundle) and team as its hours ask, classes dealt out evenly."""
    bundled = {subject: bundle for bundle in plan.recipe.bundles for subject in bundle}
    needs: dict[tuple[str, tuple[str, ...], str], list[Group]] = defaultdict(list)
    for group in plan.groups:
        for subject in group.hours:
            bundle = bundled.get(subject, (subject,))
            team = "" if subject in SHARED else group.team
            key = (group.site, bundle, team)
            if group not in needs[key]:
                needs[key].append(group)
    for (site, bundle, team), groups in needs.items():
        hours = {group.id: sum(group.hours.get(subject, 0) for subject in bundle) for group in groups}
        count = -(-sum(hours.values()) // FULL)
        people = [Teacher(f"t{len(plan.teachers) + n + 1:03d}", bundle, team, site) for n in range(count)]
        plan.teachers.extend(people)
        for group in sorted(groups, key=lambda g: (-hours[g.id], g.id)):
            teacher = min(people, key=lambda t: (t.hours, t.id))
            teacher.hours += hours[group.id]
            plan.lessons.extend(
                Lessons(group.id, subject, teacher.id, group.hours[subject])
                for subject in bundle
                if subject in group.hours
            )


def _join(plan: Plan) -> None:
    """Teachers of shared subjects belong to the smallest of the teams that they teach."""
    team_of = {group.id: group.team for group in plan.groups}
    for teacher in plan.teachers:
        if not teacher.team:
            hours: dict[str, int] = defaultdict(int)
            for lesson in plan.lessons:
                if lesson.teacher == teacher.id:
                    hours[team_of[lesson.group]] += lesson.hours
            size = {team: sum(t.team == team for t in plan.teachers) for team in hours}
            teacher.team = min(hours, key=lambda team: (size[team], -hours[team], team))


def _mentors(plan: Plan) -> None:
    """Every class has a mentor of its team who teaches it; each team has a coordinator."""
    people = {teacher.id: teacher for teacher in plan.teachers}
    taken: set[str] = set()
    for team, groups in plan.teams().items():
        for group in groups:
            own = {x.teacher for x in plan.lessons if x.group == group.id and people[x.teacher].team == team}
            free = sorted((t for t in own if t not in taken), key=lambda t: (people[t].hours, t))
            spare = sorted(
                (t.id for t in plan.teachers if t.team == team and t.id not in taken),
                key=lambda t: (people[t].hours, t),
            )
            group.mentor = (free or spare)[0]
            taken.add(group.mentor)
        rest = [t for t in plan.teachers if t.team == team and t.hours <= FULL - 5] or plan.teachers
        min(rest, key=lambda t: (t.hours, t.id)).coordinates = True


def _days_off(plan: Plan, rng: random.Random) -> None:
    """Who has few hours is not there every day. Mentors are there when their class has its half-hours, and
    every class keeps more teachers on each day than it has hours."""
    mentors = {group.mentor for group in plan.groups}
    left = {(group.id, day): len(group.hours) for group in plan.groups for day in range(5)}
    for teacher in plan.teachers:
        mine = [x for x in plan.lessons if x.teacher == teacher.id]
        number = 2 if teacher.hours <= 10 else 1 if teacher.hours <= 17 else 0
        # A class has a subject on as many days as its hours are spread over.
        most = max(x.hours for x in mine)
        number = min(number, 5 - -(-most // most_a_day(most)))
        days = [0, 4] if teacher.id in mentors else [0, 1, 2, 3, 4]
        rng.shuffle(days)
        off: list[int] = []
        for day in days:
            spare = all(left[x.group, day] >= LEAST_THERE for x in mine)
            if len(off) < number and spare:
                off.append(day)
                for lesson in mine:
                    left[lesson.group, day] -= 1
        teacher.off = tuple(sorted(off))


def kind(plan: Plan, subject: str, site: str, usual: str = "classroom") -> str:
    """The kind of room of a subject; on several sites its name says which."""
    found = ROOM_KINDS.get(subject, usual)
    return f"{found}-{site}" if len(plan.recipe.sites) > 1 else found
