"""Writes a draft down as a school file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from vlecht.instances.generator.care import Care
from vlecht.instances.generator.cohort import Child, Unit
from vlecht.instances.generator.curriculum import SUBJECTS
from vlecht.instances.generator.grouping import Grouped
from vlecht.instances.generator.planting import Planting
from vlecht.instances.generator.premises import classroom, equipment, rooms
from vlecht.instances.generator.teaching import Teaching
from vlecht.instances.generator.team import ALL_DAYS, ROLES, Person, Team
from vlecht.instances.generator.week import DAYS, PER_DAY, STEP, Shape, clock
from vlecht.models.calendar import Period
from vlecht.models.people import (
    Availability,
    Cluster,
    Elsewhere,
    HomeGroup,
    Pupil,
    Qualification,
    Staff,
    TeacherDays,
)
from vlecht.models.roster import BreakDuty, MeetingSession
from vlecht.models.school import Meeting, Policy, Presence, School
from vlecht.models.words import Window

if TYPE_CHECKING:
    from vlecht.instances.generator.generate import Recipe

SYNTHETIC = "Synthetic: every pupil, member of staff, level, contract and cost is made up."
_COSTS = {
    "teacher": 78_000,
    "supporter": 60_000,
    "assistant": 48_000,
    "specialist": 76_000,
    "coordinator": 88_000,
    "director": 104_000,
}
"""Euros a year per FTE: assumed, of the order of Dutch primary schools, and only in synthetic schools."""

_LEAST_FTE = {"supporter": 0.5, "assistant": 0.4, "specialist": 0.2}
"""Nobody comes for less; what the planted week leaves open of it is an engine's to use."""
_PERIODS = tuple(
    Period(id=f"period-{i + 1}", start=start, end=start + timedelta(days=39))
    for i, start in enumerate(date(2026, 8, 24) + timedelta(weeks=7 * n) for n in range(6))
)
"""Six-week periods in which instruction groups stay as they are, with a week of talks between them."""


@dataclass
class Draft:
    """A school and its planted week in the making.

    ``contracts``: contact minutes that each person's contract must have room for.
    """

    recipe: Recipe
    times: Shape
    pupils: list[Child]
    units: tuple[Unit, ...]
    team: Team
    teaching: Teaching
    groups: dict[str, Grouped] = field(default_factory=dict)
    planting: Planting | None = None
    care: Care | None = None
    meetings: list[Meeting] = field(default_factory=list)
    meeting_sessions: list[MeetingSession] = field(default_factory=list)
    supervisors: dict[str, int] = field(default_factory=dict)
    duties: list[BreakDuty] = field(default_factory=list)
    contracts: dict[str, int] = field(default_factory=dict)

    @property
    def teams(self) -> dict[str, tuple[str, ...]]:
        """Cluster -> its teachers, and the whole-day colleagues attached to it."""
        found: dict[str, tuple[str, ...]] = {}
        for unit in self.units:
            own = [p.id for group in unit.groups for p in self.team.own_teachers(group.number)]
            attached = [
                p.id
                for p in self.team.people
                if p.home is None and p.unit == unit.id and p.until_clock == 24 * 60
            ]
            found[unit.id] = (*own, *attached)
        return found


def school_file(draft: Draft) -> School:
    """The school as planned so far; with the support groups and contracts once those are known."""
    recipe, times = draft.recipe, draft.times
    deliveries = [*draft.teaching.deliveries, *(draft.care.deliveries if draft.care else ())]
    used = {delivery.subject for delivery in deliveries}
    return School(
        id=recipe.id,
        name=recipe.name,
        synthetic=True,
        notes=" ".join(filter(None, (SYNTHETIC, recipe.notes))),
        calendar=times.calendar(draft.supervisors, ("yard",), _PERIODS if recipe.six_weekly else ()),
        rooms=rooms(draft.units, len(draft.pupils), recipe.shared_hall),
        equipment=equipment(draft.teaching),
        subjects=tuple(subject for subject in SUBJECTS if subject.id in used),
        clusters=tuple(
            Cluster(id=unit.id, name=f"Cluster {unit.id[1:]}", team=draft.teams[unit.id])
            for unit in draft.units
        ),
        home_groups=tuple(
            _home_group(draft, unit, n) for unit in draft.units for n in range(len(unit.groups))
        ),
        pupils=tuple(_pupil(child, times) for child in draft.pupils),
        roles=ROLES,
        staff=tuple(_staff(draft, number, person) for number, person in enumerate(draft.team.people)),
        curriculum=draft.teaching.curriculum(),
        deliveries=tuple(deliveries),
        meetings=tuple(draft.meetings),
        presence=_presence(draft),
        policy=Policy(rules=dict(recipe.rules)),
    )


