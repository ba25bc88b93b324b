"""Rooms for a day whose starts are known: own rooms, and as few changes of room per pupil as can be.

Pupils with the same day are one case. A change is counted between consecutive activities in different
rooms, as the rule few_room_changes counts it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from ortools.sat.python import cp_model

from vlecht.models.plan import Activity
from vlecht.rules.registry import RULE
from vlecht.solver.run import Clock, Settings, run
from vlecht.solver.week.layout import Layout
from vlecht.solver.week.likely import Circle, likely_rooms
from vlecht.solver.week.units import Unit, Week


def room_week(
    week: Week,
    layout: Layout,
    clock: Clock,
    settings: Settings,
    seconds: float,
    days: frozenset[int] | None = None,
) -> Layout:
    """The lay-out with the best rooms found, day by day (a day keeps its rooms when none are found).

    ``days``: only these (all when not given).
    """
    rooms = dict(layout.rooms)
    by_day: dict[int, list[tuple[Unit, Activity, int]]] = defaultdict(list)
    for u, start in layout.starts.items():
        for activity in week.units[u].activities:
            placed = start + activity.offset
            if days is None or week.index.grid.day(placed) in days:
                by_day[week.index.grid.day(placed)].append((week.units[u], activity, placed))
    for held in by_day.values():
        if clock.left <= 0:
            break
        rooms |= _room_day(week, held, rooms, clock, settings, seconds)
    return Layout(layout.starts, layout.staff, rooms)


def _room_day(
    week: Week,
    held: list[tuple[Unit, Activity, int]],
    known: dict[str, str],
    clock: Clock,
    settings: Settings,
    seconds: float,
) -> dict[str, str]:
    model = cp_model.CpModel()
    chosen: dict[str, dict[str, cp_model.IntVar]] = {}
    uses: dict[tuple[str, int], list[tuple[cp_model.IntVar, int]]] = defaultdict(list)
    for unit, activity, start in held:
        options = _options(week, unit, activity, start, known.get(activity.id))
        literals = {room: model.new_bool_var("") for room in options}
        model.add_exactly_one(literals.values())
        for room, literal in literals.items():
            model.add_hint(literal, known.get(activity.id) == room)
            for slot in range(start, start + activity.length):
                uses[room, slot].append((literal, week.heads(activity)))
        chosen[activity.id] = literals
    _share(week, model, uses)
    model.minimize(
        cp_model.LinearExpr.sum([*_own_room(week, held, chosen), *_changes(week, model, held, chosen)])
    )
    outcome = run(model, clock, settings, seconds)
    if not outcome.found:
        return {}
    return {
        activity: next(room for room, literal in literals.items() if outcome.value(literal))
        for activity, literals in chosen.items()
    }


def _options(week: Week, unit: Unit, activity: Activity, start: int, known: str | None) -> list[str]:
    """Rooms that suit and are ours at the time; the present room is always one."""
    grid = week.index.grid
    slots = range(start, start + activity.length)
    found = []
    for room in likely_rooms(week, unit, activity, Circle.OWN):
        shared = week.index.rooms[room].shared
        if not shared or grid.inside(shared).issuperset(slots):
            found.append(room)
    return found if known is None or known in found or not found else [*found, known]


def _share(
    week: Week, model: cp_model.CpModel, uses: dict[tuple[str, int], list[tuple[cp_model.IntVar, int]]]
) -> None:
    """One activity at a time, or as many as the room takes, within its places."""
    seen: set[tuple[int, ...]] = set()
    for (room, _), found in uses.items():
        key = tuple(sorted(literal.index for literal, _ in found))
        if len(found) < 2 or key in seen:
            continue
        seen.add(key)
        stated = week.index.rooms[room]
        if stated.concurrent == 1:
            model.add_at_most_one(literal for literal, _ in found)
        else:
            model.add(sum(literal for literal, _ in found) <= stated.concurrent)
            model.add(sum(heads * literal for literal, heads in found) <= stated.capacity)


def _own_room(
    week: Week, held: list[tuple[Unit, Activity, int]], chosen: dict[str, dict[str, cp_model.IntVar]]
) -> list[cp_model.LinearExpr]:
    setting = RULE["own_room"].setting(week.index)
    terms: list[cp_model.LinearExpr] = []
    for _, activity, _ in held if setting.mode != "off" else ():
        group = activity.groups[0] if len(activity.groups) == 1 else ""
        if group in week.index.home_groups and not week.index.deliveries[activity.delivery].room_kinds:
            own = week.index.home_groups[group].room
            terms += [
                setting.weight * activity.length * literal
                for room, literal in chosen[activity.id].items()
                if own is not None and room != own
            ]
    return terms


def _changes(
    week: Week,
    model: cp_model.CpModel,
    held: list[tuple[Unit, Activity, int]],
    chosen: dict[str, dict[str, cp_model.IntVar]],
) -> list[cp_model.LinearExpr]:
    """few_room_changes: per case of equal days, changes above the number allowed, times its pupils."""
    setting = RULE["few_room_changes"].setting(week.index)
    if setting.mode == "off":
        return []
    days: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for _, activity, start in held:
        for group in activity.groups:
            for pupil in week.attending(group):
                days[pupil].append((start, activity.id))
    cases: dict[tuple[str, ...], int] = defaultdict(int)
    for found in days.values():
        cases[tuple(name for _, name in sorted(found))] += 1
    stays: dict[tuple[str, str], cp_model.LinearExpr | int] = {}
    terms: list[cp_model.LinearExpr] = []
    for case, pupils in cases.items():
        moves = list(pairwise(case))
        if len(moves) <= setting.params["per_day"]:
            continue
        for pair in moves:
            if pair not in stays:
                stays[pair] = _same_room(model, chosen[pair[0]], chosen[pair[1]])
        excess = model.new_int_var(0, len(moves), "")
        model.add(excess >= len(moves) - sum(stays[pair] for pair in moves) - setting.params["per_day"])
        terms.append(setting.weight * pupils * excess)
    return terms


def _same_room(
    model: cp_model.CpModel, first: dict[str, cp_model.IntVar], second: dict[str, cp_model.IntVar]
) -> cp_model.LinearExpr | int:
    """1 when both are in the same room (an expression that is at most that)."""
    both: list[cp_model.IntVar] = []
    for room in first.keys() & second.keys():
        literal = model.new_bool_var("")
        model.add_implication(literal, first[room])
        model.add_implication(literal, second[room])
        both.append(literal)
    return cp_model.LinearExpr.sum(both) if both else 0
