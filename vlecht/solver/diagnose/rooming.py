"""Where things can be: rooms as a flow from rooms to activities, slot by slot, and pools of equipment."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vlecht.solver.diagnose.times import Times

Demand = dict[tuple[tuple[str, ...], int], list[cp_model.IntVar]]
"""(Rooms that suit, pupils at least) -> counts of activities."""


def add_rooms(times: Times) -> None:
    """Every activity has a room that suits it and is ours all the while; rooms take and hold so many."""
    assumed = times.assumed
    if not assumed.rule("room_suitable"):
        return
    by_slot: dict[int, Demand] = defaultdict(lambda: defaultdict(list))
    for kind in times.kinds:
        for option in kind.options:
            for act in kind.acts:
                span = option.slots[act.offset : act.offset + act.length]
                ours = tuple(room for room in act.rooms if assumed.closed[room].isdisjoint(span))
                for slot in span:
                    if slot in times.scope.slots:
                        by_slot[slot][ours, act.heads].append(option.count)
    for demand in by_slot.values():
        _flow(times, demand)


def _flow(times: Times, demand: Demand) -> None:
    """Rooms that suit the same activities and take one at a time are counted together."""
    assumed, model = times.assumed, times.model
    marks: dict[str, list[int]] = defaultdict(list)
    for number, (rooms, _) in enumerate(sorted(demand)):
        for room in rooms:
            marks[room].append(number)
    pools: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for room, mine in marks.items():
        single = assumed.together(room) == 1
        pools[(*mine, "" if single else room)].append(room)
    pool = {room: members[0] for members in pools.values() for room in members}
    size = {members[0]: len(members) for members in pools.values()}
    used: dict[str, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
    for (rooms, heads), counts in sorted(demand.items(), key=lambda item: item[0]):
        takes = {name: model.new_int_var(0, 200, "") for name in dict.fromkeys(pool[room] for room in rooms)}
        model.add(cp_model.LinearExpr.sum(list(takes.values())) == cp_model.LinearExpr.sum(counts))
        for name, taken in takes.items():
            used[name].append((heads, taken))
    for name, uses in used.items():
        together, places = assumed.together(name), assumed.places(name)
        if together is not None:
            model.add(cp_model.LinearExpr.sum([taken for _, taken in uses]) <= together * size[name])
        if places is not None and together != 1:
            load = cp_model.LinearExpr.weighted_sum([t for _, t in uses], [heads for heads, _ in uses])
            model.add(load <= places)


def add_equipment(times: Times) -> None:
    """No more of a pool in use than there is."""
    assumed, model = times.assumed, times.model
    used: dict[tuple[str, int], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
    for kind in times.kinds:
        for option in kind.options:
            for act in kind.acts:
                for pool, pieces in act.equipment:
                    for slot in option.slots[act.offset : act.offset + act.length]:
                        if pieces and slot in times.scope.slots:
                            used[pool, slot].append((pieces, option.count))
    for (pool, _), uses in used.items():
        if assumed.rule("equipment") and assumed.holds(f"equipment|{pool}"):
            count = next(e.count for e in times.index.school.equipment if e.id == pool)
            load = cp_model.LinearExpr.weighted_sum([n for _, n in uses], [pieces for pieces, _ in uses])
            model.add(load <= count)
