"""All groups of a school: every set of groups composed, coupled ones together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan, PupilChoice
from vlecht.solver.grouping.asked import Circumstances
from vlecht.solver.grouping.compose import compose_task
from vlecht.solver.grouping.couplings import couplings_of
from vlecht.solver.grouping.enrol import enrol
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.grouping.guests import seat_guests
from vlecht.solver.grouping.joint import components, compose_jointly
from vlecht.solver.grouping.statement import task_of
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.workshop_task import WorkshopTask
from vlecht.solver.run import Clock, Settings

LEAST, MOST, PART = 0.12, 4.0, 0.06
"""Seconds for one set of groups: at least, at most, and the part of the time left that all sets share."""
ENROL = 1.0
"""Seconds that enrolling in workshops gets at least."""


@dataclass
class Made:
    """What composing has come to so far, in positions of the tasks."""

    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)
    bound: int = 0


def compose_school(index: SchoolIndex, plan: Plan, clock: Clock, settings: Settings) -> Grouping | str:
    """The grouping of a plan, or the id of a delivery for which no groups were found."""
    made = Made()
    sets = [choice for choice in plan.choices if not choice.guest]
    seconds = max(LEAST, min(MOST, PART * clock.left / max(1, len(sets))))
    for choice in sets:
        delivery = index.deliveries[choice.delivery]
        if isinstance(delivery, WorkshopsDelivery):
            task = WorkshopTask(index, plan, delivery)
            enrolled = enrol(task, clock, settings, max(ENROL, seconds), evenly=True)
            if enrolled is None:
                return delivery.id
            made.members |= enrolled.members
            made.moments |= enrolled.moments
            made.bound += enrolled.bound
    tasks = {choice.delivery: task_of(index, choice) for choice in _lone(index, sets)}
    for names, couplings in components(tasks, couplings_of(index, tasks)):
        if couplings:
            coupled = {name: tasks[name] for name in names}
            found = compose_jointly(coupled, couplings, clock, settings, seconds * len(names))
            if found.groups is None:
                return names[0]
            for name, groups in found.groups.items():
                made.members |= tasks[name].named(groups)
            made.bound += found.bound
        elif not _compose(tasks[names[0]], made, clock, settings, seconds):
            return names[0]
    for hours in _hours(index, sets):
        earlier: tuple[tuple[str, ...], ...] = ()
        for choice in hours:
            hour = task_of(index, choice, Circumstances(earlier=earlier))
            if not _compose(hour, made, clock, settings, seconds):
                return choice.delivery
            earlier += tuple(made.members[group] for group in choice.groups)
    return Grouping(made.members, seat_guests(index, plan, made.members), made.moments, made.bound)


def _lone(index: SchoolIndex, sets: list[PupilChoice]) -> Iterator[PupilChoice]:
    """Choices of deliveries that have one set of groups."""
    for choice in sets:
        if index.deliveries[choice.delivery].form not in ("workshops", "flex"):
            yield choice


def _hours(index: SchoolIndex, sets: list[PupilChoice]) -> list[list[PupilChoice]]:
    """Flex hours, delivery by delivery: each is composed knowing the ones before."""
    found: dict[str, list[PupilChoice]] = {}
    for choice in sets:
        if index.deliveries[choice.delivery].form == "flex":
            found.setdefault(choice.delivery, []).append(choice)
    return list(found.values())


def _compose(task: Task, made: Made, clock: Clock, settings: Settings, seconds: float) -> bool:
    composed = compose_task(task, clock, settings, seconds)
    if composed.groups is None:
        return False
    made.members |= task.named(composed.groups)
    made.bound += composed.bound
    return True
