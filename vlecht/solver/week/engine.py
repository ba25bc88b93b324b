"""Construct, improve, prove: a school's roster from start to end, judged by the checker at every step.

The bound that is reported is valid for the joint problem of the plan (its session lengths given): no rule's
cost is counted twice, and each part comes from a relaxation of the whole: the groups' cost from every
delivery on its own, the time cost from the parts of days. What neither covers is bounded by 0.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count

from vlecht.models.deliveries import LevelGroupsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.result import Result, Status
from vlecht.models.roster import Roster, Run
from vlecht.rules.frame import Frame
from vlecht.rules.judge import costs
from vlecht.solver.compile import constraints_of
from vlecht.solver.grouping.school import SchoolGroups, compose_school
from vlecht.solver.run import Settings
from vlecht.solver.week.assemble import from_solution, from_staffing
from vlecht.solver.week.construct import CAREFUL, QUICK, THOROUGH, Patience, construct
from vlecht.solver.week.core_steps import reoptimise
from vlecht.solver.week.given import grouping_of, plan_of
from vlecht.solver.week.improve import NEIGHBOURHOODS, Neighbourhood
from vlecht.solver.week.luck import Luck, draw
from vlecht.solver.week.proving import prove, prove_further
from vlecht.solver.week.refine import REFINEMENTS, Refinement
from vlecht.solver.week.regrouped import under_groups
from vlecht.solver.week.rooming import room_week
from vlecht.solver.week.staffing import staff_week
from vlecht.solver.week.state import Incumbent, Search
from vlecht.solver.week.units import VAST_WEEK, Week

BEGINNING = 1 / 3
"""Part of the time left that the staffing of a lay-out gets while there is no roster yet."""
ATTEMPTS = 12
"""How often a first roster is tried with care."""
COMPOSING = 0.1
"""Part of the time that bettering the groups of a first roster gets."""
TURN = 0.05
"""The same, for each time that it is tried later."""
POLISHED = 60_000
"""Schools up to so many (activities x pupils) are polished through the core as well. On larger ones stating
a neighbourhood's rules costs more than it gains: 5 s for a cluster's day at 300 pupils, and no gain."""


def solve_week(search: Search, gap: float, start: Roster | None = None) -> Result:
    """Solve a school as far as time, gap or proof go, from a given roster when that is feasible."""
    if start is not None:
        _take(search, start)
    reason = "" if search.best is not None else _construct(search)
    if search.best is not None:
        _thorough(search, _better_groups(search))
    impossible = prove(search)
    if search.best is not None:
        _improve(search, gap)
    return _result(search, impossible or reason, bool(impossible))


def _take(search: Search, start: Roster) -> None:
    """Go on from a given roster, when it is one of this school's plan and the checker accepts it."""
    plan = plan_of(search.index, start)
    if plan is None:
        search.rejected = ["the roster to start from has other sessions than the school asks for"]
        return
    frame = Frame(search.index, plan)
    grouping = grouping_of(plan, start)
    if search.offer(start, frame.solution(start), frame, grouping):
        search.report("given roster")


def _counts(index: SchoolIndex) -> Iterator[dict[str, int]]:
    """Numbers of level groups to try: the most first, then fewer and fewer."""
    level = [d for d in index.school.deliveries if isinstance(d, LevelGroupsDelivery)]
    most = max((d.groups.max - d.groups.min for d in level), default=0)
    for less in range(most + 1):
        yield {d.id: max(d.groups.min, d.groups.max - less) for d in level}


def _construct(search: Search) -> str:
    """Find a first roster. Returns why none was found (empty when one was).

    First in haste, with the most groups. Where staff are few a lay-out may have no staffing, and it can take
    long to find that out: then with care, other lay-outs, groups that fit the rooms at hand, and the fewest
    groups first, which ask least of staff.
    """
    index, clock = search.index, search.clock
    reason = "no roster was found in the time given"
    weeks: list[tuple[SchoolGroups, Week]] = []
    for counts in _counts(index):
        if clock.left <= 0:
            break
        plan = expand(index, counts)
        search.report("groups")
        groups = compose_school(index, plan, clock, search.settings)
        if groups.missing:
            reason = f"no groups were found for {groups.missing}"
            continue
        weeks.append((groups, Week(index, plan, groups.grouping)))
        reason = _begin(search, *weeks[-1], search.settings, QUICK)
        if not reason:
            return ""
    for attempt in range(ATTEMPTS if weeks else 0):
        if clock.left <= 0:
            break
        turn = -1 - attempt % len(weeks)
        if attempt < len(weeks):
            weeks[turn] = _fitting(search, *weeks[turn])
        groups, week = weeks[turn]
        settings = replace(search.settings, seed=search.settings.seed + 1 + attempt)
        reason = _begin(search, groups, week, settings, CAREFUL)
        if not reason:
            break
    return reason


def _fitting(search: Search, groups: SchoolGroups, week: Week) -> tuple[SchoolGroups, Week]:
    """Groups that fit the rooms at hand, when there are some, and their week."""
    found = compose_school(search.index, groups.plan, search.clock, search.settings, fitting=True)
    if found.missing or found.grouping.members == groups.grouping.members:
        return groups, week
    return found, Week(search.index, groups.plan, found.grouping)


def _begin(search: Search, groups: SchoolGroups, week: Week, settings: Settings, patience: Patience) -> str:
    """Arrange a week for a first roster, with a part of the time for its staffing."""
    search.groups = groups
    return _arrange(search, week, settings, patience, BEGINNING * search.clock.left)


