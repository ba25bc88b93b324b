"""What staffing must cost whatever the times: a transport relaxation over the whole week.

How often each person takes each kind of seat, with nobody's week over-full. It bounds
home_teacher_minutes; when who works is left out, so it holds for every roster of the plan.
"""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.words import Function
from vlecht.rules.registry import RULE
from vlecht.solver.run import Clock, Settings, run


def staff_bound(index: SchoolIndex, plan: Plan, clock: Clock, settings: Settings, seconds: float) -> int:
    """A proven lower bound on that rule's cost (0 when nothing was proven)."""
    model = cp_model.CpModel()
    minutes: dict[str, list[cp_model.LinearExpr]] = defaultdict(list)
    slots: dict[str, list[cp_model.LinearExpr]] = defaultdict(list)
    own: dict[str, list[cp_model.LinearExpr]] = defaultdict(list)
    step = index.grid.step
    seats: dict[tuple[tuple[str, ...], int, tuple[str, ...], bool], int] = defaultdict(int)
    for block in plan.blocks:
        for activity in block.activities:
            groups = block.home_groups if activity.kind not in ("workshop", "support") else ()
            for seat in activity.seats:
                counts = seat.function in (Function.LEAD, Function.SUPERVISE)
                seats[seat.candidates, activity.length, groups, counts] += 1
    for (candidates, length, groups, counts), number in seats.items():
        taken = {person: model.new_int_var(0, number, "") for person in candidates}
        model.add(sum(taken.values()) == number)
        for person, times in taken.items():
            minutes[person].append(length * step * times)
            slots[person].append(length * times)
            for group in groups if counts else ():
                if person in index.own_teachers(group):
                    own[group].append(length * step * times)
    for person in index.staff:
        blocked = index.availability(person, "cannot")
        able = sum(slot not in blocked for slot in index.grid.lesson_slots)
        if slots[person]:
            model.add(cp_model.LinearExpr.sum(slots[person]) <= able)
            if RULE["contact_minutes"].setting(index).mode == "hard":
                model.add(cp_model.LinearExpr.sum(minutes[person]) <= index.contact_limit(person))
    costs = _with_own_teacher(index, model, own)
    if not costs:
        return 0
    model.minimize(cp_model.LinearExpr.sum(costs))
    outcome = run(model, clock, settings, seconds)
    return max(0, outcome.bound or 0)


def _soft(index: SchoolIndex, rule: str) -> int:
    setting = RULE[rule].setting(index)
    return setting.weight if setting.mode == "soft" else 0


def _with_own_teacher(
    index: SchoolIndex, model: cp_model.CpModel, own: dict[str, list[cp_model.LinearExpr]]
) -> list[cp_model.LinearExpr]:
    weight = _soft(index, "home_teacher_minutes")
    params = RULE["home_teacher_minutes"].setting(index).params
    terms: list[cp_model.LinearExpr] = []
    for group in index.school.home_groups if weight else ():
        if not index.own_teachers(group.id):
            continue
        asked = max(params["minutes_by_year"].get(str(y), params["minutes"]) for y in group.years)
        asked *= max(1, len(index.school.calendar.weeks))
        short = model.new_int_var(0, asked, "")
        model.add(short >= asked - cp_model.LinearExpr.sum(own[group.id]))
        terms.append(weight * short)
    return terms
