"""The search over a core problem: construct, improve, prove. It judges by the evaluator alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from vlecht.core.problem import Problem
from vlecht.core.solution import Cost, Solution
from vlecht.solver.cpsat.variables import ModelVariables
from vlecht.solver.local.companion import Companion
from vlecht.solver.run import Clock, Settings
from vlecht.solver.search.construct import construct, decisions
from vlecht.solver.search.improve import Improver
from vlecht.solver.search.result import Progress, SearchResult
from vlecht.solver.search.solve import attempt
from vlecht.solver.search.state import Landscape, State

_SMALL = 10_000
"""Decisions up to which the whole model is solved first: CP-SAT often settles it at once."""

_PROVABLE = 60_000
"""Decisions up to which the whole model gets a turn, for a bound and sometimes a better solution."""

_SHARE, _RESERVE = 0.3, 0.15
"""Of the time left, what the whole model gets at a turn; of the limit, what is kept for it."""

_AT_ONCE, _LONGEST = 6.0, 60.0
"""Seconds that the whole model gets at most: at first, when it is settled soon or not at all, and later."""

_PATIENCE = 80
"""Tries without gain after which the whole model gets a turn early."""


def search(
    problem: Problem,
    *,
    start: Solution | None = None,
    time_limit: float = 60.0,
    workers: int = 8,
    seed: int = 0,
    on_progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> SearchResult:
    """The best solution found within ``time_limit`` seconds, from ``start`` when one is given.

    Costs compare lexicographically: infeasibility, then objective. ``on_progress`` is told every
    improvement; ``should_stop`` ends the search early, with the best so far. The bound is proven on the
    whole model; where that is too large, or the time too short, there is none. From two workers on, one
    core is for compiled local search in a process of its own, which trades solutions with this one.
    """
    with ExitStack() as stack:
        companion = stack.enter_context(Companion(problem, seed, time_limit)) if workers > 1 else None
        clock = Clock(time_limit, should_stop)
        return _Search(problem, clock, Settings(workers, seed), on_progress, companion).run(start)


class _Search:
    """One search."""

    def __init__(
        self,
        problem: Problem,
        clock: Clock,
        settings: Settings,
        on_progress: Callable[[Progress], None],
        companion: Companion | None,
    ) -> None:
        self._problem = problem
        self._clock = clock
        self._settings = settings
        self._on_progress = on_progress
        self._companion = companion
        self._land = Landscape(problem)
        self._history: list[Progress] = []
        self._bound: Cost | None = None

    def run(self, start: Solution | None) -> SearchResult:
        """Construct unless there is a start, improve, prove."""
        step = "start"
        if start is None:
            start, step = construct(
                self._problem,
                self._until_feasible(),
                self._settings,
                self._clock.limit * 0.5,
                self._elsewhere,
            )
        state = State(self._problem, start)
        self._tell(state, step)
        if self._companion is not None:
            self._companion.offer(state.solution, state.cost)
        self._bound = Cost() if state.cost == Cost() else None
        improver = Improver(self._land, state, self._clock, self._settings, self._tell, self._companion)
        size = decisions(self._problem)
        done = size <= _SMALL and self._whole(improver, min(_AT_ONCE, self._clock.left * _SHARE))
        reserve = min(_LONGEST, self._clock.limit * _RESERVE) if size <= _PROVABLE else 0.0
        while not done and improver.state.cost > Cost() and self._clock.left > 0:
            # The neighbourhoods until they find nothing, then the whole model with what is known.
            improver.idle = 0
            improver.run(until=reserve, patience=_PATIENCE if size <= _PROVABLE else None)
            if size <= _PROVABLE and improver.state.cost > Cost():
                done = self._whole(improver, min(_LONGEST, max(reserve, self._clock.left * _SHARE)))
                reserve = 0.0
        improver.trade()
        if improver.state.cost == Cost():
            self._bound = Cost()
        final = improver.state
        return SearchResult(
            final.solution, final.cost, self._bound, tuple(self._history), self._clock.elapsed
        )

    def _elsewhere(self) -> Solution | None:
        """What local search has found, if anything."""
        return None if self._companion is None else self._companion.better(Cost(2**62, 2**62))

    def _until_feasible(self) -> Clock:
        """The clock, but over as soon as local search has a solution that meets everything hard."""
        if self._companion is None:
            return self._clock
        companion = self._companion

        def over() -> bool:
            return self._clock.left <= 0 or companion.better(Cost(1, 0)) is not None

        return Clock(self._clock.limit, over, began=self._clock.began)

    def _tell(self, state: State, step: str) -> None:
        progress = Progress(self._clock.elapsed, state.cost, step, self._bound)
        self._history.append(progress)
        self._on_progress(progress)

    def _whole(self, improver: Improver, seconds: float) -> bool:
        """Solve the whole model, all hard constraints strict; whether that settles everything."""
        x = ModelVariables(self._problem)
        result = attempt(
            x,
            self._clock,
            self._settings,
            seconds,
            start=improver.state.solution,
            goal=lambda x: x.ledger.objective(),
        )
        improver.trade()
        if result.solution is not None:
            improver.accept(State(self._problem, result.solution), "whole model")
        if x.complete and result.bound is not None:
            # Without infeasibility nothing costs less than the bound; with it, everything costs more.
            known = 0 if self._bound is None else self._bound.objective
            self._bound = Cost(0, max(known, result.bound))
        return result.settled and improver.state.cost.infeasibility == 0
