"""The front door of repair: a school, a roster and what happens in; options out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.repair import (
    AnyEvent,
    ChangeFile,
    Cover,
    Option,
    PupilJoins,
    PupilLeaves,
    Repair,
    RoomClosed,
)
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.solver.repair.absent import cover_options
from vlecht.solver.repair.case import Case
from vlecht.solver.repair.events import school_of_week
from vlecht.solver.repair.options import rank
from vlecht.solver.repair.pupils import place_options
from vlecht.solver.repair.rooms import room_options
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
    roster is not one of this school without hard violations, or the changes are of several kinds.
    """
    clock = Clock(time_limit, should_stop or (lambda: False))
    settings = Settings(DEFAULT_WORKERS, seed)
    before = SchoolIndex(school)
    if len({_part(event) for event in change.changes}) > 1:
        raise ValueError(
            "people absent, rooms closed and pupils who come or go are mended one after the other:"
            " make a change file for each"
        )
    now = school_of_week(school, roster, change)
    case = Case(before, SchoolIndex(now), roster, change.frozen, change.budget, history)
    if case.judgement.hard:
        raise ValueError(f"the roster breaks hard rules already: {case.judgement.hard[0].sentence}")
    found: list[Option] = []
    reasons: list[Phrase] = []
    proven = False
    first = 0.0

    def why_not(words: tuple[Phrase, ...], sure: bool) -> None:
        nonlocal proven
        reasons.extend(words)
        proven = sure

    for option in _options(case, change, clock, settings, reasons, why_not):
        if any(_same(option, other) for other in found):
            continue
        first = first or clock.elapsed
        found.append(replace(option, seconds=clock.elapsed))
        if on_option:
            on_option(found[-1])
    complete = clock.left > 0
    return Repair(rank(found), tuple(reasons), proven and not found, complete, first, clock.elapsed)


def _part(event: AnyEvent) -> str:
    """What of the week an event touches: its staff, its rooms, or its groups."""
    return {"absent": "staff", "room_closed": "rooms"}.get(event.do, "groups")


def _same(one: Option, two: Option) -> bool:
    """Whether two options are one roster."""
    return all(
        getattr(one.roster, part) == getattr(two.roster, part)
        for part in ("sessions", "visits", "groups", "duties")
    )


def _options(
    case: Case,
    change: ChangeFile,
    clock: Clock,
    settings: Settings,
    reasons: list[Phrase],
    why_not: Callable[[tuple[Phrase, ...], bool], None],
) -> Iterator[Option]:
    """Options for the part of the week that the changes are about."""
    comes = tuple(event.pupil.id for event in change.changes if isinstance(event, PupilJoins))
    goes = tuple(event.pupil for event in change.changes if isinstance(event, PupilLeaves))
    if comes or goes:
        yield from place_options(case, comes, goes, clock, change.week, reasons)
    elif any(isinstance(event, RoomClosed) for event in change.changes):
        yield from room_options(case, clock, settings, change.week, reasons)
    else:
        yield from cover_options(case, clock, settings, change.week, why_not)
