"""The pupils and the staff of a secondary sample."""

from __future__ import annotations

import random
from collections.abc import Mapping
from math import ceil

from vlecht.instances.secondary.classes import Group, Plan, Teacher
from vlecht.instances.secondary.hours import DAYS
from vlecht.models.people import Availability, Pupil, Qualification, Role, Staff
from vlecht.models.school import Policy
from vlecht.models.words import Function

_COSTS = {"teacher": 84_000, "assistant": 52_000, "coordinator": 92_000, "director": 112_000}
"""Euros a year per FTE: assumed, only in synthetic schools."""
ASSISTANT = Role(
    id="assistant",
    name="Assistant",
    functions={Function.CO_TEACH: "alone", Function.SUPERVISE: "alone", Function.BREAK_DUTY: "alone"},
)


def pupils_of(plan: Plan) -> tuple[Pupil, ...]:
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


def carer(group: Group) -> str:
    """Who takes a class's pupils apart: the care coordinator of the site."""
    return f"care-{group.site}"


def staff_of(plan: Plan, contact: Mapping[str, int]) -> tuple[Staff, ...]:
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
