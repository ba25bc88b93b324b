"""A week in which everybody's place is given: only times are asked, of the whole week at once.

Schools that come from timetabling programs say who gives every lesson, and their teachers are shared between
groups all over the school. Parts of days and then days, which suit schools with teams, find nothing there:
what is decided for Monday leaves no Tuesday. With literals for the starts of interchangeable units, and
lessons that bind nobody else left out until the end, the whole week is one small model.

Staff and rooms of which there is a choice count as capacities here; the lay-out of every day under these
times decides them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ortools.sat.python import cp_model

from vlecht.models.grid import Part
from vlecht.rules.registry import RULE
from vlecht.solver.run import Clock, Settings, hint_wholly, run
from vlecht.solver.week.kinds import Kind, candidates, is_loose, kinds_of, scarce, supplies
from vlecht.solver.week.layout import HARD, Layout, lay_out
from vlecht.solver.week.layout_costs import HEAVY
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.units import Week

Literals = dict[int, cp_model.IntVar]
"""Start slot -> whether a unit of a kind starts then."""


def is_given(week: Week) -> bool:
    """Whether the plan leaves no choice of staff, and nothing but sessions of home groups is asked."""
    for unit in week.units:
        if unit.block.pulls or week.freed(unit) or not unit.block.home_groups:
            return False
        seats = Counter(candidates(week, unit))
        if any(len(candidates) > number for (candidates, _, _), number in seats.items()):
            return False
    return True


def timetable(
    week: Week, clock: Clock, settings: Settings, seconds: float, start: dict[int, int] | None = None
) -> Layout | None:
    """The week laid out; ``start`` (unit -> slot) is what to go on from.

    ``seconds`` is the patience: the best by then, or the first found after it. ``None`` when none was found.
    """
    kinds = kinds_of(week)
    loose = {position for position, kind in enumerate(kinds) if is_loose(week, kinds, kind)}
    further: set[frozenset[str]] = set()
    begun = start
    while clock.left > 0:
        starts = _times(week, kinds, loose, further, clock, settings, seconds, begun)
        if starts is None:
            return None
        wanting = scarce(week, kinds, starts) - further
        if not wanting:
            filled = _fill(week, [kinds[position] for position in sorted(loose)], starts)
            return None if filled is None else _seated(week, filled, clock, settings)
        further |= wanting
        begun = starts
    return None


def _times(
    week: Week,
    kinds: list[Kind],
    loose: set[int],
    further: set[frozenset[str]],
    clock: Clock,
    settings: Settings,
    seconds: float,
    start: dict[int, int] | None,
) -> dict[int, int] | None:
    """Unit -> slot of all units but the loose ones."""
    model = cp_model.CpModel()
    x: dict[int, Literals] = {}
    for position, kind in enumerate(kinds):
        if position not in loose:
            x[position] = {slot: model.new_bool_var("") for slot in kind.starts}
            model.add(cp_model.LinearExpr.sum(list(x[position].values())) == len(kind.units))
    _lanes(week, model, kinds, x, loose)
    _capacities(week, model, kinds, x, further)
    _workdays(week, model, kinds, x)
    _equipment(week, model, kinds, x)
    model.minimize(cp_model.LinearExpr.sum([*_spread(week, model, kinds, x), *_unwelcome(week, kinds, x)]))
    if start:
        begun = {p: {start[u] for u in kinds[p].units if u in start} for p in x}
        known = [(literal, int(slot in begun[p])) for p in x for slot, literal in x[p].items()]
        hint_wholly(model, known, clock, settings)
    outcome = run(model, clock, settings, clock.left, patience=seconds)
    if not outcome.found:
        return None
    starts: dict[int, int] = {}
    for position, literals in x.items():
        chosen = [slot for slot, literal in sorted(literals.items()) if outcome.value(literal)]
        starts |= dict(zip(kinds[position].units, chosen, strict=True))
    return starts


def _at(
    kinds: list[Kind], x: dict[int, Literals], slot: int, members: Iterable[int]
) -> list[cp_model.IntVar]:
    """The literals of kinds that run at a slot."""
    return [
        literal
        for position in members
        for start, literal in x[position].items()
        if start <= slot < start + kinds[position].unit.length
    ]


def _lanes(
    week: Week, model: cp_model.CpModel, kinds: list[Kind], x: dict[int, Literals], loose: set[int]
) -> None:
    """No two units of a lane overlap; a home group whose lessons fill its week has one at every slot."""
    kind_of = {u: position for position, kind in enumerate(kinds) for u in kind.units}
    for lane in week.lanes:
        members = sorted({kind_of[u] for u in lane})
        placed = [position for position in members if position not in loose]
        slots = {slot for p in placed for s in x[p] for slot in range(s, s + kinds[p].unit.length)}
        full = len(placed) == len(members) and sum(week.units[u].length for u in lane) == len(slots)
        for slot in sorted(slots):
            here = _at(kinds, x, slot, placed)
            if full:
                model.add_exactly_one(here)
            else:
                model.add_at_most_one(here)


def _capacities(
    week: Week,
    model: cp_model.CpModel,
    kinds: list[Kind],
    x: dict[int, Literals],
    further: set[frozenset[str]],
) -> None:
    """At no slot do seats (or activities) ask for more than all who may have them.

    For everybody who may have the same seat, and the ``further`` sets of people or rooms.
    """
    for which, (away, number) in enumerate(supplies(week)):
        needs = {p: (kinds[p].seats, kinds[p].rooms)[which] for p in x}
        sets = {names for found in needs.values() for names, _, _ in found}
        for names in sorted(sets | {found for found in further if found <= number.keys()}, key=sorted):
            asked: dict[int, list[cp_model.IntVar]] = defaultdict(list)
            for position, found in needs.items():
                for own, offset, length in found:
                    for start, literal in x[position].items() if own <= names else ():
                        for slot in range(start + offset, start + offset + length):
                            asked[slot].append(literal)
            for slot, literals in sorted(asked.items()):
                supply = sum(number[name] for name in names if slot not in away[name])
                if len(literals) > supply:
                    model.add(cp_model.LinearExpr.sum(literals) <= supply)


def _workdays(week: Week, model: cp_model.CpModel, kinds: list[Kind], x: dict[int, Literals]) -> None:
    """Who is at school on a number of days only has lessons on no more."""
    grid = week.index.grid
    for person in week.index.school.staff:
        if person.max_days is None or person.max_days >= len(grid.days):
            continue
        mine = [p for p in x if any(names == {person.id} for names, _, _ in kinds[p].seats)]
        there = [model.new_bool_var("") for _ in grid.days]
        model.add(sum(there) <= person.max_days * max(1, len(week.index.school.calendar.weeks)))
        for position in mine:
            for start, literal in x[position].items():
                model.add_implication(literal, there[grid.day(start)])


def _equipment(week: Week, model: cp_model.CpModel, kinds: list[Kind], x: dict[int, Literals]) -> None:
    for pool in week.index.school.equipment:
        used: dict[int, list[cp_model.LinearExpr]] = defaultdict(list)
        for position, literals in x.items():
            for activity in kinds[position].unit.activities:
                asked = dict(activity.equipment).get(pool.id, 0)
                for start, literal in literals.items() if asked else ():
                    for slot in range(start + activity.offset, start + activity.offset + activity.length):
                        used[slot].append(asked * literal)
        for terms in used.values():
            model.add(cp_model.LinearExpr.sum(terms) <= pool.count)


def _weight(week: Week, rule: str) -> int:
    setting = RULE[rule].setting(week.index)
    return {"off": 0, "soft": setting.weight, "hard": HEAVY}[setting.mode]


def _spread(
    week: Week, model: cp_model.CpModel, kinds: list[Kind], x: dict[int, Literals]
) -> Iterator[cp_model.LinearExpr]:
    """spread_over_days: blocks of a subject on a day above the curriculum's number."""
    weight, grid = _weight(week, "spread_over_days"), week.index.grid
    lines: dict[tuple[tuple[int, ...], int], int] = defaultdict(int)
    for (home, subject), line in week.index.curriculum.items() if weight else ():
        mine = tuple(
            p for p in x if home in kinds[p].unit.block.home_groups and kinds[p].unit.block.subject == subject
        )
        lines[mine, line.max_per_day] += 1
    for (mine, most), homes in lines.items():
        number = sum(len(kinds[p].units) for p in mine)
        for day in range(len(grid.days)) if number > most else ():
            here = [literal for p in mine for start, literal in x[p].items() if grid.day(start) == day]
            if len(here) > most:
                excess = model.new_int_var(0, number, "")
                model.add(excess >= cp_model.LinearExpr.sum(here) - most)
                yield weight * homes * excess


