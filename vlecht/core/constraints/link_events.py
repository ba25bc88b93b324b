"""XHSTT's LinkEventsConstraint: events run at the same times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import key

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Domains, Expression, Literal, Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class LinkEvents(Constraint):
    """Per event group: the number of times at which some but not all of its events run."""

    event_groups: tuple[int, ...]
    kind = "LinkEventsConstraint"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per event group."""
        for group in self.event_groups:
            stated = view.problem.event_groups[group]
            running: dict[int, int] = {}
            for event in stated.events:
                for time in {time for sub in view.subs(event) for time in sub.times}:
                    running[time] = running.get(time, 0) + 1
            if amount := sum(number < len(stated.events) for number in running.values()):
                yield Deviation(stated.id, amount)

    def restrict(self, domains: Domains) -> None:
        """The events have the same times."""
        for group in self.event_groups:
            domains.link(domains.problem.event_groups[group].events)

    def post(self, x: Variables) -> None:
        """State the same in the model."""
        problem = x.problem
        for group in self.event_groups:
            stated = problem.event_groups[group]
            if len(stated.events) < 2 or not any(x.can_change_event(event) for event in stated.events):
                continue
            amount: Expression = 0
            for time in range(len(problem.times)):
                amount = amount + self._apart(x, [x.runs(event, time) for event in stated.events])
            upper = min(len(problem.times), sum(problem.events[event].duration for event in stated.events))
            x.charge(self, stated.id, amount, upper)

    def _apart(self, x: Variables, running: list[Literal]) -> Expression:
        """Whether the literals differ (or more); a strict constraint makes them equal instead."""
        distinct = list({key(literal): literal for literal in running}.values())
        if len(distinct) == 1:
            return 0
        if all(isinstance(literal, bool) for literal in distinct):
            return 1
        found = 0 if x.is_strict(self) else x.model.new_bool_var("")
        # Around the circle some literal is true before one that is false, unless all are equal.
        for first, second in zip(distinct, distinct[1:] + distinct[:1], strict=True):
            x.model.add(first - second <= found)
        return found
