"""The front door of composing groups on its own: a school in, groups with a proven bound out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from vlecht.models.deliveries import LevelGroupsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.result import Progress, Status, relative_gap
from vlecht.models.roster import Group
from vlecht.solver.grouping.guests import seat_guests
from vlecht.solver.grouping.parts import Alone, Coupled, Members, parts_of
from vlecht.solver.grouping.turns import take_turns
from vlecht.solver.run import Clock, Settings

FIRST = 0.15
"""Seconds for a set of groups the first time round; every next time a part gets twice as many, or more."""


@dataclass(frozen=True)
class GroupOptions:
    """What is asked. ``subjects``: only of these (none: all). ``counts``: level group delivery -> groups.

    ``gap``: stop when cost and bound are that close. ``start``: groups to begin from.
    """

    subjects: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    time_limit: float = 60.0
    seed: int = 0
    workers: int = 8
    gap: float = 0.0
    reproducible: bool = False
    start: Members = field(default_factory=dict)


@dataclass(frozen=True)
class GroupResult:
    """The groups found (empty: none), what rules about groups charge for them, and a proven bound on it.

    ``plan``: the plan that they belong to. ``history``: (seconds, cost, bound) after every step, from the
    first whole set of groups on.
    """

    status: Status
    plan: Plan
    groups: tuple[Group, ...] = ()
    cost: int = 0
    bound: int = 0
    seconds: float = 0.0
    message: str = ""
    moments: Mapping[str, str] = field(default_factory=dict)
    history: tuple[tuple[float, int, int], ...] = ()

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost."""
        return relative_gap(self.cost, self.bound)


def group(
    index: SchoolIndex,
    options: GroupOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> GroupResult:
    """The best instruction groups that are found in time.

    Where no number of level groups is asked it is the most that is allowed, and one less where those cannot
    be filled, and so on. No groups, a timeout and an interruption are results, not exceptions.
    """
    clock = Clock(options.time_limit, should_stop or (lambda: False), options.reproducible)
    level = [d for d in index.school.deliveries if isinstance(d, LevelGroupsDelivery)]
    counts = {d.id: options.counts.get(d.id, d.groups.max) for d in level}
    while True:
        result = _compose(index, expand(index, counts), clock, options, on_progress)
        name = result.message
        fewer = next((d for d in level if d.id == name and counts[name] > d.groups.min), None)
        if result.groups or fewer is None or name in options.counts or clock.left <= 0:
            break
        counts[name] -= 1
    if result.groups:
        return result
    return replace(result, message=f"no groups of the asked sizes were found for {result.message}")


def _compose(
    index: SchoolIndex,
    plan: Plan,
    clock: Clock,
    options: GroupOptions,
    on_progress: Callable[[Progress], None] | None,
) -> GroupResult:
    """As ``group``, for one plan; the message is the delivery that has no groups."""
    settings = Settings(options.workers, options.seed)
    parts = list(parts_of(index, plan, options.subjects))
    history: list[tuple[float, int, int]] = []

    def told() -> None:
        cost, bound = sum(p.cost for p in parts), sum(p.bound for p in parts)
        history.append((round(clock.elapsed, 3), cost, bound))
        if on_progress is not None:
            on_progress(Progress(clock.elapsed, "groups", cost, bound))

    seconds: dict[str, float] = {}
    for part in parts:
        if options.start and isinstance(part, Alone | Coupled):
            part.begin(options.start)
        seconds[part.name] = FIRST * part.size
        part.compose(clock, settings, seconds[part.name])
        if not part.members:
            status: Status = "infeasible" if part.impossible else "unknown"
            return GroupResult(status, plan, seconds=clock.elapsed, message=part.name)
    told()
    take_turns(parts, seconds, clock, settings, options.gap, told)
    members = {name: pupils for part in parts for name, pupils in part.members.items()}
    moments = {name: moment for part in parts for name, moment in part.moments.items()}
    guests = seat_guests(index, plan, members)
    cost, bound = sum(part.cost for part in parts), sum(part.bound for part in parts)
    return GroupResult(
        "interrupted" if clock.should_stop() else "optimal" if cost == bound else "feasible",
        plan,
        tuple(
            Group(id=name, delivery=delivery, members=members[name], guests=guests.get(name, ()))
            for delivery, names in plan.groups_of.items()
            for name in names
            if name in members
        ),
        cost,
        bound,
        clock.elapsed,
        moments=moments,
        history=tuple(history),
    )
