"""The whole week as one sum: whether the staff have the minutes that all sessions and breaks ask for.

No times at all: how often everybody takes each kind of seat. The smallest check in which everybody's contact
minutes meet everything that is asked.
"""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vlecht.solver.diagnose.assumed import Assumed
from vlecht.solver.diagnose.sessions import sessions


def build_minutes(assumed: Assumed) -> cp_model.CpModel:
    """The model of the week's minutes."""
    index, model = assumed.index, cp_model.CpModel()
    grid = index.grid
    minutes: dict[str, list[cp_model.LinearExpr]] = defaultdict(list)
    slots: dict[str, list[cp_model.LinearExpr]] = defaultdict(list)
    asked: dict[tuple[tuple[str, ...], int], int] = defaultdict(int)
    for alike in sessions(assumed) if assumed.rule("staffed") else ():
        if alike.asked:
            for act in alike.acts:
                for able in act.candidates:
                    asked[able, act.length] += alike.number
    for (able, length), number in sorted(asked.items()):
        shares = {person: model.new_int_var(0, number, "") for person in able}
        model.add(cp_model.LinearExpr.sum(list(shares.values())) == number)
        for person, share in shares.items():
            minutes[person].append(length * grid.step * share)
            slots[person].append(length * share)
    for pause in index.school.calendar.breaks if assumed.rule("break_duty") else ():
        if pause.supervisors and assumed.holds(f"duty|{pause.id}"):
            number = pause.supervisors * len(grid.days_of(pause.days))
            shares = {p: model.new_int_var(0, len(grid.days_of(pause.days)), "") for p in assumed.on_duty()}
            model.add(cp_model.LinearExpr.sum(list(shares.values())) >= number)
            for person, share in shares.items():
                minutes[person].append((pause.end - pause.start) * share)
    for person in index.staff:
        limit = assumed.contact(person)
        if limit is not None and minutes[person]:
            model.add(cp_model.LinearExpr.sum(minutes[person]) <= limit)
        free = _free(assumed, person)
        if slots[person] and assumed.rule("staff_one_activity"):
            model.add(cp_model.LinearExpr.sum(slots[person]) <= free)
    return model


def _free(assumed: Assumed, person: str) -> int:
    """Most lesson slots at which a person can be there, on as many days as agreed."""
    grid = assumed.index.grid
    by_day = [0] * len(grid.days)
    for slot in grid.lesson_slots - assumed.blocked[person]:
        by_day[grid.day(slot)] += 1
    most = assumed.max_days(person)
    return sum(sorted(by_day, reverse=True)[:most])
