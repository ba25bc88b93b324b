"""The staff of a generated school: who is there, in which role, on which days."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from vlecht.instances.generator.cohort import Base, Unit
from vlecht.instances.generator.week import PER_DAY, WEDNESDAY
from vlecht.models.people import Role
from vlecht.models.words import Function

ROLES = (
    Role(
        id="teacher",
        name="Teacher",
        end_responsible=True,
        functions=dict.fromkeys(Function, "alone"),
    ),
    Role(
        id="supporter",
        name="Teacher-supporter",
        functions={
            Function.LEAD: "in_reach",
            Function.CO_TEACH: "alone",
            Function.SUPERVISE: "alone",
            Function.SUPPORT: "alone",
            Function.BREAK_DUTY: "alone",
        },
    ),
    Role(
        id="assistant",
        name="Assistant",
        functions={
            Function.CO_TEACH: "in_reach",
            Function.SUPERVISE: "alone",
            Function.SUPPORT: "in_reach",
            Function.BREAK_DUTY: "alone",
        },
    ),
    Role(id="specialist", name="Specialist teacher", functions={Function.LEAD: "alone"}),
    Role(id="coordinator", name="Care coordinator", functions={Function.SUPPORT: "alone"}),
    Role(id="director", name="Director"),
)
"""Roles and what each may do: the substitution matrix of the generated schools."""

ALL_DAYS = (0, 1, 2, 3, 4)
_SPLITS = (((0, 1), (2, 3, 4)), ((0, 1, 2), (3, 4)), ((0, 1, 4), (2, 3)))
"""Ways in which two teachers share a week."""
_OVERLAPS = (((0, 1, 2), (2, 3, 4)), ((0, 2, 4), (1, 2, 3)))
"""The same with a Wednesday on which the one teaches first and the other after the break."""

_CO_TEACHER_DAYS: tuple[int, ...] = (0, 1, 3, 4)
_FLOATER_DAYS: tuple[tuple[int, ...], ...] = ((0, 1, 3, 4), (0, 1, 2, 3))


@dataclass(eq=False)
class Person:
    """A member of staff in the making, and what they have been given so far.

    ``open_days``: the school file only says how many days, not which. ``from_clock``/``until_clock``: at
    school only then. ``extra``: minutes of task hours on top of the contact.
    """

    id: str
    name: str
    role: str
    days: tuple[int, ...]
    home: int | None = None
    unit: str | None = None
    open_days: bool = False
    from_clock: int = 0
    until_clock: int = 24 * 60
    task_minutes: int = 0
    fte: float = 0.0
    busy: set[int] = field(default_factory=set)
    contact: int = 0

    def free(self, slots: range) -> bool:
        """Whether the person is at school, can, and has nothing on at all of the slots."""
        day = slots.start // PER_DAY
        first, last = 480 + slots.start % PER_DAY * 15, 480 + (slots.stop - day * PER_DAY) * 15
        return (
            day in self.days
            and first >= self.from_clock
            and last <= self.until_clock
            and self.busy.isdisjoint(slots)
        )

    def take(self, slots: range, contact: bool = True) -> None:
        """Give the person something to do. Raises ``ValueError`` when it cannot be."""
        if not self.free(slots):
            raise ValueError(f"{self.id} is not free at {slots}")
        self.busy.update(slots)
        self.contact += len(slots) * 15 if contact else 0


@dataclass(frozen=True)
class Staffing:
    """How the staff of a school is made up: persons who do not have a home group, and duos."""

    duos: int
    directors: int = 1
    coordinators: int = 1
    specialists: int = 1
    supporters: int = 1
    assistants: int = 1
    floaters: int = 0
    co_teachers: int = 0

    @property
    def others(self) -> int:
        """Persons without a home group of their own."""
        return (
            self.directors
            + self.coordinators
            + self.specialists
            + self.supporters
            + self.assistants
            + self.floaters
            + self.co_teachers
        )


def staffing(pupils: int, groups: int, staff: int | None = None) -> Staffing:
    """A usual make-up: about one member of staff to eleven or twelve pupils, most teachers part-time."""
    total = round(pupils / 11.3) if staff is None else staff
    duos = max(0, min(groups, round(groups * 0.6)))
    found = {"coordinators": 1 + pupils // 700, "specialists": max(1, round(groups / 18))}
    order = ("supporters", "assistants", "supporters", "floaters", "supporters", "assistants")
    rest = max(2, total - groups - duos - 1 - sum(found.values()))
    for i in range(rest):
        name = order[i % len(order)]
        found[name] = found.get(name, 0) + 1
    return Staffing(duos=duos, **found)


class Team:
    """All staff of a school, and who has which home group when."""

    def __init__(
        self,
        units: tuple[Unit, ...],
        counts: Sequence[int],
        makeup: Staffing,
        full_time: int | None,
        rng: random.Random,
    ) -> None:
        """``full_time``: the number of a home group that must not have a duo."""
        self.people: list[Person] = []
        self._teachers: dict[int, tuple[Person, ...]] = {}
        groups = [group for unit in units for group in unit.groups]
        able = [group.number for group in groups if group.number != full_time]
        # Spread evenly over the school.
        duos = {able[int((i + 0.5) * len(able) / makeup.duos)] for i in range(min(makeup.duos, len(able)))}
        # By the group's number and not by its cluster: the same people whatever the organisation variant.
        stage = [number for number, count in enumerate(counts) for _ in range(count)]
        for group in groups:
            self._own_teachers(group, group.number in duos, stage[group.number] % 2 == 1, rng)
        self._others(units, makeup)

    def _add(self, person: Person) -> Person:
        self.people.append(person)
        return person

    def _own_teachers(self, group: Base, duo: bool, overlap: bool, rng: random.Random) -> None:
        number = sum(person.role == "teacher" for person in self.people) + 1
        if not duo:
            person = Person(f"t{number:02d}", f"Teacher {number}", "teacher", ALL_DAYS, group.number)
            self._teachers[group.number] = (self._add(person),)
            return
        days = rng.choice(_OVERLAPS if overlap else _SPLITS)
        open_days = not overlap and rng.random() < 0.3
        self._teachers[group.number] = tuple(
            self._add(
                Person(
                    f"t{number + i:02d}",
                    f"Teacher {number + i}",
                    "teacher",
                    mine,
                    group.number,
                    open_days=open_days,
                )
            )
            for i, mine in enumerate(days)
        )

    def _others(self, units: tuple[Unit, ...], makeup: Staffing) -> None:
        upper = [unit.id for unit in units if unit.aligned] or [units[-1].id]
        every = [unit.id for unit in units]
        for i in range(makeup.directors):
            self._add(Person(f"director{i + 1}", f"Director {i + 1}", "director", (0, 1, 3, 4)))
        for i in range(makeup.coordinators):
            days = ((0, 1, 2, 3), (1, 2, 3, 4))[i % 2]
            self._add(Person(f"coordinator{i + 1}", f"Care coordinator {i + 1}", "coordinator", days))
        for i in range(makeup.specialists):
            self._add(Person(f"specialist{i + 1}", f"Specialist {i + 1}", "specialist", ALL_DAYS))
        for i in range(makeup.supporters):
            unit = upper[i % len(upper)]
            self._add(
                Person(f"supporter{i + 1}", f"Teacher-supporter {i + 1}", "supporter", ALL_DAYS, unit=unit)
            )
        for i in range(makeup.assistants):
            until = 13 * 60 if i % 2 else 24 * 60
            unit = every[i % len(every)]
            self._add(
                Person(
                    f"assistant{i + 1}",
                    f"Assistant {i + 1}",
                    "assistant",
                    ALL_DAYS,
                    unit=unit,
                    until_clock=until,
                )
            )
        for i in range(makeup.floaters + makeup.co_teachers):
            number = sum(person.role == "teacher" for person in self.people) + 1
            at = _CO_TEACHER_DAYS if i >= makeup.floaters else _FLOATER_DAYS[i % 2]
            unit = upper[i % len(upper)]
            self._add(Person(f"t{number:02d}", f"Teacher {number}", "teacher", at, unit=unit))

    def own_teachers(self, group: int) -> tuple[Person, ...]:
        """The teachers of a home group."""
        return self._teachers[group]

    def teacher(self, group: int, day: int, late: bool) -> Person:
        """Who has a home group on a day; ``late``: after the morning break."""
        present = [person for person in self._teachers[group] if day in person.days]
        return present[-1] if late and day == WEDNESDAY else present[0]

    def in_role(self, *roles: str) -> list[Person]:
        """Everybody without a home group who has one of the roles, in order of the roles."""
        return [p for role in roles for p in self.people if p.role == role and p.home is None]
