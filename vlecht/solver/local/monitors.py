"""What XHSTT's constraints watch, as rows for the flat tables of ``layout``: a monitor per point."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any

from vlecht.core.constraints import XHSTT_CONSTRAINTS
from vlecht.core.constraints.base import Constraint, CostFunction
from vlecht.core.constraints.naming import roles_named
from vlecht.core.problem import Problem
from vlecht.solver.local import layout as at
from vlecht.solver.local.layout import Packer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FUNCTIONS = {CostFunction.LINEAR: 0, CostFunction.QUADRATIC: 1, CostFunction.STEP: 2}
_EVENT_TABLES = (
    at.EVENT_UNTIMED,
    at.EVENT_PREFER,
    at.EVENT_SPREAD,
    at.EVENT_LINK,
    at.EVENT_ORDER,
    at.EVENT_SPLIT,
    at.EVENT_ALWAYS,
)
_NO_LIMIT = 2**30


class UnsupportedError(ValueError):
    """The problem holds what the compiled search does not know: enrolment, other constraints, sheer size."""


class Monitors:
    """The rows that a problem's constraints ask for. Raises ``UnsupportedError``.

    ``open_roles``: (event, role) -> number of the open role. Masks and lists go into ``pack`` at once; the
    rows by event, role, resource and time are packed by ``Tables``.
    """

    def __init__(self, problem: Problem, open_roles: dict[tuple[int, int], int], pack: Packer) -> None:
        self.problem = problem
        self._open = open_roles
        self._pack = pack
        self._masks: dict[tuple[frozenset[int], int], int] = {}
        self._known_candidates: dict[tuple[int, int], frozenset[int]] = {}
        self._slots: dict[tuple[int, int], int] = {}
        events, resources, times = len(problem.events), len(problem.resources), len(problem.times)
        self.rows: list[list[int]] = []
        self.by_event: dict[int, list[list[int]]] = {
            name: [[] for _ in range(events)] for name in _EVENT_TABLES
        }
        self.by_role: dict[int, list[list[int]]] = {
            name: [[] for _ in open_roles] for name in (at.ROLE_UNFILLED, at.ROLE_PREFER, at.ROLE_WHOLE)
        }
        self.clash: list[list[int]] = [[] for _ in range(resources)]
        self.load: list[list[int]] = [[] for _ in range(resources)]
        self.busy: list[list[int]] = [[] for _ in range(resources * times)]
        self.slot_links: list[list[int]] = []
        self.slot_groups: list[int] = []
        self.spans = 0
        self.links = 0
        self.wholes: list[list[int]] = []
        self.whole_constants: list[set[int]] = []
        """Split-assignment point -> resources that fill its role always."""
        self.constants: list[tuple[int, int]] = []
        """(monitor, amount) that every solution has: what preassigned resources always carry."""
        for constraint in problem.constraints:
            self._monitor_of(constraint)

    def _monitor_of(self, constraint: Constraint) -> None:
        state = _STATERS.get(type(constraint))
        if state is None:
            raise UnsupportedError(f"{constraint.kind} is not in the tables")
        if constraint.weight > 0:
            state(self, constraint)

    def _monitor(self, constraint: Constraint, low: int = 0, high: int = 0, unit: int = 1) -> int:
        function = _FUNCTIONS[constraint.function]
        self.rows.append([low, high, unit, function, constraint.weight, int(constraint.hard)])
        return len(self.rows) - 1

    def mask(self, members: Iterable[int], length: int) -> int:
        """Where the pack holds, per number below ``length``, whether it is a member."""
        key = (frozenset(members), length)
        known = self._masks.get(key)
        if known is None:
            known = self._masks[key] = self._pack.block(int(each in key[0]) for each in range(length))
        return known

    def _assign_time(self, constraint: Any) -> None:
        for event in constraint.events:
            self.by_event[at.EVENT_UNTIMED][event].append(self._monitor(constraint))

    def _prefer_times(self, constraint: Any) -> None:
        mask = self.mask(constraint.times, len(self.problem.times))
        for event in constraint.events:
            row = [self._monitor(constraint), constraint.duration or 0, mask]
            self.by_event[at.EVENT_PREFER][event].extend(row)

    def _spread(self, constraint: Any) -> None:
        by_time: list[list[int]] = [[] for _ in self.problem.times]
        for number, (group, low, high) in enumerate(constraint.spans):
            for time in dict.fromkeys(self.problem.time_groups[group].times):
                by_time[time].extend((number, low, high))
        table = self._pack.lists(by_time)
        for group in constraint.event_groups:
            monitor = self._monitor(constraint)
            self.constants.append((monitor, sum(low for _, low, _ in constraint.spans)))
            for event in self.problem.event_groups[group].events:
                self.by_event[at.EVENT_SPREAD][event].extend((self.spans, table, monitor))
            self.spans += len(constraint.spans)

    def _link(self, constraint: Any) -> None:
        for group in constraint.event_groups:
            events = self.problem.event_groups[group].events
            if len(events) > 1:
                monitor = self._monitor(constraint)
                for event in events:
                    self.by_event[at.EVENT_LINK][event].extend((self.links, monitor, len(events)))
                self.links += 1

    def _order(self, constraint: Any) -> None:
        for first, second, low, high in constraint.pairs:
            row = [first, second, low, high, self._monitor(constraint)]
            for event in dict.fromkeys((first, second)):
                self.by_event[at.EVENT_ORDER][event].extend(row)

    def _split(self, constraint: Any) -> None:
        limits = (max(1, constraint.minimum_duration), constraint.maximum_duration)
        amounts = (constraint.minimum_amount, constraint.maximum_amount)
        for event in constraint.events:
            row = [self._monitor(constraint), *limits, *amounts]
            self.by_event[at.EVENT_SPLIT][event].extend(row)

    def _distribute(self, constraint: Any) -> None:
        # Marked by a least duration of 0: the number of parts of the "most duration" is what counts.
        for event in constraint.events:
            row = [self._monitor(constraint), 0, constraint.duration, constraint.minimum, constraint.maximum]
            self.by_event[at.EVENT_SPLIT][event].extend(row)

    def _assign_resource(self, constraint: Any) -> None:
        for event, role in roles_named(self.problem, constraint.events, constraint.role):
            if (open_ := self._open.get((event, role))) is not None:
                self.by_role[at.ROLE_UNFILLED][open_].append(self._monitor(constraint))

    def _prefer_resources(self, constraint: Any) -> None:
        mask = self.mask(constraint.resources, len(self.problem.resources))
        for event, role in roles_named(self.problem, constraint.events, constraint.role):
            monitor = self._monitor(constraint)
            stated = self.problem.events[event]
            if (open_ := self._open.get((event, role))) is not None:
                self.by_role[at.ROLE_PREFER][open_].extend((monitor, mask))
            elif stated.roles[role].preassigned not in constraint.resources:
                self.constants.append((monitor, stated.duration))

    def _avoid_split(self, constraint: Any) -> None:
        for group in constraint.event_groups:
            monitor = self._monitor(constraint, high=1)
            always: set[int] = set()
            here: list[int] = []
            events = self.problem.event_groups[group].events
            for event, role in roles_named(self.problem, events, constraint.role):
                if (open_ := self._open.get((event, role))) is not None:
                    self.by_role[at.ROLE_WHOLE][open_].extend((len(self.wholes), monitor))
                    here.extend((event, open_))
                elif (resource := self.problem.events[event].roles[role].preassigned) is not None:
                    always.add(resource)
            self.constants.append((monitor, len(always)))
            self.wholes.append(here)
            self.whole_constants.append(always)

    def _clashes(self, constraint: Any) -> None:
        for resource in constraint.resources:
            self.clash[resource].append(self._monitor(constraint))

    def _unavailable(self, constraint: Any) -> None:
        for resource in constraint.resources:
            monitor = self._monitor(constraint)
            for time in constraint.times:
                self.busy[resource * len(self.problem.times) + time].append(-1 - monitor)

    def _grouped(self, constraint: Any, kind: int, low: int, high: int) -> None:
        """Monitors that read slots: 0 busy times of a busy group, 1 busy groups, 2 idle times."""
        for resource in constraint.resources:
            monitor = self._monitor(constraint, low, high)
            for group in constraint.time_groups:
                slot = self._slot(resource, group)
                self.slot_links[slot].extend((kind, monitor, constraint.minimum, constraint.maximum))

    def _slot(self, resource: int, group: int) -> int:
        known = self._slots.get((resource, group))
        if known is None:
            known = self._slots[resource, group] = len(self._slots)
            self.slot_links.append([])
            self.slot_groups.append(group)
            for time in self.problem.time_groups[group].times:
                self.busy[resource * len(self.problem.times) + time].append(known)
        return known

    def _workload(self, constraint: Any) -> None:
        for resource in constraint.resources:
            roles = [
                (event, role)
                for event, stated in enumerate(self.problem.events)
                for role in range(len(stated.roles))
                if resource in self._candidates(event, role)
            ]
            unit = lcm(*(self.problem.events[event].duration for event, _ in roles))
            high = constraint.maximum * unit
            monitor = self._monitor(constraint, constraint.minimum * unit, min(high, _NO_LIMIT), unit)
            self.load[resource].append(monitor)
            always = most = 0
            for event, role in roles:
                load = self.workload_of(event, role) * unit
                most += load
                always += load if self.problem.events[event].roles[role].preassigned == resource else 0
            if max(most, constraint.minimum * unit) > _NO_LIMIT:
                raise UnsupportedError("workloads are too large for the tables")
            self.constants.append((monitor, always))

    def _candidates(self, event: int, role: int) -> frozenset[int]:
        key = (event, role)
        known = self._known_candidates.get(key)
        if known is None:
            known = self._known_candidates[key] = frozenset(self.problem.candidates(event, role))
        return known

    def workload_of(self, event: int, role: int) -> int:
        """The workload of an event's role."""
        stated = self.problem.events[event]
        known = stated.roles[role].workload
        return stated.total_workload if known is None else known


_STATERS: dict[type[Constraint], Callable[[Monitors, Any], None]] = dict(
    zip(
        XHSTT_CONSTRAINTS,
        (
            Monitors._assign_resource,
            Monitors._assign_time,
            Monitors._clashes,
            Monitors._avoid_split,
            Monitors._unavailable,
            lambda monitors, each: monitors._grouped(each, 1, each.minimum, each.maximum),
            Monitors._distribute,
            lambda monitors, each: monitors._grouped(each, 0, 0, 0),
            lambda monitors, each: monitors._grouped(each, 2, each.minimum, each.maximum),
            Monitors._workload,
            Monitors._link,
            Monitors._order,
            Monitors._prefer_resources,
            Monitors._prefer_times,
            Monitors._split,
            Monitors._spread,
        ),
        strict=True,
    )
)
