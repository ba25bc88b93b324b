"""A core problem under XHSTT's constraints as the flat tables of ``layout``."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any

from vlecht.core.constraints import XHSTT_CONSTRAINTS
from vlecht.core.constraints.base import Constraint, CostFunction
from vlecht.core.constraints.naming import roles_named
from vlecht.core.problem import Problem
from vlecht.solver.cpsat.domains import Narrowing, narrowed
from vlecht.solver.local import layout as at
from vlecht.solver.local.layout import Ints, Packer

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
_MOST_STATE = 200_000_000
"""Numbers that a state may take: beyond, the problem is too large for these tables."""


class UnsupportedError(ValueError):
    """The problem holds what the compiled search does not know: enrolment, other constraints, sheer size."""


class Tables:
    """The tables of a problem. Raises ``UnsupportedError``.

    ``a`` is what compiled functions read; ``size`` the numbers in a state; ``roles`` says per event which
    of its roles are open, in the order of the tables.
    """

    def __init__(self, problem: Problem) -> None:
        if problem.choices or problem.releases or problem.members:
            raise UnsupportedError("enrolment choices are not in the tables")
        self.problem = problem
        self.domains: Narrowing = narrowed(problem, lambda constraint: constraint.hard)
        self.roles = [
            [role for role, stated in enumerate(event.roles) if stated.preassigned is None]
            for event in problem.events
        ]
        self._pack = Packer()
        self._monitors: list[list[int]] = []
        self._masks: dict[tuple[frozenset[int], int], int] = {}
        events, resources, times = len(problem.events), len(problem.resources), len(problem.times)
        self._known_candidates: dict[tuple[int, int], frozenset[int]] = {}
        self._open: dict[tuple[int, int], int] = {}
        for index, open_ in enumerate(self.roles):
            for role in open_:
                self._open[index, role] = len(self._open)
        roles = len(self._open)
        self._by_event: dict[int, list[list[int]]] = {
            name: [[] for _ in range(events)] for name in _EVENT_TABLES
        }
        self._by_role: dict[int, list[list[int]]] = {
            name: [[] for _ in range(roles)] for name in (at.ROLE_UNFILLED, at.ROLE_PREFER, at.ROLE_WHOLE)
        }
        self._clash: list[list[int]] = [[] for _ in range(resources)]
        self._load: list[list[int]] = [[] for _ in range(resources)]
        self._busy: list[list[int]] = [[] for _ in range(resources * times)]
        self._slots: dict[tuple[int, int], int] = {}
        self._slot_links: list[list[int]] = []
        self._slot_groups: list[int] = []
        self._spans = 0
        self._links = 0
        self._wholes: list[list[int]] = []
        self._whole_constants: list[set[int]] = []
        self.constants: list[tuple[int, int]] = []
        """(monitor, amount) that every solution has: what preassigned resources always carry."""
        for constraint in problem.constraints:
            self._monitor_of(constraint)
        self._events()
        self._state()
        try:
            self.a: Ints = self._pack.pack()
        except OverflowError:
            raise UnsupportedError("a number is too large for the tables") from None

    @property
    def whole_constants(self) -> list[set[int]]:
        """Split-assignment point -> resources that fill its role always."""
        return self._whole_constants

    # Constraints

    def _monitor_of(self, constraint: Constraint) -> None:
        state = _STATERS.get(type(constraint))
        if state is None:
            raise UnsupportedError(f"{constraint.kind} is not in the tables")
        if constraint.weight > 0:
            state(self, constraint)

    def _monitor(self, constraint: Constraint, low: int = 0, high: int = 0, unit: int = 1) -> int:
        function = _FUNCTIONS[constraint.function]
        self._monitors.append([low, high, unit, function, constraint.weight, int(constraint.hard)])
        return len(self._monitors) - 1

    def _mask(self, members: Iterable[int], length: int) -> int:
        key = (frozenset(members), length)
        known = self._masks.get(key)
        if known is None:
            known = self._masks[key] = self._pack.block(int(each in key[0]) for each in range(length))
        return known

    def _assign_time(self, constraint: Any) -> None:
        for event in constraint.events:
            self._by_event[at.EVENT_UNTIMED][event].append(self._monitor(constraint))

    def _prefer_times(self, constraint: Any) -> None:
        mask = self._mask(constraint.times, len(self.problem.times))
        for event in constraint.events:
            row = [self._monitor(constraint), constraint.duration or 0, mask]
            self._by_event[at.EVENT_PREFER][event].extend(row)

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
                self._by_event[at.EVENT_SPREAD][event].extend((self._spans, table, monitor))
            self._spans += len(constraint.spans)

    def _link(self, constraint: Any) -> None:
        for group in constraint.event_groups:
            events = self.problem.event_groups[group].events
            if len(events) > 1:
                monitor = self._monitor(constraint)
                for event in events:
                    self._by_event[at.EVENT_LINK][event].extend((self._links, monitor, len(events)))
                self._links += 1

    def _order(self, constraint: Any) -> None:
        for first, second, low, high in constraint.pairs:
            row = [first, second, low, high, self._monitor(constraint)]
            for event in dict.fromkeys((first, second)):
                self._by_event[at.EVENT_ORDER][event].extend(row)

    def _split(self, constraint: Any) -> None:
        limits = (max(1, constraint.minimum_duration), constraint.maximum_duration)
        amounts = (constraint.minimum_amount, constraint.maximum_amount)
        for event in constraint.events:
            row = [self._monitor(constraint), *limits, *amounts]
            self._by_event[at.EVENT_SPLIT][event].extend(row)

    def _distribute(self, constraint: Any) -> None:
        # Marked by a least duration of 0: the number of parts of the "most duration" is what counts.
        for event in constraint.events:
            row = [self._monitor(constraint), 0, constraint.duration, constraint.minimum, constraint.maximum]
            self._by_event[at.EVENT_SPLIT][event].extend(row)

    def _assign_resource(self, constraint: Any) -> None:
        for event, role in roles_named(self.problem, constraint.events, constraint.role):
            if (open_ := self._open.get((event, role))) is not None:
                self._by_role[at.ROLE_UNFILLED][open_].append(self._monitor(constraint))

    def _prefer_resources(self, constraint: Any) -> None:
        mask = self._mask(constraint.resources, len(self.problem.resources))
        for event, role in roles_named(self.problem, constraint.events, constraint.role):
            monitor = self._monitor(constraint)
            stated = self.problem.events[event]
            if (open_ := self._open.get((event, role))) is not None:
                self._by_role[at.ROLE_PREFER][open_].extend((monitor, mask))
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
                    self._by_role[at.ROLE_WHOLE][open_].extend((len(self._wholes), monitor))
                    here.extend((event, open_))
                elif (resource := self.problem.events[event].roles[role].preassigned) is not None:
                    always.add(resource)
            self.constants.append((monitor, len(always)))
            self._wholes.append(here)
            self._whole_constants.append(always)

    def _clashes(self, constraint: Any) -> None:
        for resource in constraint.resources:
            self._clash[resource].append(self._monitor(constraint))

    def _unavailable(self, constraint: Any) -> None:
        for resource in constraint.resources:
            monitor = self._monitor(constraint)
            for time in constraint.times:
                self._busy[resource * len(self.problem.times) + time].append(-1 - monitor)

    def _grouped(self, constraint: Any, kind: int, low: int, high: int) -> None:
        """Monitors that read slots: 0 busy times of a busy group, 1 busy groups, 2 idle times."""
        for resource in constraint.resources:
            monitor = self._monitor(constraint, low, high)
            for group in constraint.time_groups:
                slot = self._slot(resource, group)
                self._slot_links[slot].extend((kind, monitor, constraint.minimum, constraint.maximum))

    def _slot(self, resource: int, group: int) -> int:
        known = self._slots.get((resource, group))
        if known is None:
            known = self._slots[resource, group] = len(self._slots)
            self._slot_links.append([])
            self._slot_groups.append(group)
            for time in self.problem.time_groups[group].times:
                self._busy[resource * len(self.problem.times) + time].append(known)
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
            self._load[resource].append(monitor)
            always = most = 0
            for event, role in roles:
                load = self._workload_of(event, role) * unit
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

    def _workload_of(self, event: int, role: int) -> int:
        stated = self.problem.events[event]
        known = stated.roles[role].workload
        return stated.total_workload if known is None else known

    # Events, roles, resources

    def _events(self) -> None:
        problem, pack = self.problem, self._pack
        times = len(problem.times)
        part = open_ = rows = 0
        parts, opens, first_rows, durations = [0], [0], [], []
        starts: list[tuple[int, ...]] = []
        for event, stated in enumerate(problem.events):
            known = self.domains.durations(event) or tuple(range(1, stated.duration + 1))
            durations.append(known)
            part += 1 if stated.time is not None else stated.duration
            parts.append(part)
            open_ += len(self.roles[event])
            opens.append(open_)
            first_rows.append(rows)
            for duration in range(1, stated.duration + 1):
                found = self.domains.starts(event, duration) if duration in known else ()
                starts.append(found or tuple(range(times - duration + 1)))
            rows += stated.duration
            for role in stated.roles:
                if role.preassigned is not None:
                    self._by_event[at.EVENT_ALWAYS][event].append(role.preassigned)
        pack.table(at.EVENT_DURATION, [event.duration for event in problem.events])
        pack.table(at.EVENT_PART, parts)
        pack.table(at.EVENT_FIXED, [int(event.time is not None) for event in problem.events])
        pack.table(at.EVENT_OPEN, opens)
        pack.table(at.EVENT_LEAST, [min(known) for known in durations])
        pack.table(at.EVENT_MOST, [max(known) for known in durations])
        pack.table(at.STARTS_ROW, first_rows)
        pack.list_table(at.STARTS, starts)
        pack.table(at.STARTS_MASK, [self._mask(found, times) for found in starts])
        pack.table(
            at.PART_EVENT,
            [event for event in range(len(problem.events)) for _ in range(parts[event + 1] - parts[event])],
        )
        members: dict[int, list[int]] = {}
        for event in range(len(problem.events)):
            members.setdefault(self.domains.linked(event), []).append(event)
        classes = [
            [other for other in members[self.domains.linked(event)] if other != event]
            for event in range(len(problem.events))
        ]
        pack.list_table(at.EVENT_CLASS, classes)
        open_roles = list(self._open)
        pack.list_table(at.ROLE_CANDIDATES, [self.domains.candidates(*pair) for pair in open_roles])
        pack.table(at.ROLE_LOAD, [self._workload_of(*pair) for pair in open_roles])
        free = [event for event, stated in enumerate(problem.events) if stated.time is None]
        pack.list_table(at.MOVABLE, [free])
        splittable = [event for event in free if len(durations[event]) > 1]
        pack.list_table(at.SPLITTABLE, [splittable])
        pack.list_table(at.STAFFED, [[event for event, open_ in enumerate(self.roles) if open_]])
        pack.list_table(at.WHOLE_ROLES, self._wholes)
        for name, rows_ in (*self._by_event.items(), *self._by_role.items()):
            pack.list_table(name, rows_)
        pack.list_table(at.RESOURCE_CLASH, self._clash)
        pack.list_table(at.RESOURCE_LOAD, self._load)
        pack.list_table(at.BUSY, self._busy)
        self.parts = part
        self.width = max((len(open_) for open_ in self.roles), default=0)

    def _state(self) -> None:
        problem, pack = self.problem, self._pack
        events, resources, times = len(problem.events), len(problem.resources), len(problem.times)
        group_rows = {group: pack.block(problem.time_groups[group].times) for group in set(self._slot_groups)}
        slots: list[int] = []
        for slot, group in enumerate(self._slot_groups):
            links = self._slot_links[slot]
            begin = pack.block(links)
            first = group_rows[group]
            idle = any(kind == 2 for kind in links[::4])
            slots += [first, first + len(problem.time_groups[group].times), begin, begin + len(links), idle]
        pack.table(at.SLOT, slots)
        pack.table(at.MONITOR, [value for row in self._monitors for value in row])
        numbers = (times, resources, events, self.parts, self.width, len(self._monitors))
        for name, value in enumerate(numbers):
            pack.number(name, value)
        where = 0
        for name, length in (
            (at.V_DURATION, self.parts),
            (at.V_START, self.parts),
            (at.V_WHO, self.parts * self.width),
            (at.V_COVER, events * times),
            (at.V_LOAD, resources * times),
            (at.V_OCCUPANT, resources * times),
            (at.V_BUSY, len(self._slots)),
            (at.V_IDLE, len(self._slots)),
            (at.V_SPAN, self._spans),
            (at.V_RUN, self._links * times),
            (at.V_WHOLE, len(self._wholes) * resources),
            (at.V_SUM, len(self._monitors)),
            (at.V_MARK, self.parts),
        ):
            pack.number(name, where)
            where += length
        if where > _MOST_STATE:
            raise UnsupportedError("the problem is too large for the tables")
        self.size = where


_STATERS: dict[type[Constraint], Callable[[Tables, Any], None]] = dict(
    zip(
        XHSTT_CONSTRAINTS,
        (
            Tables._assign_resource,
            Tables._assign_time,
            Tables._clashes,
            Tables._avoid_split,
            Tables._unavailable,
            lambda tables, each: tables._grouped(each, 1, each.minimum, each.maximum),
            Tables._distribute,
            lambda tables, each: tables._grouped(each, 0, 0, 0),
            lambda tables, each: tables._grouped(each, 2, each.minimum, each.maximum),
            Tables._workload,
            Tables._link,
            Tables._order,
            Tables._prefer_resources,
            Tables._prefer_times,
            Tables._split,
            Tables._spread,
        ),
        strict=True,
    )
)
