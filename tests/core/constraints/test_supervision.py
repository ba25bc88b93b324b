"""Pupils per supervisor."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.supervision import Supervision
from vlecht.core.problem import Role


def test_pupils_beyond_the_ratio() -> None:
    drawn = Drawing(4)
    anna, ben = drawn.resource_set("teacher", "anna ben")
    red = drawn.resource("red", "group")
    pupils = drawn.resource_set("pupil", "a b c d e")
    drawn.members = {red: tuple(pupils[:4])}
    drawn.choice(pupils[4], red, least=0)
    roles = [Role(name, "teacher") for name in ("lead", "help", "guest")]
    trip = drawn.event("trip", red, *roles, duration=2)
    problem = drawn.problem()
    rule = Supervision(**common(), events=(trip,), roles=("lead", "help"), ratio=2)
    everyone = {(pupils[4], red)}

    def short(*filled: int, joins: set[tuple[int, int]] | None = None) -> dict[str, int]:
        return found(problem, rule, solution(problem, (trip, 0, 2, dict.fromkeys(filled, anna)), joins=joins))

    assert short(1, 2) == {}
    assert short(1, 2, joins=everyone) == {"trip": 1}
    assert short(1) == {"trip": 2}
    # Guests do not count.
    assert short(1, 3) == {"trip": 2}
    assert short() == {"trip": 4}
    parts = solution(problem, (trip, 0, 1, {1: anna, 2: ben}), (trip, 2, 1, {1: ben}))
    assert found(problem, rule, parts) == {"trip": 2}


def test_parity() -> None:
    problem = crossing()
    rule = Supervision(**common(), events=(0, 1, 2, 3, 4), roles=("teacher", "helper"), ratio=1)
    agree(problem, rule, 20)
    agree(problem, Supervision(**common(hard=False), events=(0, 3, 5), roles=("teacher",), ratio=2))
    agree(problem, Supervision(**common(), events=(2, 5), roles=("",), ratio=1))
