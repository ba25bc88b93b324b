"""A school year: one regrouping after the other, each from the groups that the one before it made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from vlecht.models.result import Progress
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.solver.grouping.ask import GroupOptions
from vlecht.solver.grouping.regroup import NewPeriod, Period, regroup


def school_year(
    school: School,
    roster: Roster,
    periods: Sequence[Period],
    options: GroupOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[NewPeriod]:
    """The periods after that of the roster, each within the time limit; the last one may have no groups.

    Changes add up, so that budgets per pupil and per subject are those of the year. Who must move, does so
    at the first regrouping.
    """
    for period in periods:
        new = regroup(school, roster, period, options, on_progress=on_progress, should_stop=should_stop)
        yield new
        if not new.result.groups or (should_stop is not None and should_stop()):
            return
        done = new.school.regrouping.model_copy(update={"must_move": ()})
        school, roster = new.school.model_copy(update={"regrouping": done}), new.roster
        options = replace(options, seed=options.seed + 1)