def _presence(draft: Draft) -> tuple[Presence, ...]:
    """The leader and the care coordinator are never absent on the same day."""
    names = tuple(p.id for p in draft.team.people if p.role in ("director", "coordinator"))
    return (Presence(staff=names),)


def _home_group(draft: Draft, unit: Unit, number: int) -> HomeGroup:
    group = unit.groups[number]
    return HomeGroup(
        id=group.id,
        name=group.name,
        years=group.years,
        cluster=unit.id,
        room=classroom(group),
        teachers=tuple(
            TeacherDays(
                staff=person.id,
                days=() if person.open_days or person.days == ALL_DAYS else _days(person.days),
            )
            for person in draft.team.own_teachers(group.number)
        ),
    )


def _elsewhere(person: Person) -> tuple[Availability, ...]:
    """Another school's: whole days without lessons here, and before and after the lessons of the others."""
    found: list[Availability] = []
    for day in ALL_DAYS:
        busy = sorted(s for s in person.busy if s // PER_DAY == day)
        if not busy:
            found.append(Availability(days=(DAYS[day],)))
            continue
        first, last = clock(busy[0]), clock(busy[-1]) + STEP
        found.append(Availability(days=(DAYS[day],), end=max(0, first - 2 * STEP)))
        found.append(Availability(days=(DAYS[day],), start=last + 2 * STEP))
    return tuple(found)


def _days(days: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(DAYS[day] for day in days)


def _pupil(child: Child, times: Shape) -> Pupil:
    attendance: tuple[Window, ...] = ()
    if child.mornings_only:
        whole = tuple(day for day in ALL_DAYS if day not in child.mornings_only)
        attendance = (
            Window(days=_days(whole), start=0, end=24 * 60),
            Window(days=_days(child.mornings_only), start=0, end=12 * 60),
        )
    elsewhere: tuple[Elsewhere, ...] = ()
    if child.elsewhere is not None:
        start, end = times.lunch[-1][2], times.ends[child.elsewhere]
        elsewhere = (
            Elsewhere(days=_days((child.elsewhere,)), start=start, end=end, note="day-a-week school"),
        )
    return Pupil(
        id=child.id,
        year=child.year,
        home_group=child.home,
        levels=child.levels,
        needs=tuple(child.needs),
        attendance=attendance,
        elsewhere=elsewhere,
        exemptions=tuple(child.exemptions),
        works_with=child.works_with,
        wishes=tuple(child.wishes),
        together=tuple(child.together),
        apart=tuple(child.apart),
    )


def _staff(draft: Draft, number: int, person: Person) -> Staff:
    """A contract around the planted load: days off, the FTE it takes, and task hours of coordinators."""
    per_fte = Policy().contact_minutes_per_fte
    contact = draft.contracts.get(person.id, 0)
    tasks = 75 if person.role == "teacher" and number % 5 == 2 else 0
    stated: int | None = None
    if person.role == "director":
        fte, tasks = 0.8, 0
    elif person.role == "coordinator":
        fte = 0.2 * len(person.days)
        tasks = max(0, round(fte * per_fte) - contact - 60) // STEP * STEP
    else:
        # A twentieth of an FTE is seventy-five minutes; a lesson in the gym may fall on another day.
        least = _LEAST_FTE.get(person.role, 0.2 if person.home is not None else 0.4)
        fte = max(least, ceil((contact + tasks + 45) / (per_fte / 20)) / 20)
        if fte > 1:
            fte, stated = 1.0, contact + tasks + 45
    return Staff(
        id=person.id,
        name=person.name,
        roles=(person.role,),
        qualifications=(Qualification(subjects=("gym", "movement")),)
        if person.role == "specialist"
        else (Qualification(),),
        fte=round(fte, 2),
        availability=_availability(person, number, draft.recipe.style.shared_specialist),
        task_minutes=tasks,
        contact_minutes=stated,
        max_days=None if person.days == ALL_DAYS else len(person.days),
        funding="support" if person.role in ("supporter", "assistant") else "base",
        cost=_COSTS[person.role],
    )


def _availability(person: Person, number: int, shared: bool) -> tuple[Availability, ...]:
    found: list[Availability] = []
    if shared and person.role == "specialist":
        return _elsewhere(person)
    off = tuple(day for day in ALL_DAYS if day not in person.days)
    if off and not person.open_days and person.role != "director":
        found.append(Availability(days=_days(off)))
    if person.until_clock < 24 * 60:
        found.append(Availability(start=person.until_clock))
    if person.role == "teacher" and number % 7 == 3:
        found.append(Availability(days=("fri",), start=13 * 60, level="rather_not"))
    if person.role == "supporter" and number % 2 == 0:
        # Mornings with pupils by preference; meetings after the lessons are nobody's burden.
        found.append(Availability(start=8 * 60, end=12 * 60 + 30, level="prefers"))
        found.append(Availability(start=15 * 60, level="prefers"))
    return tuple(found)
