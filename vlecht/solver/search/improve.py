"""Large-neighbourhood search: free a part of the incumbent, solve it, keep what the evaluator prefers.

Shaw, "Using constraint programming and local search methods to solve vehicle routing problems" (1998);
the choice among neighbourhoods adapts as in Ropke and Pisinger, "An adaptive large neighborhood search
heuristic for the pickup and delivery problem with time windows" (2006).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ortools.sat.python import cp_model

from vlecht.core.constraints.base import Constraint
from vlecht.core.solution import Cost
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.variables import ModelVariables
from vlecht.solver.local.companion import Companion
from vlecht.solver.run import Clock, Settings
from vlecht.solver.search.neighbourhoods import AROUND, NEIGHBOURHOODS, Chooser
from vlecht.solver.search.solve import attempt
from vlecht.solver.search.state import Landscape, State

_FIRST_SIZE, _LEAST_SIZE, _MOST_SIZE = 30, 6, 2000
"""Sub-events in a neighbourhood: at first, and within which limits its size adapts."""

_PACES, _HARD_PACES = (0.4, 8.0), (1.5, 20.0)
"""Seconds that a neighbourhood should take: at first, and when small ones find no more; and where only what
is hard is looked at.

Small neighbourhoods, many a second, descend fastest; what they leave takes large ones. Of what is hard no
more is left then than takes large ones.
"""

_BIG = 10_000
"""Variables from which presolve is light: of 9.5 s for 78,000 variables (66 sub-events, 38 times, 30 rooms)
probing and the search for symmetries took six, of which nothing came."""

_MANY_WORKERS = 1.0
"""Pace from which CP-SAT gets all its workers."""

_PATIENCE = 12
"""Tries without gain after which the pace is slackened."""

_SOFT_SHARE = 0.5
"""Share of the tries that look at soft constraints too while some hard ones are not met."""

_MENDING, _MENDING_SHARE = 6.0, 0.5
"""Seconds without gain after which mending what local search ended with is given up, and the share of the
time left that it gets at most: in a large problem every clash takes seconds."""

_MEMORY = 0.8
"""How much of a neighbourhood's score is kept when it is tried."""


@dataclass
class _Arm:
    """A neighbourhood with what was learnt of it."""

    name: str
    choose: Chooser
    size: float = _FIRST_SIZE
    score: float = 1.0

    def learn(self, gain: float, settled: bool, seconds: float, pace: float) -> None:
        """Remember how a try went: gain per second, and whether it was solved to the end in good time."""
        self.score = _MEMORY * self.score + (1 - _MEMORY) * gain
        if settled and seconds < pace:
            self.size = min(_MOST_SIZE, self.size * 1.2)
        elif not settled or seconds > 2 * pace:
            self.size = max(_LEAST_SIZE, self.size * 0.8)


class _Gear:
    """Neighbourhoods, with what was learnt of them for one kind of goal."""

    def __init__(self, arms: list[_Arm], paces: tuple[float, float]) -> None:
        self.arms = arms
        self.pace, self._last = paces
        self._idle = 0

    def draw(self, rng: Random) -> _Arm:
        """A neighbourhood, rather one that gained."""
        return rng.choices(self.arms, weights=[max(arm.score, 0.05) for arm in self.arms])[0]

    def gained(self, better: bool) -> None:
        """Small ones are gone on with as long as they gain."""
        self._idle = 0 if better else self._idle + 1
        if self._idle >= _PATIENCE:
            self._idle, self.pace = 0, min(self._last, self.pace * 1.5)