def _arrange(
    search: Search, week: Week, settings: Settings, patience: Patience, limit: float | None = None
) -> str:
    """Lay out and staff a week under given groups and offer it; returns what failed (empty: nothing).

    ``limit``: seconds for finding staff.
    """
    search.report("parts of days")
    made = construct(week, search.clock, settings, patience, search.made.get(id(week)))
    if made is None:
        return "no lay-out of the week was found with these staff and rooms"
    search.made[id(week)] = made
    search.report("staff")
    if search.best is not None and search.clock.left <= 0:
        return ""
    layout = made.layout
    if search.best is not None:
        layout = room_week(week, layout, search.clock, settings, patience.day)
    seconds = patience.staff * len(week.units)
    hurry = search.best is None
    staffing = staff_week(week, layout, search.clock, settings, seconds, patience.circle, hurry, limit)
    if staffing is None:
        return "no staffing was found for the week's lay-out"
    frame = Frame(search.index, week.plan)
    roster = from_staffing(week, staffing)
    if search.offer(roster, frame.solution(roster), frame, week.grouping, week):
        search.report("roster")
    return "the checker refused the roster: " + "; ".join(search.rejected) if search.best is None else ""


def _week_of(best: Incumbent) -> Week:
    if best.week is None:
        best.week = Week(best.frame.index, best.frame.plan, best.grouping)
    return best.week


def _better_groups(search: Search) -> Week:
    """The week of the best roster, or one with cheaper groups: the first ones were made in haste."""
    assert search.best is not None
    groups, week = search.groups, _week_of(search.best)
    if groups is None or search.clock.left < search.clock.used:
        return week
    search.report("groups")
    if not groups.better(search.clock, search.settings, COMPOSING * search.clock.limit):
        return week
    return Week(search.index, groups.plan, groups.grouping)


def _thorough(search: Search, week: Week) -> None:
    """Arrange a week anew, with patience, when there is time for it."""
    if search.clock.left < search.clock.used or len(week.units) > VAST_WEEK:
        return
    _arrange(search, week, replace(search.settings, seed=search.settings.seed + 1), THOROUGH)


def _improve(search: Search, gap: float) -> None:
    """Change parts of the best roster until time, gap or proof end it."""
    assert search.best is not None
    week = _week_of(search.best)
    rng = random.Random(search.settings.seed)
    moves: dict[str, Callable[[Settings], bool]] = {}
    if search.groups is not None:
        moves["groups"] = partial(_recompose, search)
    moves |= {
        refinement.name: partial(_refine, search, refinement, rng)
        for refinement in REFINEMENTS
        if refinement.scales or len(week.units) <= VAST_WEEK
    }
    if len(search.best.frame.events) * len(search.index.pupils) <= POLISHED:
        moves |= {found.name: partial(_polish, search, found, rng) for found in NEIGHBOURHOODS}
    luck = {name: Luck() for name in moves}
    for number in count(2):
        if search.clock.left <= 0.5 or (search.gap is not None and search.gap <= gap):
            break
        prove_further(search)
        name = draw(luck, rng)
        cost, spent = search.best.cost, search.clock.used
        moves[name](replace(search.settings, seed=search.settings.seed + number))
        luck[name].learn(search.best.cost < cost, search.clock.used - spent)
        search.report(name)


def _recompose(search: Search, settings: Settings) -> bool:
    """Cheaper groups under the best roster; whether it gained."""
    best, groups = search.best, search.groups
    assert best is not None
    assert groups is not None
    groups.better(search.clock, settings, TURN * search.clock.limit)
    if groups.grouping.members == best.grouping.members:
        return False
    week, after = _week_of(best), Week(search.index, groups.plan, groups.grouping)
    roster = under_groups(week, after, best.roster, search.clock, settings)
    if roster is None:
        return False
    return search.offer(roster, best.frame.solution(roster), best.frame, after.grouping, after)


def _refine(search: Search, refinement: Refinement, rng: random.Random, settings: Settings) -> bool:
    """One refinement of the best roster; whether it gained."""
    best = search.best
    assert best is not None
    week = _week_of(best)
    roster = refinement.change(week, best.roster, rng, search.clock, settings)
    if roster is None:
        return False
    return search.offer(roster, best.frame.solution(roster), best.frame, best.grouping, week)


def _polish(search: Search, neighbourhood: Neighbourhood, rng: random.Random, settings: Settings) -> bool:
    """One neighbourhood of the best roster; whether it gained."""
    best = search.best
    assert best is not None
    solution = best.frame.solution(best.roster)
    freedom = neighbourhood.choose(best.frame, solution, rng)
    if freedom is None:
        return False
    if best.constraints is None:
        best.constraints = constraints_of(best.frame)
    better, _ = reoptimise(best.frame.problem, best.constraints, freedom, search.clock, settings, 8.0)
    if better is None:
        return False
    roster = from_solution(best.frame, best.grouping, better)
    return search.offer(roster, better, best.frame, best.grouping, best.week)


def _result(search: Search, reason: str, impossible: bool) -> Result:
    status: Status
    best = search.best
    stopped = search.clock.should_stop()
    if best is None:
        status = "infeasible" if impossible else "interrupted" if stopped else "unknown"
        return Result(status, seconds=search.clock.elapsed, message=reason, history=tuple(search.history))
    status = "optimal" if search.gap == 0 else "interrupted" if stopped else "feasible"
    table = costs(best.judgement)
    roster = best.roster.model_copy(
        update={
            "run": Run(
                school_hash=search.index.school.hash(),
                seed=search.settings.seed,
                status="optimal" if status == "optimal" else "feasible",
                seconds=round(search.clock.elapsed, 2),
                cost=best.cost,
                bound=search.bound,
                costs=table,
            )
        }
    )
    return Result(
        status,
        roster,
        best.cost,
        search.bound,
        search.gap,
        table,
        search.clock.elapsed,
        tuple(search.history),
    )
