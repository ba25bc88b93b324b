"""From one period to the next: the groups until now, new levels, budgets of changes; new groups and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from vlecht.models.deliveries import FlexDelivery, Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.regrouping import Budgets, FormerGroup, Move, Regrouping
from vlecht.models.result import Progress
from vlecht.models.roster import Roster
from vlecht.models.school import RuleSetting, School
from vlecht.models.why import Moved
from vlecht.rules.view import RosterView
from vlecht.solver.grouping.ask import GroupOptions, GroupResult, group
from vlecht.solver.grouping.whys import moves_of
from vlecht.solver.run import Clock
from vlecht.solver.week.assemble import with_freed, with_leavers

Level = float | str | None

SEARCHED = 0.8
"""Part of the time limit in which groups are sought; the rest is for what the new groups change, and why, and
for the search to end: with 0.9 a newcomer among 700 pupils, in one second, was placed after 1.02."""


@dataclass(frozen=True)
class Period:
    """What a new period brings. ``levels``: pupil -> subject -> level. Budgets left out are the school's own.

    ``stability``: weight of every change (``None``: as the school has it).
    """

    name: str | None = None
    levels: Mapping[str, Mapping[str, Level]] | None = None
    budgets: Budgets = field(default_factory=Budgets)
    must_move: tuple[Move, ...] = ()
    may_not_move: tuple[Move, ...] = ()
    stability: int | None = None


@dataclass(frozen=True)
class NewPeriod:
    """A regrouping: the school with its facts, the groups, the roster with them, and who moves."""

    school: School
    result: GroupResult
    roster: Roster
    moves: tuple[Moved, ...]
    joined: tuple[Moved, ...]


def next_period(school: School, roster: Roster, period: Period) -> School:
    """The school at the start of a period: its former groups are those of the roster, changes add up."""
    index = SchoolIndex(school)
    known = {pupil.id for pupil in school.pupils}
    former = tuple(
        FormerGroup(
            id=found.id, delivery=found.delivery, members=tuple(p for p in found.members if p in known)
        )
        for found in roster.groups
        if _has_history(index, found.delivery)
    )
    old = school.regrouping
    so_far = {pupil: dict(subjects) for pupil, subjects in old.so_far.items()}
    for pupil, delivery, _, _ in RosterView(index, roster).moves:
        subject = index.deliveries[delivery].subject
        spent = so_far.setdefault(pupil, {})
        spent[subject] = spent.get(subject, 0) + 1
    given = {name: value for name, value in period.budgets if value is not None}
    regrouping = Regrouping(
        period=period.name,
        former=tuple(f for f in former if f.members),
        budgets=old.budgets.model_copy(update=given),
        must_move=period.must_move or old.must_move,
        may_not_move=period.may_not_move or old.may_not_move,
        so_far=so_far,
    )
    levels = period.levels or {}
    pupils = tuple(
        pupil.model_copy(update={"levels": pupil.levels | dict(levels[pupil.id])})
        if pupil.id in levels
        else pupil
        for pupil in school.pupils
    )
    policy = school.policy
    if period.stability is not None:
        setting = policy.rules.get("stability", RuleSetting())
        mode = "soft" if period.stability else "off"
        changed = setting.model_copy(update={"weight": period.stability, "mode": mode})
        policy = policy.model_copy(update={"rules": policy.rules | {"stability": changed}})
    return school.model_copy(update={"regrouping": regrouping, "pupils": pupils, "policy": policy})


def _has_history(index: SchoolIndex, delivery: str) -> bool:
    found = index.deliveries.get(delivery)
    return isinstance(found, Regrouped) and not isinstance(found, FlexDelivery)


def regroup(
    school: School,
    roster: Roster,
    period: Period,
    options: GroupOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> NewPeriod:
    """New groups for a period that begins from the groups of a roster.

    The roster that comes back is the old one with the new groups: its times, staff and rooms are kept, and
    the checker says whether they still do. So are its workshops and flex hours, which hang on times.
    """
    clock = Clock(options.time_limit * SEARCHED)
    begun = next_period(school, roster, period)
    index = SchoolIndex(begun)
    sizes: dict[str, int] = {}
    for found in roster.groups:
        sizes[found.delivery] = sizes.get(found.delivery, 0) + 1
    counts = {d.id: sizes[d.id] for d in begun.deliveries if d.form == "level_groups" and d.id in sizes}
    start = {found.id: found.members for found in roster.groups}
    asked = replace(options, counts=counts | dict(options.counts), start=start, time_limit=clock.left)
    result = group(index, asked, on_progress=on_progress, should_stop=should_stop)
    timed = {"workshops", "flex"} if roster.sessions else set()
    new = {g.id: g for g in result.groups if index.deliveries[g.delivery].form not in timed}
    groups = tuple(new.pop(found.id, found) for found in roster.groups)
    sessions = tuple(session.model_copy(update={"without": ()}) for session in roster.sessions)
    after = roster.model_copy(
        update={
            "groups": (*groups, *new.values()),
            "sessions": sessions,
            "freed": (),
            "period": period.name or roster.period,
        }
    )
    after = with_freed(index, with_leavers(index, after))
    after = after.model_copy(
        update={"run": after.run.model_copy(update={"school_hash": begun.hash(), "status": "feasible"})}
    )
    moves, joined = moves_of(index, after) if result.groups else ((), ())
    return NewPeriod(begun, result, after, moves, joined)
