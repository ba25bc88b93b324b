"""The front door of the engine: a school in, a result out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from vlecht import __version__
from vlecht.models.diagnosis import Conflict
from vlecht.models.index import SchoolIndex
from vlecht.models.result import Progress, Result
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.solver.run import Clock, Settings

PATIENCE = 15.0
"""Seconds without a roster after which the search for a conflict begins beside it."""
LAST_LOOK = 10.0
"""Seconds to say why, when a school is known to have no roster."""
DEFAULT_WORKERS = 8
"""CP-SAT workers unless told otherwise: measured decisive on small models, also on two cores."""


def solve(
    school: School,
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int | None = None,
    gap: float = 0.0,
    start: Roster | None = None,
    reproducible: bool = False,
    explain: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Result:
    """Make the best roster that can be found in ``time_limit`` seconds.

    ``gap`` (0.01 is one per cent) ends the search when cost and bound are that close. ``start`` is a
    roster to go on from when it is feasible. ``reproducible`` makes two runs with the same arguments
    identical: the limit then counts the solver's work instead of time on the wall. ``on_progress`` hears
    of every step, ``should_stop`` is asked whether to end (best-so-far is returned). An infeasible school,
    a timeout and an interruption are results, not exceptions. With ``explain`` a search that takes long to
    find anything is joined by one for a conflict: what it proves is in the result's ``conflicts``.
    """
    # Loaded here: OR-Tools takes seconds to load, and not everybody who needs this package needs it.
    from vlecht.solver.week.engine import solve_week
    from vlecht.solver.week.state import Search

    proof = Proof(school, seed, reproducible)
    settings = Settings(workers or DEFAULT_WORKERS, seed)
    asked = should_stop or (lambda: False)
    clock = Clock(time_limit, lambda: asked() or proof.found, deterministic=reproducible)
    search = Search(SchoolIndex(school), clock, settings, on_progress)
    if explain and not reproducible:
        proof.watch(min(PATIENCE, time_limit / 3), time_limit, lambda: asked() or search.best is not None)
    try:
        result = solve_week(search, gap, start)
    finally:
        proof.end()
    if result.roster is None:
        return proof.of(result, 0.0 if asked() or not explain else clock.left)
    options = {
        "time_limit": time_limit,
        "workers": settings.workers,
        "gap": gap,
        "reproducible": reproducible,
    }
    run = result.roster.run.model_copy(update={"tool_version": __version__, "options": options})
    return replace(result, roster=result.roster.model_copy(update={"run": run}))


class Proof:
    """A search for a conflict beside that for a roster."""

    def __init__(self, school: School, seed: int, reproducible: bool) -> None:
        self.school = school
        self.seed = seed
        self.reproducible = reproducible
        self.conflicts: tuple[Conflict, ...] = ()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def found(self) -> bool:
        """Whether it is proven that there is no roster."""
        return bool(self.conflicts)

    def watch(self, after: float, seconds: float, needless: Callable[[], bool]) -> None:
        """Search for so many seconds in a thread, from some time on, until it is needless or over."""

        def look() -> None:
            if not self._over.wait(after):
                self._look(seconds, lambda: self._over.is_set() or needless())

        self._thread = threading.Thread(target=look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """The roster's search is over: so is this one."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def of(self, result: Result, left: float) -> Result:
        """A result without a roster, with the conflict that is behind it where one is found in what is left.

        What is known to be impossible is explained even when that takes a little longer.
        """
        seconds = max(left, LAST_LOOK if result.status == "infeasible" else 0.0)
        if not self.conflicts and seconds > 1.0:
            self._look(seconds, lambda: False)
        if not self.conflicts:
            return result
        message = "no roster is possible: these facts and rules cannot hold together"
        return replace(result, status="infeasible", message=message, conflicts=self.conflicts)

    def _look(self, seconds: float, stop: Callable[[], bool]) -> None:
        from vlecht.solver.diagnose.find import find_conflicts

        found = find_conflicts(
            self.school,
            seconds=seconds,
            seed=self.seed,
            reproducible=self.reproducible,
            should_stop=stop,
        )
        self.conflicts = tuple(conflict for conflict in found.conflicts if conflict.verified)
