"""What local search ends with, lacking little, is mended and taken over when that pays."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from tests.solver.search.test_search import _week as week
from vlecht.core.solution import Cost, Solution, evaluate
from vlecht.solver.local.companion import Companion
from vlecht.solver.run import Clock, Settings
from vlecht.solver.search.improve import Improver
from vlecht.solver.search.state import Landscape, State, empty_solution


class Neighbour:
    """Tells one solution that is nearly feasible, once."""

    def __init__(self, solution: Solution) -> None:
        self._near: Solution | None = solution
        self.offered: list[Cost] = []

    def near(self) -> Solution | None:
        found, self._near = self._near, None
        return found

    def better(self, cost: Cost) -> Solution | None:
        del cost
        return None

    def offer(self, solution: Solution, cost: Cost) -> None:
        del solution
        self.offered.append(cost)


def starting(*starts: int) -> Solution:
    subs = empty_solution(week()).sub_events
    return Solution(tuple(replace(sub, start=start) for sub, start in zip(subs, starts, strict=True)))


@pytest.mark.parametrize(
    ("near", "told"),
    [
        pytest.param((4, 5, 6, 7, 3, 3), [("mended", Cost(0, 2))], id="a clash"),
        pytest.param((0, 1, 2, 3, 4, 4), [], id="a clash, and no better when mended"),
    ],
)
def test_what_lacks_little_is_mended_when_it_pays(
    near: tuple[int, ...], told: list[tuple[str, Cost]], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = week()
    best = starting(0, 1, 4, 5, 6, 7)
    present = starting(*((0, 2, 4, 5, 6, 7) if told else (0, 1, 4, 5, 6, 7)))
    assert evaluate(problem, best) == Cost(0, 2)
    neighbour = Neighbour(starting(*near))
    heard: list[tuple[str, Cost]] = []
    improver = Improver(
        Landscape(problem),
        State(problem, present),
        Clock(20.0),
        Settings(1, 0),
        lambda state, step: heard.append((step, state.cost)),
        cast("Companion", neighbour),
    )
    monkeypatch.setattr("vlecht.solver.search.improve._MENDING", 4.0)
    improver.mend()
    improver.mend()
    assert heard == told
    assert neighbour.offered == [cost for _, cost in told]
    assert evaluate(problem, improver.state.solution) == improver.state.cost == Cost(0, 2)


def test_mending_is_given_up_when_nothing_was_gained_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    improver = Improver(
        Landscape(week()),
        State(week(), starting(0, 2, 4, 5, 6, 7)),
        Clock(20.0),
        Settings(1, 0),
        lambda _, step: heard.append(step),
        cast("Companion", Neighbour(starting(4, 5, 6, 7, 3, 3))),
    )
    monkeypatch.setattr("vlecht.solver.search.improve._MENDING", -1.0)
    improver.mend()
    assert heard == []
