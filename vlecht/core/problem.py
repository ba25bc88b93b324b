"""The timetabling problem as the literature states it: times, resources, events, enrolment choices.

The vocabulary is that of XHSTT (Post et al., "XHSTT: an XML archive for high school timetabling
problems in different countries", Annals of Operations Research 218, 2014), extended with what
group-crossing schools need: pupils who *join* groups (enrolment choices) and who may be *released*
from an event because they are elsewhere at that moment. Nothing here knows a school word, and nothing
imports a solver. Everything refers to everything else by index (position in the problem's tuples);
ids are for people and files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Constraint


@dataclass(frozen=True, slots=True)
class Time:
    """One slot of the week. Times are consecutive in the order of ``Problem.times``."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class TimeGroup:
    """A named set of times (indices, ascending). ``kind`` is ``Day``, ``Week`` or ``TimeGroup``."""

    id: str
    name: str
    times: tuple[int, ...]
    kind: str = "TimeGroup"


@dataclass(frozen=True, slots=True)
class Resource:
    """Anything that attends events: a teacher, room, class, pupil, instruction group, piece of equipment."""

    id: str
    type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ResourceGroup:
    """A named set of resources (indices) of one type."""

    id: str
    name: str
    type: str
    resources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A place in an event that one resource fills (XHSTT: event resource).

    ``preassigned`` is a resource index or ``None`` when the resource is to be chosen; ``candidates``
    restricts the choice (``None``: every resource of the type). ``name`` may be empty only for a
    preassigned resource. ``workload`` defaults to the event's.
    """

    name: str
    resource_type: str
    preassigned: int | None = None
    candidates: tuple[int, ...] | None = None
    workload: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting of resources lasting ``duration`` times in all; it may be split into sub-events.

    ``time`` is a preassigned starting time (index) or ``None``. ``workload`` defaults to the duration.
    """

    id: str
    duration: int
    roles: tuple[Role, ...] = ()
    time: int | None = None
    workload: int | None = None
    name: str = ""
    course: str | None = None

    @property
    def total_workload(self) -> int:
        """The event's workload (its duration unless stated)."""
        return self.duration if self.workload is None else self.workload


@dataclass(frozen=True, slots=True)
class EventGroup:
    """A named set of events (indices)."""

    id: str
    name: str
    events: tuple[int, ...]
    kind: str = "EventGroup"


@dataclass(frozen=True, slots=True)
class Choice:
    """An enrolment choice: ``pupil`` joins at least ``minimum`` and at most ``maximum`` of ``options``.

    ``pupil`` and ``options`` are resource indices; an option is a group resource that attends events.
    """

    id: str
    pupil: int
    options: tuple[int, ...]
    minimum: int = 1
    maximum: int = 1


@dataclass(frozen=True)
class Problem:
    """A complete instance. Index every reference; build with :class:`ProblemBuilder` when in doubt.

    ``members`` gives fixed membership: group resource -> the pupils who always attend with it.
    ``releases`` lists the (pupil, event) pairs that a solution may use: the pupil is then elsewhere
    while the group attends the event.
    """

    id: str
    times: tuple[Time, ...]
    resources: tuple[Resource, ...]
    events: tuple[Event, ...]
    name: str = ""
    time_groups: tuple[TimeGroup, ...] = ()
    resource_types: tuple[str, ...] = ()
    resource_groups: tuple[ResourceGroup, ...] = ()
    event_groups: tuple[EventGroup, ...] = ()
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    releases: frozenset[tuple[int, int]] = frozenset()
    constraints: tuple[Constraint, ...] = ()

    @cached_property
    def resources_by_type(self) -> dict[str, tuple[int, ...]]:
        """Resource type -> indices of its resources, in order."""
        found: dict[str, list[int]] = {}
        for index, resource in enumerate(self.resources):
            found.setdefault(resource.type, []).append(index)
        return {kind: tuple(indices) for kind, indices in found.items()}

    @cached_property
    def resource_index(self) -> dict[str, int]:
        """Resource id -> index."""
        return {resource.id: index for index, resource in enumerate(self.resources)}

    @cached_property
    def event_index(self) -> dict[str, int]:
        """Event id -> index."""
        return {event.id: index for index, event in enumerate(self.events)}

    @cached_property
    def time_index(self) -> dict[str, int]:
        """Time id -> index."""
        return {time.id: index for index, time in enumerate(self.times)}

    def candidates(self, event: int, role: int) -> tuple[int, ...]:
        """The resources that may fill a role: the preassigned one, the stated ones, or all of the type."""
        stated = self.events[event].roles[role]
        if stated.preassigned is not None:
            return (stated.preassigned,)
        if stated.candidates is not None:
            return stated.candidates
        return self.resources_by_type.get(stated.resource_type, ())

    @cached_property
    def groups_of_pupil(self) -> dict[int, tuple[int, ...]]:
        """Pupil -> the groups the pupil is always a member of (``members`` turned round)."""
        found: dict[int, list[int]] = {}
        for group, pupils in self.members.items():
            for pupil in pupils:
                found.setdefault(pupil, []).append(group)
        return {pupil: tuple(groups) for pupil, groups in found.items()}

    def with_constraints(self, constraints: Iterable[Constraint]) -> Problem:
        """The same problem under other constraints."""
        return Problem(
            id=self.id,
            times=self.times,
            resources=self.resources,
            events=self.events,
            name=self.name,
            time_groups=self.time_groups,
            resource_types=self.resource_types,
            resource_groups=self.resource_groups,
            event_groups=self.event_groups,
            members=self.members,
            choices=self.choices,
            releases=self.releases,
            constraints=tuple(constraints),
        )
