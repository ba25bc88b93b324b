"""Which part of which day every unit falls in: the step that decides nearly all of the time cost.

Every home group's parts are filled exactly; staff and rooms are capacities. Interchangeable units are
counted per part rather than placed one by one: with a literal per unit a school of 300 pupils had no
assignment in 30 s, with counts it is optimal in a second. What is minimised is the spread over days and the
part of day, whose optimum is a valid lower bound for those rules when the week is a relaxed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from vlecht.models.deliveries import SupportDelivery
from vlecht.models.grid import Part
from vlecht.rules.registry import RULE
from vlecht.solver.run import HURRY, Clock, Settings, hint_wholly, run
from vlecht.solver.week.capacity import Capacity, room_capacities, staff_capacities
from vlecht.solver.week.parts import Kind, kinds_of, most_quiet
from vlecht.solver.week.units import Week

FurtherCosts = Callable[[Week, cp_model.CpModel, Sequence[Kind]], list[cp_model.LinearExpr]]
"""States more in the model and returns what it costs."""


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
    start: DayParts | None = None,
    further: Sequence[FurtherCosts] = (),
    limit: float | None = None,
    packed: bool = True,
) -> DayParts | None:
    """The cheapest assignment found; ``None`` when none was found in time. ``start`` is one to go on from.

    ``seconds`` is the patience: what was found by then, or the first after. ``limit`` (for proofs) is the
    end whether or not something was found. ``further`` adds costs (for bounds; see ``relaxation``).

    ``forbidden``: sets of (unit, part) that could not be laid out together and are not to return.
    ``packed``: rooms hold whole sessions, so that fewer days cannot be laid out. That bounds more, but takes
    longer to prove: 700 pupils 20 in 4 s without; with it 29 in 12 s, by tree search on the bound.

    ``proven_none`` on the result says that there is none at all.
    """
    if not all(week.parts):
        return DayParts({}, 0, 0, proven_none=True)
    model = cp_model.CpModel()
    kinds = kinds_of(week, model)
    _fill_lanes(week, model, kinds)
    _respect(week, model, kinds, staff_capacities(week), open_days=_open_days(week, model))
    _respect(week, model, kinds, room_capacities(week), open_days={}, packed=packed)
    for together in forbidden:
        _forbid(model, kinds, together)
    costs = [*_spread(week, model, kinds), *_day_part(week, kinds), *_missed(week, model, kinds)]
    for more in further:
        costs += more(week, model, kinds)
    model.minimize(cp_model.LinearExpr.sum(costs))
    if start is not None and start.part:
        known = [
            (count, sum(start.part.get(u) == part for u in kind.units))
            for kind in kinds
            for part, count in zip(kind.parts, kind.count, strict=True)
        ]
        hint_wholly(model, known, clock, settings)
    # Measured on 700 pupils and two cores: proven optimal in 2.4 s with these two, in 11.9 s with all eight.
    chosen = settings.only("core", "max_lp_sym")
    if limit is None and seconds < HURRY:
        chosen = replace(chosen, light=True)
    elif limit is not None and packed:
        chosen = settings.only("lb_tree_search", "quick_restart")
    most = clock.left if limit is None else limit
    outcome = run(model, clock, chosen, most, patience=None if limit else seconds)
    if outcome.infeasible:
        return DayParts({}, 0, 0, proven_none=True)
    if not outcome.found:
        return DayParts({}, 0, max(0, outcome.bound or 0)) if limit else None
    found: dict[int, Part] = {}
    for kind in kinds:
        rest = list(kind.units)
        for part, count in zip(kind.parts, kind.count, strict=True):
            for _ in range(outcome.value(count)):
                found[rest.pop(0)] = part
    return DayParts(found, outcome.objective or 0, max(0, outcome.bound or 0))


def _fill_lanes(week: Week, model: cp_model.CpModel, kinds: list[Kind]) -> None:
    """A home group's parts are filled exactly; no other lane holds more in a part than fits."""
    homes = {
        frozenset(u for u, unit in enumerate(week.units) if group in unit.block.home_groups)
        for group in week.index.home_groups
    }
    for lane in week.lanes:
        load: dict[tuple[int, int], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        for kind in kinds:
            if kind.units[0] in lane:
                for part, count in zip(kind.parts, kind.count, strict=True):
                    load[part.first, part.length].append((kind.length, count))
        whole = sum(week.units[u].length for u in lane)
        exact = lane in homes and whole == sum(length for _, length in load)
        for (_, length), items in load.items():
            filled = sum(n * count for n, count in items)
            model.add(filled == length if exact else filled <= length)


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
    kinds: list[Kind],
    capacities: Iterable[Capacity],
    open_days: dict[str, list[cp_model.IntVar]],
    packed: bool = False,
) -> None:
    """What is asked of every set of people or rooms fits in. ``packed``: session by session, not in sum."""
    for capacity in capacities:
        stretch = capacity.stretch
        day = week.index.grid.day(stretch.start)
        items: list[tuple[int, cp_model.IntVar]] = []
        sessions: list[tuple[tuple[int, ...], cp_model.IntVar]] = []
        for kind in kinds:
            demand = capacity.demand.get(kind.units[0], 0)
            for part, count in zip(kind.parts, kind.count, strict=True) if demand else ():
                if stretch.start <= part.first and part.first + part.length <= stretch.stop:
                    items.append((demand, count))
                    sessions.append((capacity.spans[kind.units[0]], count))
                    if capacity.peak[kind.units[0]] > len(capacity.members):
                        model.add(count == 0)
        if items:
            there = {name: open_days[name][day] for name in capacity.supply if name in open_days}
            fixed = sum(n for name, n in capacity.supply.items() if name not in there)
            flexible = [n * there[name] for name, n in capacity.supply.items() if name in there]
            model.add(sum(n * count for n, count in items) <= fixed + sum(flexible))
        for length in sorted({n for spans, _ in sessions for n in spans if n > 1}) if packed else ():
            asked = sum(sum(n >= length for n in spans) * count for spans, count in sessions)
            held = {name: capacity.holds(name, length) for name in capacity.supply}
            if sum(held.values()) * length < sum(capacity.supply.values()):
                fixed = sum(n for name, n in held.items() if name not in there)
                model.add(asked <= fixed + sum(n * there[name] for name, n in held.items() if name in there))


