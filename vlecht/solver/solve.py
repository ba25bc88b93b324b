"""The front door of the engine: a school in, a result out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vlecht import __version__
from vlecht.models.index import SchoolIndex
from vlecht.models.result import Progress, Result
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.solver.run import Clock, Settings

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
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Result:
    """Make the best roster that can be found in ``time_limit`` seconds.

    ``gap`` (0.01 is one per cent) ends the search when cost and bound are that close. ``start`` is a
    roster to go on from when it is feasible. ``reproducible`` makes two runs with the same arguments
    identical: the limit then counts the solver's work instead of time on the wall. ``on_progress`` hears
    of every step, ``should_stop`` is asked whether to end (best-so-far is returned). An infeasible school,
    a timeout and an interruption are results, not exceptions.
    """
    # Loaded here: OR-Tools takes seconds to load, and not everybody who needs this package needs it.
    from vlecht.solver.week.engine import solve_week
    from vlecht.solver.week.state import Search

    settings = Settings(workers or DEFAULT_WORKERS, seed)
    clock = Clock(time_limit, should_stop or (lambda: False), deterministic=reproducible)
    search = Search(SchoolIndex(school), clock, settings, on_progress)
    result = solve_week(search, gap, start)
    if result.roster is None:
        return result
    options = {
        "time_limit": time_limit,
        "workers": settings.workers,
        "gap": gap,
        "reproducible": reproducible,
    }
    run = result.roster.run.model_copy(update={"tool_version": __version__, "options": options})
    return replace(result, roster=result.roster.model_copy(update={"run": run}))
