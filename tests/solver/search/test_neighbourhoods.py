"""Every neighbourhood frees something that holds the incumbent, and nothing beyond what it says."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from ortools.sat.python import cp_model

from tests.core.parity import random_solution
from tests.core.weeks import busy_week
from tests.solver.search.test_search import _week as week
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import common
from vlecht.core.constraints.link_events import LinkEvents
from vlecht.core.solution import Cost, Solution
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.transfer import extract, fix
from vlecht.solver.cpsat.variables import ModelVariables
from vlecht.solver.run import Clock, Settings
from vlecht.solver.search.improve import Improver
from vlecht.solver.search.neighbourhoods import (
    AROUND,
    NEIGHBOURHOODS,
    Chooser,
    columns,
    some_times,
    violations,
)
from vlecht.solver.search.state import Landscape, State, empty_solution


@pytest.mark.parametrize(("name", "choose"), NEIGHBOURHOODS)
@pytest.mark.parametrize("seed", range(4))
def test_the_incumbent_is_in_its_neighbourhood(name: str, choose: Chooser, seed: int) -> None:
    problem = busy_week()
    everyone = tuple(range(len(problem.resources)))
    problem = problem.with_constraints(
        [
            AvoidClashes(**common(id="clash"), resources=everyone),
            LinkEvents(**common(id="link"), event_groups=(1,)),
        ]
    )
    land, rng = Landscape(problem), Random(seed)
    state = State(problem, random_solution(problem, rng))
    freedom = choose(land, state, 6, rng)
    assert freedom.sub_events or freedom.roles, name
    x = ModelVariables(problem, state.strict, freedom, land.domains(state))
    x.post()
    fix(x, state.solution)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(x.model) == cp_model.OPTIMAL
    found = extract(x, solver.boolean_value)
    assert sorted(map(repr, found.sub_events)) == sorted(map(repr, state.solution.sub_events))


def test_the_state_costs_what_the_evaluator_says() -> None:
    problem = busy_week().with_constraints([AvoidClashes(**common(id="clash"), resources=(0, 1, 2))])
    state = State(problem, random_solution(problem, Random(5)))
    assert state.cost == problem.constraints[0].cost(state.view)
    assert state.strict(problem.constraints[0]) == (state.cost.infeasibility == 0)
    events, resources = Landscape(problem).involved("anna / drama")
    assert (events, resources) == ({3}, {0})


@pytest.mark.parametrize("seed", range(6))
def test_columns_are_whole_resources_of_one_type(seed: int) -> None:
    problem = busy_week()
    land, rng = Landscape(problem), Random(seed)
    state = State(problem, random_solution(problem, rng))
    freed = columns(land, state, 8, rng).sub_events
    whole = [
        {problem.resources[r].type for r in alike if freed.issuperset(state.view.positions_of(r))}
        for alike in land.kinds
    ]
    assert any(whole)
    attended = {
        kind: {p for r in alike for p in state.view.positions_of(r)}
        for alike in land.kinds
        for kind in [problem.resources[alike[0]].type]
    }
    assert any(freed <= attended[kind] for found in whole for kind in found)


@pytest.mark.parametrize("seed", range(6))
def test_everything_within_a_few_times_may_only_go_to_those(seed: int) -> None:
    problem = busy_week()
    land, rng = Landscape(problem), Random(seed)
    state = State(problem, random_solution(problem, rng))
    freed = some_times(land, state, 6, rng)
    assert freed.times
    assert len(freed.times) < len(problem.times)
    for position, sub in enumerate(state.solution.sub_events):
        inside = sub.start is None or freed.times.issuperset(sub.times)
        assert (position in freed.sub_events) == inside


def test_what_is_hard_is_mended_around_what_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = busy_week()
    problem = problem.with_constraints(
        [
            AvoidClashes(**common(id="clash"), resources=tuple(range(len(problem.resources)))),
            AvoidClashes(**(common(id="soft") | {"hard": False}), resources=(0,)),
        ]
    )
    state = next(
        state
        for seed in range(99)
        if (state := State(problem, random_solution(problem, Random(seed)))).cost.infeasibility
    )
    improver = Improver(Landscape(problem), state, Clock(60.0), Settings(1, 0), lambda *_: None)
    monkeypatch.setattr("vlecht.solver.search.improve._SOFT_SHARE", 0.0)
    tried: list[tuple[str, set[str]]] = []

    def attempt(freedom: object, name: str, pace: float) -> tuple[bool, bool]:
        del freedom, pace
        tried.append((name, {each.id for each in improver._relevant()}))
        return True, False

    monkeypatch.setattr(improver, "_try", attempt)
    for _ in range(60):
        improver.step()
    assert {name for name, _ in tried} <= AROUND
    assert all(posted == {"clash"} for _, posted in tried)
    monkeypatch.setattr("vlecht.solver.search.improve._SOFT_SHARE", 1.0)
    tried.clear()
    for _ in range(60):
        improver.step()
    assert not {name for name, _ in tried} <= AROUND
    assert all(posted == {"clash", "soft"} for _, posted in tried)


@pytest.mark.parametrize("stopped", [False, True])
def test_what_met_more_of_what_is_hard_is_looked_at_once_more(
    stopped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = week()
    subs = empty_solution(problem).sub_events
    clash = Solution(
        tuple(replace(sub, start=start) for sub, start in zip(subs, (0, 1, 2, 3, 4, 4), strict=True))
    )
    heard: list[Cost] = []
    monkeypatch.setattr("vlecht.solver.search.improve._SOFT_SHARE", 0.0)
    monkeypatch.setattr("vlecht.solver.search.improve.NEIGHBOURHOODS", (("violations", violations),))
    improver = Improver(
        Landscape(problem),
        State(problem, clash),
        Clock(60.0, lambda: stopped and bool(heard)),
        Settings(1, 0),
        lambda state, _: heard.append(state.cost),
    )
    tried: list[bool] = []
    attempt = improver._try

    def counting(freedom: Freedom, name: str, pace: float) -> tuple[bool, bool]:
        tried.append(improver._soft)
        return attempt(freedom, name, pace)

    monkeypatch.setattr(improver, "_try", counting)
    improver.step()
    # Within one step: the clash is gone, and then, if there is time, what that cost of what is soft.
    assert tried == ([False] if stopped else [False, True])
    assert [cost.infeasibility for cost in heard] == [0] * len(tried)
    assert improver.state.cost == heard[-1]
    if not stopped:
        assert heard[0] > heard[1] == Cost(0, 2)
