"""Which part of which day every unit falls in: the step that decides nearly all of the time cost.

Every home group's parts are filled exactly; staff and rooms are capacities. What is minimised here is the
spread over days and the part of day, whose optimum is a valid lower bound for those rules: the model is a
relaxation of the whole problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from vlecht.models.grid import Part
from vlecht.rules.registry import RULE
from vlecht.solver.run import Clock, Settings, run
from vlecht.solver.week.capacity import Capacity, room_capacities, staff_capacities
from vlecht.solver.week.units import Week


@dataclass(frozen=True)
class DayParts:
    """Unit position -> its part; the time cost of that; a proven bound on it for any roster."""

    part: dict[int, Part]
    cost: int
    bound: int
    proven_none: bool = False


def assign_parts(
    week: Week,
    clock: Clock,
    settings: Settings,
    seconds: float,
    forbidden: Iterable[dict[int, Part]] = (),
) -> DayParts | None:
    """The cheapest assignment found; ``None`` when none was found in time.

    ``forbidden``: sets of (unit, part) that could not be laid out together and are not to return.
    ``proven_none`` on the result says that there is none at all.
    """
    model = cp_model.CpModel()
    y = [[model.new_bool_var("") for _ in parts] for parts in week.parts]
    if not all(y):
        return DayParts({}, 0, 0, proven_none=True)
    for literals in y:
        model.add_exactly_one(literals)
    _fill_lanes(week, model, y)
    _respect(week, model, y, staff_capacities(week), open_days=_open_days(week, model))
    _respect(week, model, y, room_capacities(week), open_days={})
    _order_equals(week, model, y)
    for together in forbidden:
        model.add_bool_or(
            y[u][week.parts[u].index(part)].negated() for u, part in together.items() if part in week.parts[u]
        )
    model.minimize(cp_model.LinearExpr.sum([*_spread(week, model, y), *_day_part(week, y)]))
    outcome = run(model, clock, settings, seconds)
    if not outcome.found:
        return DayParts({}, 0, 0, proven_none=True) if outcome.infeasible else None
    chosen = {
        u: next(part for part, literal in zip(week.parts[u], literals, strict=True) if outcome.value(literal))
        for u, literals in enumerate(y)
    }
    return DayParts(chosen, outcome.objective or 0, max(0, outcome.bound or 0))


def _fill_lanes(week: Week, model: cp_model.CpModel, y: list[list[cp_model.IntVar]]) -> None:
    """No lane holds more in a part than fits; exactly one home group's lessons fill it exactly."""
    for lane in week.lanes:
        load: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for u in lane:
            for part, literal in zip(week.parts[u], y[u], strict=True):
                load[part.first, part.length].append((week.units[u].length, literal))
        for (_, length), items in load.items():
            model.add(sum(n * literal for n, literal in items) <= length)


def _open_days(week: Week, model: cp_model.CpModel) -> dict[str, list[cp_model.IntVar]]:
    """Staff who are at school on fewer days than they could be: a literal per day."""
    days = range(len(week.index.grid.days))
    found: dict[str, list[cp_model.IntVar]] = {}
    for person in week.index.school.staff:
        if person.max_days is not None and person.max_days < len(days):
            literals = [model.new_bool_var("") for _ in days]
            model.add(sum(literals) <= person.max_days * max(1, len(week.index.school.calendar.weeks)))
            found[person.id] = literals
    return found


def _respect(
    week: Week,
    model: cp_model.CpModel,
    y: list[list[cp_model.IntVar]],
    capacities: Iterable[Capacity],
    open_days: dict[str, list[cp_model.IntVar]],
) -> None:
    for capacity in capacities:
        day = week.index.grid.day(capacity.stretch.start)
        items: list[tuple[int, cp_model.IntVar]] = []
        for u, demand in capacity.demand.items():
            for part, literal in zip(week.parts[u], y[u], strict=True):
                if capacity.stretch.start <= part.first and part.first + part.length <= capacity.stretch.stop:
                    items.append((demand, literal))
                    if capacity.peak[u] > len(capacity.members):
                        model.add(literal == 0)
        fixed = sum(n for name, n in capacity.supply.items() if name not in open_days)
        if sum(n for n, _ in items) > fixed:
            flexible = [n * open_days[name][day] for name, n in capacity.supply.items() if name in open_days]
            model.add(sum(n * literal for n, literal in items) <= fixed + sum(flexible))


def _order_equals(week: Week, model: cp_model.CpModel, y: list[list[cp_model.IntVar]]) -> None:
    """Interchangeable units follow each other in the week (no earlier one in a later part)."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    pinned = {getattr(pin, "block", "") for pin in week.index.school.pins}
    for u, unit in enumerate(week.units):
        if unit.block.fixed is None and unit.id not in pinned:
            alike[unit.signature].append(u)
    for units in alike.values():
        for a, b in pairwise(units):
            first, second = (
                cp_model.LinearExpr.weighted_sum(y[u], [part.first for part in week.parts[u]]) for u in (a, b)
            )
            model.add(first <= second)


def _spread(week: Week, model: cp_model.CpModel, y: list[list[cp_model.IntVar]]) -> list[cp_model.LinearExpr]:
    """Rule spread_over_days: blocks of a subject on a day above the curriculum's number."""
    setting = RULE["spread_over_days"].setting(week.index)
    weight = {"off": 0, "soft": setting.weight, "hard": 100_000}[setting.mode]
    table: dict[tuple[frozenset[int], int], tuple[int, int]] = {}
    for (group, subject), line in week.index.curriculum.items():
        units = frozenset(
            u
            for u, unit in enumerate(week.units)
            if group in unit.block.home_groups and unit.block.subject == subject
        )
        count, _ = table.get((units, line.max_per_day), (0, 0))
        table[units, line.max_per_day] = (count + 1, line.max_per_day)
    terms: list[cp_model.LinearExpr] = []
    for (units, most), (count, _) in table.items():
        if not weight or len(units) <= most:
            continue
        for day in range(len(week.index.grid.days)):
            here = [
                literal
                for u in units
                for part, literal in zip(week.parts[u], y[u], strict=True)
                if part.day == day
            ]
            if len(here) > most:
                excess = model.new_int_var(0, len(units), "")
                model.add(excess >= sum(here) - most)
                terms.append(weight * count * excess)
    return terms


def _day_part(week: Week, y: list[list[cp_model.IntVar]]) -> list[cp_model.LinearExpr]:
    """Rule day_part: length of blocks that cannot but start in the other part of the day."""
    setting = RULE["day_part"].setting(week.index)
    weight = {"off": 0, "soft": setting.weight, "hard": 100_000}[setting.mode]
    noon = week.index.school.calendar.noon
    terms: list[cp_model.LinearExpr] = []
    for u, unit in enumerate(week.units):
        groups = unit.block.home_groups
        line = week.index.curriculum.get((groups[0], unit.block.subject)) if groups else None
        if not weight or line is None or line.day_part == "any":
            continue
        for part, literal in zip(week.parts[u], y[u], strict=True):
            starts = [
                s for s in week.starts(unit) if part.first <= s <= part.first + part.length - unit.length
            ]
            fits = any((week.index.grid.clock(s) < noon) == (line.day_part == "morning") for s in starts)
            if not fits:
                terms.append(weight * unit.length * literal)
    return terms
