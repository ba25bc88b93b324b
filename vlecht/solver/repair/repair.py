"""The front door of repair: a school, a roster and what happens in; options out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vlecht.models.index import SchoolIndex
from vlecht.models.repair import ChangeFile, Cover, Option, Repair
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.solver.repair.case import Case
from vlecht.solver.repair.held import held
from vlecht.solver.repair.options import rank
from vlecht.solver.repair.stages import Stages
from vlecht.solver.run import Clock, Settings

DEFAULT_WORKERS = 2


def repair(
    school: School,
    roster: Roster,
    change: ChangeFile,
    *,
    history: tuple[Cover, ...] = (),
    time_limit: float = 30.0,
    seed: int = 0,
    on_option: Callable[[Option], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Repair:
    """Mend a roster after something happens, with as little change as can be.

    Every option is a roster that the checker accepts for the school of that week (in the option too), within
    the change file's budget; what is frozen or on other days stays as it was. ``history`` is who stood in
    before, for fairness; ``on_option`` hears of every option when it is found. Raises ``ValueError`` when the
    roster is not one of this school without hard violations.
    """
    clock = Clock(time_limit, should_stop or (lambda: False))
    settings = Settings(DEFAULT_WORKERS, seed)
    case = Case(SchoolIndex(school), SchoolIndex(school), roster, change.frozen, change.budget, history)
    if case.judgement.hard:
        raise ValueError(f"the roster breaks hard rules already: {case.judgement.hard[0].sentence}")
    stages = Stages(case, change, clock, settings)
    found: list[Option] = []
    first = 0.0
    for option in stages.options():
        if any(_same(option, other) for other in found):
            continue
        first = first or clock.elapsed
        found.append(replace(held(option, change.frozen), seconds=clock.elapsed))
        if on_option:
            on_option(found[-1])
    complete = clock.left > 0
    proven = stages.proven and not found
    return Repair(rank(found), tuple(stages.reasons), proven, complete, first, clock.elapsed)


def _same(one: Option, two: Option) -> bool:
    """Whether two options are one roster."""
    return all(
        getattr(one.roster, part) == getattr(two.roster, part)
        for part in ("sessions", "visits", "groups", "duties")
    )