def _forbid(model: cp_model.CpModel, kinds: list[Kind], together: dict[int, Part]) -> None:
    """The same numbers of every kind in the same parts never come back."""
    differs: list[cp_model.IntVar] = []
    for kind in kinds:
        for part, count in zip(kind.parts, kind.count, strict=True):
            number = sum(together.get(u) == part for u in kind.units)
            if number:
                other = model.new_bool_var("")
                model.add(count != number).only_enforce_if(other)
                differs.append(other)
    model.add_bool_or(differs)


def _spread(week: Week, model: cp_model.CpModel, kinds: list[Kind]) -> list[cp_model.LinearExpr]:
    """Rule spread_over_days: blocks of a subject on a day above the curriculum's number."""
    setting = RULE["spread_over_days"].setting(week.index)
    weight = {"off": 0, "soft": setting.weight, "hard": 100_000}[setting.mode]
    table: dict[tuple[frozenset[int], int], int] = defaultdict(int)
    for (group, subject), line in week.index.curriculum.items():
        mine = frozenset(
            k
            for k, kind in enumerate(kinds)
            if group in week.units[kind.units[0]].block.home_groups
            and week.units[kind.units[0]].block.subject == subject
        )
        table[mine, line.max_per_day] += 1
    terms: list[cp_model.LinearExpr] = []
    for (mine, most), groups in table.items():
        number = sum(len(kinds[k].units) for k in mine)
        if not weight or number <= most:
            continue
        for day in range(len(week.index.grid.days)):
            here = [
                count
                for k in mine
                for part, count in zip(kinds[k].parts, kinds[k].count, strict=True)
                if part.day == day
            ]
            if here:
                excess = model.new_int_var(0, number, "")
                model.add(excess >= sum(here) - most)
                terms.append(weight * groups * excess)
    return terms


def _day_part(week: Week, kinds: list[Kind]) -> list[cp_model.LinearExpr]:
    """Rule day_part: length of blocks that cannot but start in the other part of the day."""
    setting = RULE["day_part"].setting(week.index)
    weight = {"off": 0, "soft": setting.weight, "hard": 100_000}[setting.mode]
    terms: list[cp_model.LinearExpr] = []
    for kind in kinds if weight else ():
        unit = week.units[kind.units[0]]
        wrong = week.wrong_part(unit)
        for part, count in zip(kind.parts, kind.count, strict=True) if wrong else ():
            starts = [
                s for s in week.starts(unit) if part.first <= s <= part.first + part.length - unit.length
            ]
            if all(s in wrong for s in starts):
                terms.append(weight * unit.length * count)
    return terms


def _missed(week: Week, model: cp_model.CpModel, kinds: list[Kind]) -> list[cp_model.LinearExpr]:
    """Rule missed_lessons: support in a part without as much independent work is taken from lessons.

    A relaxed week has the support groups that leave no choice; what its pupils learn in instruction groups
    is open, so they have as much independent work there as anybody.
    """
    setting = RULE["missed_lessons"].setting(week.index)
    terms: list[cp_model.LinearExpr] = []
    groups: dict[str, list[Kind]] = defaultdict(list)
    for kind in kinds:
        unit = week.units[kind.units[0]]
        if unit.block.pulls:
            groups[unit.activities[0].groups[0]].append(kind)
    for support in groups.values() if setting.mode != "off" else ():
        pupils = week.pulled(week.units[support[0].units[0]])
        delivery = week.index.deliveries[week.units[support[0].units[0]].block.delivery]
        barred = delivery.never_from if isinstance(delivery, SupportDelivery) else ()
        for home in week.units[support[0].units[0]].block.pulls:
            mine = tuple(p for p in pupils if week.index.pupils[p].home_group == home)
            if week.relaxed:
                # Whoever is away at times may have support then: nothing is claimed of them.
                mine = tuple(p for p in mine if not week.index.away(p))
            for part in support[0].parts if mine else ():
                asked = [
                    (k.length, c) for k in support for q, c in zip(k.parts, k.count, strict=True) if q == part
                ]
                quiet = [
                    (_quiet(week, k, mine), c)
                    for k in kinds
                    if home in week.units[k.units[0]].block.home_groups
                    and week.units[k.units[0]].block.subject not in barred
                    for q, c in zip(k.parts, k.count, strict=True)
                    if q == part
                ]
                missed = model.new_bool_var("")
                room = sum(n * c for n, c in quiet) + part.length * missed
                model.add(sum(n * c for n, c in asked) <= room)
                terms.append(setting.weight * len(mine) * missed)
    return terms


def _quiet(week: Week, kind: Kind, pupils: tuple[str, ...]) -> int:
    """Slots of a kind's units without a lesson for the pupils: the least of any, in a relaxed week most."""
    unit = week.units[kind.units[0]]
    found = [
        unit.length - sum(a.length for a in unit.activities if a.id in week.lessons_of(unit, (pupil,)))
        for pupil in pupils
    ]
    return min(most_quiet(unit.block), max(found)) if week.relaxed else min(found)
