"""What no roster of a school can beat: bounds from relaxations, and proofs that there is no roster at all.

Every rule's cost is bounded in one relaxation only, so the bounds add up: the rules about groups per set of
groups (over every number of groups allowed), those about workshops per workshop delivery, spread,
part of day, missed lessons, unwelcome slots and workload in the parts of days without regard to groups, own
teachers in a transport relaxation without times. All other rules are bounded by 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vlecht.models.deliveries import LevelGroupsDelivery, WorkshopsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.solver.grouping.compose import compose_task
from vlecht.solver.grouping.enrol import enrol
from vlecht.solver.grouping.statement import task_of
from vlecht.solver.grouping.workshop_task import WorkshopTask
from vlecht.solver.run import Clock, Settings
from vlecht.solver.week.dayparts import assign_parts
from vlecht.solver.week.relaxation import staff_costs, support_costs
from vlecht.solver.week.staff_bound import staff_bound
from vlecht.solver.week.units import LARGE_WEEK, Week


@dataclass(frozen=True)
class Proof:
    """A lower bound on the cost of any roster; ``impossible`` says (in words) why there is none."""

    bound: int = 0
    impossible: str = ""


def prove_groups(
    index: SchoolIndex,
    clock: Clock,
    settings: Settings,
    seconds: float,
    settled: Mapping[tuple[str, int], int] | None = None,
) -> Proof:
    """Bound every set of groups on its own, over every allowed number of groups.

    ``settled``: (delivery, number of groups) -> least cost, of sets for which it is proven already.
    """
    known_best = settled or {}
    total = 0
    level = [d for d in index.school.deliveries if isinstance(d, LevelGroupsDelivery)]
    widest = max((d.groups.max - d.groups.min for d in level), default=0)
    lowest: dict[str, int] = {}
    possible: dict[str, bool] = {}
    for less in range(widest + 1):
        counts = {d.id: max(d.groups.min, d.groups.max - less) for d in level}
        changed = {d.id for d in level if d.groups.max - less >= d.groups.min}
        plan = expand(index, counts)
        for choice in plan.choices:
            delivery = index.deliveries[choice.delivery]
            if choice.guest or (less and delivery.id not in changed):
                continue
            best = known_best.get((delivery.id, len(plan.groups_of[delivery.id])))
            if isinstance(delivery, WorkshopsDelivery):
                if best is not None:
                    total += best
                    continue
                enrolled = enrol(WorkshopTask(index, plan, delivery), clock, settings, seconds)
                total += enrolled.bound if enrolled is not None else 0
                continue
            task = task_of(index, choice)
            if best is not None:
                possible[task.name] = True
                lowest[task.name] = min(lowest.get(task.name, best), best)
                continue
            composed = compose_task(task, clock, settings, seconds)
            if composed.impossible:
                # A claim of impossibility is believed only when a second configuration makes it too.
                composed = compose_task(task, clock, settings.other, seconds)
            possible[task.name] = possible.get(task.name, False) or not composed.impossible
            if not composed.impossible:
                known = lowest.get(task.name)
                lowest[task.name] = composed.bound if known is None else min(known, composed.bound)
    none = [name for name, fits in possible.items() if not fits]
    if none:
        return Proof(0, f"no groups of the asked sizes exist for {', '.join(none)}")
    return Proof(total + sum(lowest.values()))


def prove_staff(index: SchoolIndex, clock: Clock, settings: Settings, seconds: float) -> Proof:
    """Bound the lack of own teachers, with the fewest level groups that are allowed."""
    counts = {d.id: d.groups.min for d in index.school.deliveries if isinstance(d, LevelGroupsDelivery)}
    return Proof(staff_bound(index, expand(index, counts), clock, settings, seconds))


def prove_times(index: SchoolIndex, clock: Clock, settings: Settings, seconds: float) -> Proof:
    """Bound spread, part of day and missed lessons, whatever the groups.

    With the fewest level groups that are allowed. Also finds that the lessons do not fit at all.
    """
    week = _relaxed_week(index)
    found = assign_parts(
        week, clock, settings, seconds, further=(support_costs,), limit=seconds, packed=False
    )
    if found is not None and found.proven_none:
        again = assign_parts(week, clock, settings.other, seconds, packed=False)
        if again is not None and again.proven_none:
            return Proof(0, "the lessons do not fit into the week with these staff and rooms")
        return Proof()
    return Proof(found.bound if found is not None else 0)


def prove_times_packed(index: SchoolIndex, clock: Clock, settings: Settings, seconds: float) -> Proof:
    """The bound of ``prove_times`` with whole sessions in rooms, for which it takes longer."""
    week = _relaxed_week(index)
    found = assign_parts(week, clock, settings, seconds, further=(support_costs,), limit=seconds)
    return Proof(found.bound if found is not None and not found.proven_none else 0)


def prove_times_with_staff(index: SchoolIndex, clock: Clock, settings: Settings, seconds: float) -> Proof:
    """The bound of ``prove_times`` with unwelcome slots and full workloads as well.

    It takes longer and seldom proves more: in none of the samples, where good times suit the staff.
    """
    week = _relaxed_week(index)
    if len(week.units) > LARGE_WEEK:
        return Proof()
    further = (support_costs, staff_costs)
    found = assign_parts(week, clock, settings, seconds, further=further, limit=seconds, packed=False)
    return Proof(found.bound if found is not None and not found.proven_none else 0)


def _relaxed_week(index: SchoolIndex) -> Week:
    counts = {d.id: d.groups.min for d in index.school.deliveries if isinstance(d, LevelGroupsDelivery)}
    return Week(index, expand(index, counts), None)
