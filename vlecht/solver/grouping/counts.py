"""The model of a task: how many pupils of every class go to each group, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.solver.grouping.kinds import Division, Kind, state_patterns
from vlecht.solver.grouping.reach import Company, Ladder, state_reach
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.sizes import Limit

if TYPE_CHECKING:
    from vlecht.solver.grouping.terms.base import Groups, Term
    from vlecht.solver.run import Outcome

Linear = cp_model.LinearExpr | int
Literal = cp_model.IntVar | cp_model.NotBooleanVariable | bool


class Counts:
    """Counts per (class, group) in a CP-SAT model, which may hold several tasks.

    ``number[class][group]`` is a variable, or 0 where the group is closed to the class.
    """

    def __init__(self, task: Task, model: cp_model.CpModel) -> None:
        self.task = task
        self.model = model
        self.objective: list[cp_model.LinearExpr | int] = []
        self.number: list[list[cp_model.IntVar | int]] = []
        self.class_of = {p: c for c, pupils in enumerate(task.classes) for p in pupils}
        self.ladders: dict[tuple[Term, int], Ladder] = {}
        """(term, group) -> the interval of levels that holds its members. Kept by ``Spread``."""
        self.company: list[Company] = []
        """Pupils who want others in their group. Kept by ``Friends``."""
        self.kinds: dict[frozenset[int], Kind] = {}
        """Kinds of pupils that terms spoke of."""
        self._present: dict[tuple[frozenset[int], int], Literal] = {}
        everywhere = frozenset(range(len(task.groups)))
        for pupils in task.classes:
            allowed = task.allowed.get(pupils[0], everywhere)
            size = len(pupils)
            row: list[cp_model.IntVar | int] = [
                (model.new_bool_var("") if size == 1 else model.new_int_var(0, size, ""))
                if g in allowed
                else 0
                for g in everywhere
            ]
            self.number.append(row)
            model.add(sum(row) == size)

    @property
    def groups(self) -> range:
        """Positions of the groups."""
        return range(len(self.task.groups))

    def load(self, values: Sequence[int], group: int) -> Linear:
        """The sum of the values of the pupils in a group. Values must be equal within every class."""
        terms = [
            values[pupils[0]] * self.number[c][group]
            for c, pupils in enumerate(self.task.classes)
            if values[pupils[0]]
        ]
        return cp_model.LinearExpr.sum(terms) if terms else 0

    def size(self, group: int) -> Linear:
        """Number of pupils in a group."""
        return cp_model.LinearExpr.sum([row[group] for row in self.number])

    def joins(self, pupil: int, group: int) -> Literal:
        """Whether a pupil, alone in its class, is in a group."""
        found = self.number[self.class_of[pupil]][group]
        assert len(self.task.classes[self.class_of[pupil]]) == 1
        return bool(found) if isinstance(found, int) else found

    def present(self, pupils: Iterable[int], group: int) -> Literal:
        """Whether one at least of the pupils (whole classes) is in a group."""
        classes = frozenset(self.class_of[p] for p in pupils)
        key = (classes, group)
        if key not in self._present:
            rows = [(c, self.number[c][group]) for c in classes]
            open_rows = [(c, n) for c, n in rows if not isinstance(n, int)]
            if not open_rows:
                self._present[key] = False
            elif len(open_rows) == 1 and len(self.task.classes[open_rows[0][0]]) == 1:
                self._present[key] = open_rows[0][1]
            else:
                found = self.model.new_bool_var("")
                for c, n in open_rows:
                    if len(self.task.classes[c]) == 1:
                        self.model.add_implication(n, found)
                    else:
                        self.model.add(n <= len(self.task.classes[c]) * found)
                self.model.add(sum(n for _, n in open_rows) >= found)
                self._present[key] = found
        return self._present[key]

    def charge(self, term: Term, amount: Linear) -> Linear:
        """Make an amount (at least 0) count; returns what it adds to the cost."""
        if term.hard:
            if isinstance(amount, int):
                if amount:
                    self.model.add_bool_or([])
            else:
                self.model.add(amount <= 0)
            return 0
        self.objective.append(term.weight * amount)
        return term.weight * amount

    def remark(
        self, kind: frozenset[int], least: Callable[[Division], int], charged: Iterable[Linear]
    ) -> None:
        """Note that a kind costs ``least(division)`` at least, and what was charged for it in its stead."""
        noted = self.kinds.setdefault(kind, Kind())
        noted.least.append(least)
        noted.charged.extend(charged)

    def close(self) -> None:
        """State what the terms' remarks mean together. To be called when all are posted."""
        state_patterns(self.model, self.kinds, self._number, len(self.groups))
        state_reach(self, ((group, ladder) for (_, group), ladder in self.ladders.items()), self.company)

    def _number(self, kind: frozenset[int], group: int) -> Linear:
        return self.load([int(p in kind) for p in range(len(self.task.pupils))], group)

    def sizes(self) -> tuple[int, int]:
        """Least and most pupils that a group can have, as far as hard limits on its size say."""
        low, high = 0, len(self.task.pupils)
        for term in self.task.terms:
            if isinstance(term, Limit) and term.hard and set(term.loads) == {1}:
                low = max(low, term.low)
                high = min(high, high if term.high is None else term.high)
        return low, high

    def charge_over(self, term: Term, amount: Linear, limit: int, upper: int) -> Linear:
        """Make what an amount (at most ``upper``) is above a limit count; returns the charge."""
        if upper <= limit:
            return 0
        if isinstance(amount, int):
            return self.charge(term, max(0, amount - limit))
        if term.hard:
            self.model.add(amount <= limit)
            return 0
        over = self.model.new_int_var(0, upper - limit, "")
        self.model.add(over >= amount - limit)
        return self.charge(term, over)

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that holds exactly when one of them does."""
        return self._gate(literals, stop=True)

    def all_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that holds exactly when all of them do."""
        return self._gate(literals, stop=False)

    def _gate(self, literals: Sequence[Literal], stop: bool) -> Literal:
        if any(literal is stop for literal in literals):
            return stop
        open_ones = [literal for literal in literals if not isinstance(literal, bool)]
        if not open_ones:
            return not stop
        if len(open_ones) == 1:
            return open_ones[0]
        found = self.model.new_bool_var("")
        for literal in open_ones:
            if stop:
                self.model.add_implication(literal, found)
            else:
                self.model.add_implication(found, literal)
        if stop:
            self.model.add_bool_or([*open_ones, found.negated()])
        else:
            self.model.add_bool_or([*(literal.negated() for literal in open_ones), found])
        return found

    def hint(self, groups: Groups) -> None:
        """Suggest finished groups as a place to begin."""
        for c, pupils in enumerate(self.task.classes):
            inside = set(pupils)
            for g, variable in enumerate(self.number[c]):
                if not isinstance(variable, int):
                    self.model.add_hint(variable, len(inside.intersection(groups[g])))

    def read(self, outcome: Outcome) -> list[list[int]]:
        """The groups of a solution: of every class the first pupils go to the first groups."""
        found: list[list[int]] = [[] for _ in self.groups]
        for pupils, row in zip(self.task.classes, self.number, strict=True):
            rest = list(pupils)
            for g, variable in enumerate(row):
                taken = 0 if isinstance(variable, int) else outcome.value(variable)
                found[g] += rest[:taken]
                rest = rest[taken:]
        return found
