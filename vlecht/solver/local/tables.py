"""A core problem under XHSTT's constraints as the flat tables of ``layout``."""

from __future__ import annotations

from vlecht.core.problem import Problem
from vlecht.solver.cpsat.domains import Narrowing, narrowed
from vlecht.solver.local import layout as at
from vlecht.solver.local.layout import Ints, Packer
from vlecht.solver.local.monitors import Monitors, UnsupportedError

_MOST_STATE = 200_000_000
"""Numbers that a state may take: beyond, the problem is too large for these tables."""


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
        self._open: dict[tuple[int, int], int] = {}
        for index, open_ in enumerate(self.roles):
            for role in open_:
                self._open[index, role] = len(self._open)
        self._pack = Packer()
        self.monitors = Monitors(problem, self._open, self._pack)
        self._events()
        self._state()
        try:
            self.a: Ints = self._pack.pack()
        except OverflowError:
            raise UnsupportedError("a number is too large for the tables") from None

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
                    self.monitors.by_event[at.EVENT_ALWAYS][event].append(role.preassigned)
        pack.table(at.EVENT_DURATION, [event.duration for event in problem.events])
        pack.table(at.EVENT_PART, parts)
        pack.table(at.EVENT_FIXED, [int(event.time is not None) for event in problem.events])
        pack.table(at.EVENT_OPEN, opens)
        pack.table(at.EVENT_LEAST, [min(known) for known in durations])
        pack.table(at.EVENT_MOST, [max(known) for known in durations])
        pack.table(at.STARTS_ROW, first_rows)
        pack.list_table(at.STARTS, starts)
        pack.table(at.STARTS_MASK, [self.monitors.mask(found, times) for found in starts])
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
        pack.table(at.ROLE_LOAD, [self.monitors.workload_of(*pair) for pair in open_roles])
        free = [event for event, stated in enumerate(problem.events) if stated.time is None]
        pack.list_table(at.MOVABLE, [free])
        splittable = [event for event in free if len(durations[event]) > 1]
        pack.list_table(at.SPLITTABLE, [splittable])
        pack.list_table(at.STAFFED, [[event for event, open_ in enumerate(self.roles) if open_]])
        pack.list_table(at.WHOLE_ROLES, self.monitors.wholes)
        for name, rows_ in (*self.monitors.by_event.items(), *self.monitors.by_role.items()):
            pack.list_table(name, rows_)
        pack.list_table(at.RESOURCE_CLASH, self.monitors.clash)
        pack.list_table(at.RESOURCE_LOAD, self.monitors.load)
        pack.list_table(at.BUSY, self.monitors.busy)
        self.parts = part
        self.width = max((len(open_) for open_ in self.roles), default=0)

    def _state(self) -> None:
        problem, pack = self.problem, self._pack
        events, resources, times = len(problem.events), len(problem.resources), len(problem.times)
        group_rows = {
            group: pack.block(problem.time_groups[group].times) for group in set(self.monitors.slot_groups)
        }
        slots: list[int] = []
        for slot, group in enumerate(self.monitors.slot_groups):
            links = self.monitors.slot_links[slot]
            begin = pack.block(links)
            first = group_rows[group]
            idle = any(kind == 2 for kind in links[::4])
            slots += [first, first + len(problem.time_groups[group].times), begin, begin + len(links), idle]
        pack.table(at.SLOT, slots)
        pack.table(at.MONITOR, [value for row in self.monitors.rows for value in row])
        numbers = (times, resources, events, self.parts, self.width, len(self.monitors.rows))
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
            (at.V_BUSY, len(self.monitors.slot_groups)),
            (at.V_IDLE, len(self.monitors.slot_groups)),
            (at.V_SPAN, self.monitors.spans),
            (at.V_RUN, self.monitors.links * times),
            (at.V_WHOLE, len(self.monitors.wholes) * resources),
            (at.V_SUM, len(self.monitors.rows)),
            (at.V_MARK, self.parts),
        ):
            pack.number(name, where)
            where += length
        if where > _MOST_STATE:
            raise UnsupportedError("the problem is too large for the tables")
        self.size = where
