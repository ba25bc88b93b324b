"""What a lay-out costs, as terms of the day model: one function per rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.models.plan import Activity
from vlecht.rules.registry import RULE

if TYPE_CHECKING:
    from vlecht.solver.week.layout import DayModel

HEAVY = 100_000
"""A point of a rule that is hard, where it is stated as a cost."""

Terms = Iterator[cp_model.LinearExpr]


def _weight(x: DayModel, rule: str) -> int:
    setting = RULE[rule].setting(x.week.index)
    return {"off": 0, "soft": setting.weight, "hard": HEAVY}[setting.mode]


def _day_part(x: DayModel) -> Terms:
    """day_part: units whose starts lie on both sides of noon."""
    weight = _weight(x, "day_part")
    for u, start in x.start.items() if weight else ():
        unit, allowed = x.week.units[u], x.allowed[u]
        wrong = x.week.wrong_part(unit)
        if 0 < len(wrong & set(allowed)) < len(allowed):
            late = x.model.new_bool_var("")
            fits = cp_model.Domain.from_values([s for s in allowed if s not in wrong])
            x.model.add_linear_expression_in_domain(start, fits).only_enforce_if(late.negated())
            yield weight * unit.length * late


def _unwelcome(x: DayModel) -> Terms:
    """rather_not and prefers: slots of a seat at moments unwelcome to who takes it."""
    for u, start in x.start.items():
        for activity in x.week.units[u].activities:
            for number in range(len(activity.seats)):
                for person, literal in x.seat.get((activity.id, number), {}).items():
                    by_price: dict[int, list[int]] = defaultdict(list)
                    prices = x.week.unwelcome(person)
                    for s in x.allowed[u] if prices else ():
                        slots = range(s + activity.offset, s + activity.offset + activity.length)
                        by_price[sum(prices.get(slot, 0) for slot in slots)].append(s)
                    for price, starts in by_price.items():
                        if price and len(by_price) == 1:
                            yield price * literal
                        elif price:
                            then = x.model.new_bool_var("")
                            elsewhere = cp_model.Domain.from_values(starts).complement()
                            x.model.add_linear_expression_in_domain(start, elsewhere).only_enforce_if(
                                [literal, then.negated()]
                            )
                            yield price * then


def _spread(x: DayModel) -> Terms:
    """spread_over_days, as far as units may change days here."""
    weight = _weight(x, "spread_over_days")
    grid, units = x.week.index.grid, x.week.units
    moving = {u for u in x.start if len({grid.day(s) for s in x.allowed[u]}) > 1}
    on_day = {
        (u, day): _on_day(x, u, day) for u in sorted(moving if weight else ()) for day in sorted(x.days)
    }
    of_line: dict[tuple[str, str], list[int]] = defaultdict(list)
    for u in sorted({**x.settled.starts, **x.start}):
        for group in units[u].block.home_groups:
            of_line[group, units[u].block.subject].append(u)
    for key, found in of_line.items() if weight else ():
        line = x.week.index.curriculum.get(key)
        if line is None or len(found) <= line.max_per_day or not moving & set(found):
            continue
        for day in sorted(x.days):
            here = [
                on_day[u, day]
                if u in moving
                else int(grid.day(x.allowed[u][0] if u in x.start else x.settled.starts[u]) == day)
                for u in found
            ]
            excess = x.model.new_int_var(0, len(found), "")
            x.model.add(excess >= sum(here) - line.max_per_day)
            yield weight * excess


def _on_day(x: DayModel, u: int, day: int) -> cp_model.IntVar:
    """A literal that is true when the unit starts on the day."""
    literal = x.model.new_bool_var("")
    first = day * x.week.index.grid.per_day
    inside = cp_model.Domain(first, first + x.week.index.grid.per_day - 1)
    x.model.add_linear_expression_in_domain(x.start[u], inside).only_enforce_if(literal)
    x.model.add_linear_expression_in_domain(x.start[u], inside.complement()).only_enforce_if(
        literal.negated()
    )
    return literal


def _missed(x: DayModel) -> Terms:
    """missed_lessons: what support overlaps, per pupil and lesson."""
    weight = _weight(x, "missed_lessons")
    units = x.week.units
    placed: dict[int, cp_model.IntVar | int] = {**x.settled.starts, **x.start}
    for s in placed if weight else ():
        pupils = x.week.pulled(units[s])
        for u in placed if pupils else ():
            shared = set(units[u].block.home_groups) & set(units[s].block.pulls)
            if not shared or (s, u) in x.week.apart or (s not in x.start and u not in x.start):
                continue
            missed = x.week.lessons_of(units[u], pupils)
            for activity in units[u].activities:
                if activity.id in missed:
                    overlap = _overlap(x, placed[s], units[s].length, placed[u], activity)
                    yield weight * missed[activity.id] * overlap


def _overlap(
    x: DayModel, at: cp_model.IntVar | int, length: int, block: cp_model.IntVar | int, activity: Activity
) -> cp_model.IntVar:
    """A literal that is true when a support session overlaps an activity (one of them is not settled)."""
    overlap, before, after = (x.model.new_bool_var("") for _ in range(3))
    begins = block + activity.offset
    x.model.add(at + length <= begins).only_enforce_if(before)
    x.model.add(begins + activity.length <= at).only_enforce_if(after)
    x.model.add_bool_or([overlap, before, after])
    return overlap


COSTS: tuple[Callable[[DayModel], Terms], ...] = (_day_part, _unwelcome, _spread, _missed)
"""All costs of a lay-out; adding one is adding its line."""


def cost_of(x: DayModel) -> cp_model.LinearExpr:
    """What a lay-out costs, of the rules that it knows."""
    return cp_model.LinearExpr.sum([term for cost in COSTS for term in cost(x)])
