"""The linear relaxation of a task, as a bound on a part of the tree.

The dual prices of a linear program bound it, right or wrong: what its rows cost at any prices, and what every
column costs at least then. So prices are rounded to whole numbers of a ``SCALE``, everything is summed in
whole numbers, and nothing hangs on the precision of the linear program (safe bounds: Neumaier and Shcherbina,
2004).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]  # it has no types
from ortools.sat.python import cp_model
from scipy.sparse import csr_array

from vlecht.solver.grouping.counts import Counts
from vlecht.solver.grouping.tree.bits import WORD
from vlecht.solver.grouping.tree.tables import Numbers

SCALE = 1 << 16
"""Parts of a point."""
DEAREST = 10**6
"""Prices above this are an accident of floating point, and their sums might not fit into 64 bits."""
ENDLESS = 10**12
"""Beyond this a side of a row is none."""


class Relaxation:
    """The linear relaxation of a task's model, whose counts are ``counts``."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self._rows = _Rows(counts.model.clone(), counts.objective)
        self._program = self._rows.program()

    def bound(self, can: Numbers) -> int | None:
        """What any groups cost at least where ``can`` (groups, words) says who may be where; ``None``: the
        linear program does not tell."""
        high = self._rows.high.copy()
        for pupils, row in zip(self.counts.task.classes, self.counts.number, strict=True):
            for g, number in enumerate(row):
                if not isinstance(number, int):
                    may = sum(int(can[g, p // WORD]) >> (p % WORD) & 1 for p in pupils)
                    high[number.index] = min(high[number.index], may)
        duals = self._program.solve(high)
        if duals is None or np.abs(duals).max(initial=0) > DEAREST:
            return None
        constant, reduced = self._rows.reduced(duals)
        least = constant + int(np.minimum(reduced * self._rows.low, reduced * high).sum())
        return -(-least // SCALE)


class _Program:
    """A linear program that is solved again and again with other bounds of its columns."""

    def __init__(self, solver: Any, columns: list[Any], rows: list[Any], high: Numbers) -> None:
        self.solver, self.columns, self.rows, self.high = solver, columns, rows, high

    def solve(self, high: Numbers) -> Numbers | None:
        """The dual prices of the rows, when columns are not above ``high``; ``None``: no solution."""
        for column in np.flatnonzero(high != self.high):
            self.columns[column].SetUb(float(high[column]))
        self.high = high
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return np.array([row.dual_value() for row in self.rows])


class _Rows:
    """A CP-SAT model as rows between two sides; what is not linear in it is left out."""

    def __init__(self, model: cp_model.CpModel, objective: list[Any]) -> None:
        model.minimize(cp_model.LinearExpr.sum(objective))
        proto = model.proto
        domains = [list(variable.domain) for variable in proto.variables]
        self.low = np.array([domain[0] for domain in domains], dtype=np.int64)
        self.high = np.array([domain[-1] for domain in domains], dtype=np.int64)
        self.cost = np.zeros(len(domains), dtype=np.int64)
        for column, cost in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
            self.cost[column] += cost
        self.offset = int(proto.objective.offset)
        self._entries: list[dict[int, int]] = []
        self._least: list[float] = []
        self._most: list[float] = []
        for constraint in proto.constraints:
            self._take(constraint)
        at = [(i, column, value) for i, row in enumerate(self._entries) for column, value in row.items()]
        rows, columns, values = zip(*at, strict=True)
        shape = len(self._entries), len(domains)
        self.matrix = csr_array((np.array(values, dtype=np.int64), (rows, columns)), shape=shape)
        self.least, self.most = np.array(self._least), np.array(self._most)

    def _add(self, row: dict[int, int], least: float, most: float) -> None:
        if row:
            self._entries.append(row)
            self._least.append(least)
            self._most.append(most)

    def _take(self, constraint: Any) -> None:
        when = list(constraint.enforcement_literal)
        nots = [-literal - 1 for literal in when]
        if constraint.has_linear():
            row: dict[int, int] = {}
            for column, value in zip(constraint.linear.vars, constraint.linear.coeffs, strict=True):
                row[column] = row.get(column, 0) + value
            domain = list(constraint.linear.domain)
            self._linear(row, domain[0], domain[-1], when)
        elif constraint.has_bool_or():
            self._add(*_clause([*constraint.bool_or.literals, *nots]))
        elif constraint.has_bool_and():
            for literal in constraint.bool_and.literals:
                self._add(*_clause([literal, *nots]))
        elif constraint.has_at_most_one():
            row, least, _ = _clause(list(constraint.at_most_one.literals))
            self._add(row, -np.inf, least)
        elif constraint.has_exactly_one():
            row, least, _ = _clause(list(constraint.exactly_one.literals))
            self._add(row, least, least)

    def _linear(self, row: dict[int, int], least: int, most: int, when: list[int]) -> None:
        """A sum within two sides, at least when all of some literals hold."""
        if not when:
            self._add(row, least if least > -ENDLESS else -np.inf, most if most < ENDLESS else np.inf)
            return
        bottom = sum(min(v * self.low[c], v * self.high[c]) for c, v in row.items())
        top = sum(max(v * self.low[c], v * self.high[c]) for c, v in row.items())
        for side, beyond, above in ((most, top, True), (least, bottom, False)):
            slack = int(beyond) - side
            if abs(side) < ENDLESS and slack != 0 and (slack > 0) == above:
                freed, limit = dict(row), float(side)
                for literal in when:
                    column, sign, constant = _literal(literal)
                    freed[column] = freed.get(column, 0) + slack * sign
                    limit += slack * (1 - constant)
                self._add(freed, *((-np.inf, limit) if above else (limit, np.inf)))

    def program(self) -> _Program:
        """The linear program."""
        solver = pywraplp.Solver.CreateSolver("GLOP")
        solver.SetSolverSpecificParametersAsString("use_dual_simplex: true")
        columns = [solver.NumVar(float(a), float(b), "") for a, b in zip(self.low, self.high, strict=True)]
        objective = solver.Objective()
        for priced in np.flatnonzero(self.cost):
            objective.SetCoefficient(columns[priced], float(self.cost[priced]))
        objective.SetMinimization()
        rows = []
        for entries, least, most in zip(self._entries, self._least, self._most, strict=True):
            row = solver.Constraint(float(least), float(most))
            for column, value in entries.items():
                row.SetCoefficient(columns[column], float(value))
            rows.append(row)
        return _Program(solver, columns, rows, self.high)

    def reduced(self, duals: Numbers) -> tuple[int, Numbers]:
        """What the rows cost at some prices, and what every column costs then, in parts of a point."""
        prices = np.rint(duals * SCALE).astype(np.int64)
        side = np.where(prices > 0, self.least, self.most)
        prices = np.where(np.isfinite(side), prices, 0)
        constant = int((prices * np.where(prices == 0, 0, side).astype(np.int64)).sum())
        reduced = SCALE * self.cost - self.matrix.T @ prices
        return constant + SCALE * self.offset, reduced


def _literal(literal: int) -> tuple[int, int, int]:
    """Column, sign and constant of a literal."""
    return (literal, 1, 0) if literal >= 0 else (-literal - 1, -1, 1)


def _clause(literals: list[int]) -> tuple[dict[int, int], float, float]:
    """At least one of them, as a row and its sides."""
    row: dict[int, int] = {}
    least = 1.0
    for literal in literals:
        column, sign, constant = _literal(literal)
        row[column] = row.get(column, 0) + sign
        least -= constant
    return row, least, np.inf
