"""Solving again with an alternative pinned: exactly, within a scope, through the core.

What is posted are the rules themselves. Two rules about pupils cost most to state and seldom bind: they are
left out first, and stated when the roster that is found costs anything by them. So what is called least is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.models.roster import Roster
from vlecht.rules.base import Violation
from vlecht.rules.judge import costs, judge
from vlecht.solver.cpsat.domains import narrowed
from vlecht.solver.cpsat.transfer import NotRepresentableError, extract, hint
from vlecht.solver.cpsat.variables import ModelVariables
from vlecht.solver.explain.base import Base
from vlecht.solver.explain.scopes import Scope
from vlecht.solver.run import Clock, Outcome, Settings, run

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Constraint, Expression

LATE = frozenset({"few_room_changes", "few_faces"})
"""Rules that are stated only when they turn out to matter."""
COST = 1_000
"""A point of cost outweighs any number of changes: of rosters that cost the same the nearest is taken."""
BREACH = 1_000_000
"""A unit of a hard rule outweighs all costs, where what is impossible is to be said why."""
UNBREAKABLE = frozenset(
    {"plan", "pupil_one_activity", "pupil_supervised", "lesson_time", "aligned_blocks", "group_membership"}
)
"""Rules that make a week a week: without them nothing can be said of it."""

Wish = Callable[[ModelVariables], "Expression"]
"""How often an alternative is taken in a model: 0 or 1."""


@dataclass(frozen=True)
class Found:
    """What came of solving again: the roster, its cost, whether nothing is cheaper, or that there is none."""

    roster: Roster | None = None
    cost: int = 0
    proven: bool = False
    impossible: bool = False
    broken: tuple[Violation, ...] = ()
    """Hard rules that it breaks (only where they may be)."""


class Resolve:
    """A part of the week that is solved again, for many alternatives.

    ``cost`` and ``change``: what a point of the soft rules weighs, and a thing that becomes otherwise.
    """

    def __init__(
        self, base: Base, scope: Scope, clock: Clock, settings: Settings, cost: int = COST, change: int = 1
    ) -> None:
        self.base = base
        self.cost = cost
        self.change = change
        self.scope = scope
        self.clock = clock
        self.settings = settings
        self._models: dict[tuple[bool, bool], ModelVariables] = {}

    def possible(self, wish: Wish) -> bool:
        """Whether an alternative is among what the model knows at all."""
        found = wish(self._model(late=False, strict=True))
        return not isinstance(found, int) or found > 0

    def best(self, wishes: Iterable[Wish], seconds: float, needed: int = 1) -> Found:
        """The cheapest roster with so many of the wishes, nearest to the present one."""
        wishes = tuple(wishes)
        found = self._solved(wishes, seconds, needed, late=False)
        if found.roster is None or found.proven:
            return found
        better = self._solved(wishes, seconds, needed, late=True)
        if better.impossible:
            return better
        return better if better.roster is not None and better.cost <= found.cost else found

    def least_broken(self, wishes: tuple[Wish, ...], seconds: float) -> tuple[Violation, ...]:
        """What a roster with all of the wishes breaks at the least (nothing: not found out)."""
        x = self._model(late=False, strict=False)
        outcome = self._run(x, wishes, len(wishes), seconds)
        if outcome is None or not outcome.found:
            return ()
        roster = self.base.read(extract(x, lambda variable: bool(outcome.value(variable))))
        return judge(self.base.index, roster).hard

    def _solved(self, wishes: tuple[Wish, ...], seconds: float, needed: int, late: bool) -> Found:
        x = self._model(late, strict=True)
        outcome = self._run(x, wishes, needed, seconds)
        if outcome is None:
            return Found(impossible=True)
        if not outcome.found:
            return Found(impossible=outcome.infeasible)
        roster = self.base.read(extract(x, lambda variable: bool(outcome.value(variable))))
        judgement = judge(self.base.index, roster)
        if judgement.hard:
            return Found(broken=judgement.hard)
        unstated = 0 if late else sum(line.cost for line in costs(judgement) if line.rule in LATE)
        return Found(roster, judgement.cost, outcome.optimal and unstated == 0)

    def _model(self, late: bool, strict: bool) -> ModelVariables:
        known = self._models.get((late, strict))
        if known is None:
            known = self._models[late, strict] = self._stated(late, strict)
        return known

    def _stated(self, late: bool, strict: bool) -> ModelVariables:
        base = self.base
        chosen = [c for c in base.constraints if late or c.hard or c.name not in LATE]

        def is_strict(constraint: Constraint) -> bool:
            return constraint.hard and (
                strict
                or constraint.name in UNBREAKABLE
                or not constraint.provenance
                or constraint.provenance.rule == "plan"
            )

        problem = base.frame.problem.with_constraints(chosen)
        x = ModelVariables(problem, is_strict, self.scope.freedom, narrowed(problem, is_strict))
        x.post()
        # A present state that the model cannot hold is no hint.
        with suppress(NotRepresentableError):
            hint(x, base.solution)
        x.model.minimize(
            cp_model.LinearExpr.sum(
                [
                    BREACH * x.ledger.infeasibility(),
                    self.cost * x.ledger.objective(),
                    *(self.change * term for term in self._changes(x)),
                ]
            )
        )
        return x

    def _changes(self, x: ModelVariables) -> list[Expression]:
        """A term for everything that may be otherwise than it is."""
        freedom = self.scope.freedom
        kept: list[Expression] = []
        for position, role in freedom.roles:
            sub = freedom.solution.sub_events[position]
            resource = sub.resources[role]
            if resource is not None:
                kept.append(x.assigned(sub.event, role, resource))
        for position in freedom.sub_events:
            sub = freedom.solution.sub_events[position]
            if sub.start is not None:
                kept.append(x.starts_any(sub.event, sub.start))
        kept += [x.joins(*pair) for pair in freedom.solution.joins if pair[0] in freedom.pupils]
        return [1 - literal for literal in kept]

    def _run(
        self, x: ModelVariables, wishes: tuple[Wish, ...], needed: int, seconds: float
    ) -> Outcome | None:
        """Solve a copy with so many of the wishes; ``None`` where it is plain that it cannot be."""
        # Asking may add to the model, so everything is asked before it is copied.
        wanted = [wish(x) for wish in wishes]
        never = sum(isinstance(found, int) and found <= 0 for found in wanted)
        if len(wanted) - never < needed:
            return None
        fixed = x.model.clone()
        if needed:
            fixed.add(cp_model.LinearExpr.sum([*wanted, 0]) >= needed)
        return run(fixed, self.clock, self.settings, seconds, patience=seconds / 2)