def _unwelcome(week: Week, kinds: list[Kind], x: dict[int, Literals]) -> Iterator[cp_model.LinearExpr]:
    """day_part, rather_not and prefers: what the starts cost by themselves."""
    part = _weight(week, "day_part")
    for position, literals in x.items():
        kind = kinds[position]
        wrong = week.wrong_part(kind.unit) if part else frozenset()
        people = [(p, o, n) for names, o, n in kind.seats for p in names if len(names) == 1]
        prices = [(week.unwelcome(person), offset, length) for person, offset, length in people]
        for start, literal in literals.items():
            price = part * kind.unit.length * (start in wrong)
            for own, offset, length in prices:
                price += sum(own.get(slot, 0) for slot in range(start + offset, start + offset + length))
            if price:
                yield price * literal


def _fill(week: Week, loose: list[Kind], starts: dict[int, int]) -> dict[int, int] | None:
    """What binds nobody goes where its home group has nothing yet."""
    filled = dict(starts)
    free: dict[str, list[int]] = {}
    for home in week.index.home_groups:
        taken = {
            slot
            for u, start in starts.items()
            if home in week.units[u].block.home_groups
            for slot in range(start, start + week.units[u].length)
        }
        free[home] = sorted(week.index.grid.teaching_slots(week.index.cluster_of(home)) - taken, reverse=True)
    for kind in loose:
        open_slots = free[kind.unit.block.home_groups[0]]
        for u in kind.units:
            if not open_slots:
                return None
            filled[u] = open_slots.pop()
    return filled


def _seated(week: Week, starts: dict[int, int], clock: Clock, settings: Settings) -> Layout | None:
    """Staff and rooms under given times, day by day."""
    grid = week.index.grid
    whole = Layout()
    for day in range(len(grid.days)):
        choices: dict[int, tuple[Part, ...]] = {
            u: (Part(day, start, week.units[u].length, grid.clock(start) < week.index.school.calendar.noon),)
            for u, start in starts.items()
            if grid.day(start) == day
        }
        for circle in (Circle.OWN, Circle.ALL) if choices else ():
            found = lay_out(week, choices, frozenset((day,)), clock, settings, 0.1, circle, hard=HARD)
            if found is not None:
                whole.update(found)
                break
        else:
            if choices:
                return None
    return whole
