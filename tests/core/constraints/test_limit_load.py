"""Load of a resource."""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_load import LimitLoad
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.transfer import NotRepresentableError, fix
from vlecht.solver.cpsat.variables import ModelVariables


def test_sum_beyond_maximum() -> None:
    drawn = Drawing(3)
    hall = drawn.resource("hall", "room")
    for name in "abc":
        drawn.event(name, hall, duration=2)
    problem = drawn.problem()
    pile = solution(problem, (0, 0), (1, 0), (2, 0))
    spread = solution(problem, (0, 0), (1, 0), (2, 1))
    assert found(problem, LimitLoad(**common(), resources=(hall,), maximum=3), pile) == {}
    assert found(problem, LimitLoad(**common(), resources=(hall,), maximum=2), pile) == {"hall": 2}
    assert found(problem, LimitLoad(**common(), resources=(hall,), maximum=2), spread) == {"hall": 1}
    assert found(problem, LimitLoad(**common(), resources=(hall,), maximum=1), spread) == {"hall": 3}


def test_parity() -> None:
    problem = crossing()
    everyone = tuple(range(len(problem.resources)))
    agree(problem, LimitLoad(**common(), resources=everyone, maximum=1))
    agree(problem, LimitLoad(**common(hard=False), resources=everyone, maximum=0))


def test_in_a_part_nothing_comes_on_top_of_what_is_settled() -> None:
    drawn = Drawing(2)
    hall = drawn.resource("hall", "room")
    for name in "abc":
        drawn.event(name, hall)
    problem = drawn.problem()
    given = solution(problem, (0, 0), (1, 0), (2, 1))
    rule = LimitLoad(**common(), resources=(hall,), maximum=1)
    moved = solution(problem, (0, 0), (1, 0), (2, 0))
    freedom = Freedom(given, frozenset({2}))
    x = ModelVariables(problem.with_constraints([rule]), strict=lambda _: True, freedom=freedom)
    x.post()
    # What is settled already clashes and says nothing about the free part; nothing may join it there.
    with pytest.raises(NotRepresentableError, match="a time of event c is excluded"):
        fix(x, moved)
    fix(x, given)
    assert cp_model.CpSolver().solve(x.model) == cp_model.OPTIMAL
