"""The time and resource decisions: every (event, duration, start) a sub-event may take is one literal.

``s[event, duration, start]`` won against sub-event-indexed variables and intervals on XHSTT models: no
symmetry between sub-events of an event, clashes become at-most-ones, strictly linked events share the
same literals. Resources are chosen per placement, so that sub-events of one event may differ.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.core.solution import SubEvent
from vlecht.solver.cpsat.domains import Narrowing
from vlecht.solver.cpsat.freedom import Freedom

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal


@dataclass(frozen=True, slots=True)
class Placement:
    """A sub-event that may be: its literal, and per role the literal of each possible resource.

    ``start`` is ``None`` for a sub-event without a time. ``settled`` placements are sub-events of the
    given solution whose time is not open (their roles may be); two of these may overlap, others of one
    event never do.
    """

    event: int
    duration: int
    start: int | None
    literal: Literal
    roles: tuple[dict[int, Literal], ...]
    settled: bool = False

    @property
    def times(self) -> range:
        """The times it covers."""
        return range(0) if self.start is None else range(self.start, self.start + self.duration)

    def literals(self) -> Iterator[Literal]:
        """All its literals."""
        yield self.literal
        for choices in self.roles:
            yield from choices.values()


_Slot = tuple[int, int | None, "Literal"]
"""(duration, start, literal)."""


class Builder:
    """Makes the placements of all events in a model, whole or for a free part."""

    def __init__(self, model: cp_model.CpModel, domains: Narrowing, freedom: Freedom | None) -> None:
        self._model = model
        self._domains = domains
        self._problem = domains.problem
        self._freedom = freedom
        self._shared: dict[tuple[object, ...], list[_Slot]] = {}
        self._members: dict[tuple[object, ...], list[int]] = {}
        self._positions: list[list[int]] = []
        self._busy: dict[int, set[int]] = {}
        self.complete = True
        """Whether every solution that meets the strict constraints is in the model. Some are lost where
        linked events that may be split differently share literals, and where parts of one event might
        overlap because nobody in it is strictly kept from clashing."""

    def build(self) -> list[list[Placement]]:
        """Event -> its placements."""
        settled: list[list[int]] = [[] for _ in self._problem.events]
        free: list[list[int]] = [[] for _ in self._problem.events]
        if self._freedom is not None:
            for position, sub in enumerate(self._freedom.solution.sub_events):
                (free if position in self._freedom.sub_events else settled)[sub.event].append(position)
        self._note_busy(settled)
        self._positions = [a + b for a, b in zip(settled, free, strict=True)]
        keys = [self._key(event, settled[event], free[event]) for event in range(len(self._problem.events))]
        for event, key in enumerate(keys):
            self._members.setdefault(key, []).append(event)
        return [
            [self._settled(position) for position in settled[event]] + self._open(event, key, free[event])
            for event, key in enumerate(keys)
        ]

    def _note_busy(self, settled: Sequence[Sequence[int]]) -> None:
        """When resources that may not clash are busy with what is settled: no literals are made for then."""
        if self._freedom is None:
            return
        for positions in settled:
            for position in positions:
                sub = self._freedom.solution.sub_events[position]
                for role, resource in enumerate(sub.resources):
                    if resource in self._domains.exclusive and (position, role) not in self._freedom.roles:
                        self._busy.setdefault(resource, set()).update(sub.times)

    def _is_free(self, resource: int | None, span: range) -> bool:
        """Whether nothing settled keeps the resource busy then."""
        busy = None if resource is None else self._busy.get(resource)
        return busy is None or busy.isdisjoint(span)

    def _subs(self, positions: Sequence[int]) -> list[SubEvent]:
        return (
            [self._freedom.solution.sub_events[position] for position in positions] if self._freedom else []
        )

    def _key(self, event: int, settled: Sequence[int], free: Sequence[int]) -> tuple[object, ...]:
        """What events must have in common to share the literals of their open sub-events.

        The starts of the open sub-events are part of it, lest the given solution be lost.
        """
        kept = frozenset(time for sub in self._subs(settled) for time in sub.times)
        if self._freedom is None:
            duration = self._problem.events[event].duration
            now: tuple[tuple[int, int], ...] = ()
        else:
            subs = self._subs(free)
            duration = sum(sub.duration for sub in subs)
            now = tuple(sorted((sub.duration, -1 if sub.start is None else sub.start) for sub in subs))
        durations = self._domains.durations(event, whole=not settled)
        return (self._domains.linked(event), durations, duration, kept, now)

    def _open(self, event: int, key: tuple[object, ...], free: Sequence[int]) -> list[Placement]:
        subs = self._subs(free)
        if self._freedom is not None and not subs:
            return []
        slots = self._shared.get(key)
        if slots is None:
            slots = self._shared[key] = self._slots(key, subs)
        choices = [self._choices(event, role, free) for role in range(len(self._problem.events[event].roles))]
        return [
            Placement(
                event,
                duration,
                start,
                literal,
                tuple(
                    self._assignment(event, role, candidates, literal, start, duration)
                    for role, candidates in enumerate(choices)
                ),
            )
            for duration, start, literal in slots
        ]

    def _slots(self, key: tuple[object, ...], subs: Sequence[SubEvent]) -> list[_Slot]:
        """The literals of all open sub-events of the events under a key, and what ties them."""
        model, members = self._model, self._members[key]
        durations, residue, kept = key[1], key[2], key[3]
        assert isinstance(durations, tuple)
        assert isinstance(residue, int)
        assert isinstance(kept, frozenset)
        if len(members) > 1 and len(durations) > 1:
            self.complete = False
        now = {sub.duration for sub in subs}
        usable = sorted({duration for duration in durations if duration <= residue} | now)
        slots: list[_Slot] = []
        covering: dict[int, list[cp_model.IntVar]] = {}
        for duration in usable:
            for start in self._starts(members, duration, subs):
                span = range(start, start + duration)
                if kept.isdisjoint(span):
                    literal = model.new_bool_var("")
                    slots.append((duration, start, literal))
                    for time in span:
                        covering.setdefault(time, []).append(literal)
        timed = any(
            event in self._domains.timed or self._problem.events[event].time is not None for event in members
        )
        for duration in usable:
            unplaced = sum(sub.duration == duration and sub.start is None for sub in subs)
            copies = [model.new_bool_var("") for _ in range(unplaced if timed else residue // duration)]
            slots.extend((duration, None, literal) for literal in copies)
            for first, second in itertools.pairwise(copies):
                model.add_implication(second, first)
        literals = [literal for _, _, literal in slots if not isinstance(literal, bool)]
        if usable == [residue]:
            model.add_exactly_one(literals)
        else:
            self.complete &= all(self._cannot_overlap(event) for event in members)
            weights = [duration for duration, _, _ in slots]
            model.add(cp_model.LinearExpr.weighted_sum(literals, weights) == residue)
            for together in covering.values():
                if len(together) > 1:
                    model.add_at_most_one(together)
        return slots

    def _cannot_overlap(self, event: int) -> bool:
        """Whether some resource that is always there may not clash."""
        roles = self._problem.events[event].roles
        return any(role.preassigned in self._domains.exclusive for role in roles)

    def _starts(self, members: Sequence[int], duration: int, subs: Sequence[SubEvent]) -> list[int]:
        common = set(self._domains.starts(members[0], duration))
        for event in members[1:]:
            common.intersection_update(self._domains.starts(event, duration))
        if self._freedom is not None and self._freedom.times is not None:
            times = self._freedom.times.union(*(sub.times for sub in subs))
            common = {start for start in common if times.issuperset(range(start, start + duration))}
        fixed = {
            role.preassigned for event in members for role in self._problem.events[event].roles
        } & self._busy.keys()
        common = {
            start
            for start in common
            if all(self._is_free(resource, range(start, start + duration)) for resource in fixed)
        }
        common.update(sub.start for sub in subs if sub.start is not None and sub.duration == duration)
        return sorted(common)

    def _choices(self, event: int, role: int, free: Sequence[int]) -> tuple[int | None, ...]:
        """Who may fill the role of an open sub-event; starts with None when it may stay empty."""
        if self._problem.events[event].roles[role].preassigned is not None:
            return self._problem.candidates(event, role)
        staffed = (event, role) in self._domains.staffed
        none: tuple[None, ...] = () if staffed else (None,)
        candidates = self._domains.candidates(event, role)
        if self._freedom is None:
            return none + candidates
        now = [(self._freedom.solution.sub_events[p].resources[role], p) for p in free]
        if not any((position, role) in self._freedom.roles for _, position in now):
            return tuple(dict.fromkeys(sorted((r for r, _ in now), key=lambda r: -1 if r is None else r)))
        extra = {r for r, _ in now} - {None, *candidates}
        empty = () if staffed and all(r is not None for r, _ in now) else (None,)
        return empty + candidates + tuple(sorted(r for r in extra if r is not None))

    def _assignment(
        self,
        event: int,
        role: int,
        choices: Sequence[int | None],
        literal: Literal,
        start: int | None,
        duration: int,
    ) -> dict[int, Literal]:
        """Resource -> literal that this placement is taken with the resource in the role."""
        if len(choices) == 1:
            return {} if choices[0] is None else {choices[0]: literal}
        span = range(0) if start is None else range(start, start + duration)
        now: set[int | None] = set()
        if self._freedom is not None:
            now = {sub.resources[role] for sub in self._subs(self._positions[event])}
        usable = [
            resource
            for resource in choices
            if resource is not None
            and (
                resource in now or (self._domains.available(resource, span) and self._is_free(resource, span))
            )
        ]
        found = {resource: self._model.new_bool_var("") for resource in usable}
        if None in choices:
            self._model.add(cp_model.LinearExpr.sum(list(found.values())) <= literal)
        else:
            self._model.add(cp_model.LinearExpr.sum(list(found.values())) == literal)
        return dict(found)

    def _settled(self, position: int) -> Placement:
        assert self._freedom is not None
        sub = self._freedom.solution.sub_events[position]
        roles: list[dict[int, Literal]] = []
        for role, resource in enumerate(sub.resources):
            if (position, role) in self._freedom.roles:
                choices = self._choices(sub.event, role, [position])
                roles.append(self._assignment(sub.event, role, choices, True, sub.start, sub.duration))
            else:
                roles.append({} if resource is None else {resource: True})
        return Placement(sub.event, sub.duration, sub.start, True, tuple(roles), settled=True)