class Improver:
    """Runs the search from one state. ``on_better`` is told every improvement."""

    def __init__(
        self,
        land: Landscape,
        state: State,
        clock: Clock,
        settings: Settings,
        on_better: Callable[[State, str], None],
        companion: Companion | None = None,
    ) -> None:
        self._land = land
        self.state = state
        self._clock = clock
        self._settings = settings
        self._on_better = on_better
        self._companion = companion
        self._rng = Random(settings.seed)
        self._soft = False
        roles_open = any(land.open_roles)
        names = [each for each in NEIGHBOURHOODS if each[0] != "assignments" or roles_open]
        around = [each for each in names if each[0] in AROUND]
        self._gears = {
            soft: _Gear([_Arm(*each) for each in arms], paces)
            for soft, arms, paces in ((True, names, _PACES), (False, around, _HARD_PACES))
        }
        self.idle = 0
        """Tries since the last improvement."""

    def run(self, until: float, patience: int | None = None) -> None:
        """Improve until so many seconds are left, nothing costs anything, or tries without gain run out."""
        while self._clock.left > until and self.state.cost > Cost():
            if patience is not None and self.idle >= patience:
                return
            self.trade()
            self.mend()
            self.step()

    def trade(self) -> None:
        """Take over what local search has found, or tell it what it does not have."""
        if self._companion is None:
            return
        found = self._companion.better(self.state.cost)
        if found is not None:
            self.accept(State(self._land.problem, found), "local search")

    def mend(self) -> None:
        """What local search ended a run with may lack little and cost less: see whether that can be had."""
        near = None if self._companion is None else self._companion.near()
        if near is None:
            return
        gained = time.monotonic()

        def gain(*_: object) -> None:
            nonlocal gained
            gained = time.monotonic()

        clock = Clock(
            _MENDING_SHARE * self._clock.left,
            lambda: self._clock.left <= 0 or time.monotonic() > gained + _MENDING,
        )
        settings = Settings(1, self._rng.randrange(2**31))
        state = State(self._land.problem, near)
        mender = Improver(self._land, state, clock, settings, gain)
        mender.run(until=0.0)
        self.accept(mender.state, "mended")

    def accept(self, found: State, step: str) -> bool:
        """Move to a state unless it is worse than the present one; whether it is better."""
        if self.state.cost < found.cost:
            return False
        better = found.cost < self.state.cost
        self.state = found
        if better:
            self._on_better(found, step)
            if self._companion is not None and step != "local search":
                self._companion.offer(found.solution, found.cost)
        return better

    def step(self) -> None:
        """One neighbourhood."""
        # What cannot be met at all must not keep everything else from being improved.
        self._soft = not self.state.unmet or self._rng.random() < _SOFT_SHARE
        gear = self._gears[self._soft]
        arm = gear.draw(self._rng)
        freedom = arm.choose(self._land, self.state, round(arm.size), self._rng)
        if not freedom.sub_events and not freedom.roles and not freedom.pupils:
            arm.learn(0.0, True, 0.0, gear.pace)
            return
        began = time.monotonic()
        settled, better = self._try(freedom, arm.name, gear.pace)
        seconds = time.monotonic() - began
        if better and not self._soft and self._clock.left > 0:
            # What met more of what is hard took no heed of anything else: the same part once more.
            self._soft = True
            self._try(freedom.carried(self.state.solution), arm.name, gear.pace)
        self.idle = 0 if better else self.idle + 1
        gear.gained(better)
        arm.learn(1.0 / max(0.2, seconds) if better else 0.0, settled, seconds, gear.pace)

    def _try(self, freedom: Freedom, name: str, pace: float) -> tuple[bool, bool]:
        """Solve a neighbourhood and move to what it gives unless that is worse: (settled, better)."""
        x = ModelVariables(self._land.problem, self.state.strict, freedom, self._land.domains(self.state))
        result = attempt(
            x,
            self._clock,
            # Quick solves are over before several workers would pay. A full linear relaxation settled 18
            # of 20 neighbourhoods of published instances, the default 15, in half the time; of what is hard
            # alone it has nothing to say.
            Settings(
                1 if pace < _MANY_WORKERS or self._companion else self._settings.workers,
                self._rng.randrange(2**31),
                linearization=2 if self._soft else 0,
                light=len(x.model.proto.variables) > _BIG,
            ),
            2.5 * pace,
            constraints=self._relevant(),
            start=self.state.solution,
            goal=self._goal,
        )
        better = False
        if result.solution is not None:
            self.trade()
            better = self.accept(State(self._land.problem, result.solution), name)
        return result.settled, better

    def _relevant(self) -> list[Constraint]:
        """Constraints to post: all, or only the hard ones while some of these are not met."""
        return [each for each in self._land.problem.constraints if each.hard or self._soft]

    def _goal(self, x: ModelVariables) -> cp_model.LinearExpr | int:
        if not self.state.unmet:
            return x.ledger.objective()
        if not self._soft:
            return x.ledger.infeasibility()
        # Lexicographic: a unit of infeasibility outweighs all objective that there is to gain.
        return x.ledger.infeasibility() * (self.state.cost.objective + 1) + x.ledger.objective()
