"""What staffing costs, as terms of the seat model: one function per rule.

Faces are counted per home group and per instruction group here (the rule counts per pupil): an
approximation that steers; the checker gives the true cost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from ortools.sat.python import cp_model

from vlecht.models.index import SchoolIndex
from vlecht.models.words import Function
from vlecht.rules.registry import RULE
from vlecht.solver.week.seats import SeatModel

Terms = Iterator[cp_model.LinearExpr]

COST = 4
"""What a point of a rule's cost weighs against a face, which only steers. Measured from poor rosters of 275
and 700 pupils in 25 s, two seeds: 319 to 339 and 674 to 693, against 344 to 348 and 688 to 698 with 1."""


def _weight(index: SchoolIndex, rule: str) -> int:
    """Weight of a rule; a hard one weighs so much that it wins."""
    setting = RULE[rule].setting(index)
    return {"off": 0, "soft": setting.weight, "hard": 10_000}[setting.mode]


def _reluctance(x: SeatModel) -> Terms:
    """rather_not and prefers: slots at unwelcome moments."""
    unwanted, preferred = _weight(x.index, "rather_not"), _weight(x.index, "prefers")
    for (person, slot), literals in x.at.items():
        price = 0
        if unwanted and slot in x.index.availability(person, "rather_not"):
            price += unwanted
        wishes = x.index.availability(person, "prefers")
        if preferred and wishes and slot not in wishes:
            price += preferred
        if price:
            yield price * cp_model.LinearExpr.sum(literals)


def _workload(x: SeatModel) -> Terms:
    """workload_spread: contact minutes above the share of the limit."""
    setting = RULE["workload_spread"].setting(x.index)
    weight = _weight(x.index, "workload_spread")
    for person, terms in x.contact.items() if weight else ():
        limit = x.index.contact_limit(person)
        most = limit * setting.params["percent"] // 100
        if sum(n for n, _ in terms) > most:
            excess = x.model.new_int_var(0, max(0, sum(n for n, _ in terms) - most), "")
            x.model.add(excess >= sum(n * literal for n, literal in terms) - most)
            yield weight * excess


def _overtime(x: SeatModel) -> Terms:
    """contact_minutes, where it is soft: minutes above the limit."""
    weight = _weight(x.index, "contact_minutes")
    hard = RULE["contact_minutes"].setting(x.index).mode == "hard"
    for person, terms in x.contact.items() if weight and not hard else ():
        limit = x.index.contact_limit(person)
        if sum(n for n, _ in terms) > limit:
            excess = x.model.new_int_var(0, sum(n for n, _ in terms) - limit, "")
            x.model.add(excess >= sum(n * literal for n, literal in terms) - limit)
            yield weight * excess


def _short(x: SeatModel) -> Terms:
    """Rules of ``seat_rules`` that are soft here."""
    for rule, amount in x.short:
        yield _weight(x.index, rule) * amount


def _handovers(x: SeatModel) -> Terms:
    """handovers: own teachers of a home group with its whole class on one day, above one."""
    weight = _weight(x.index, "handovers")
    table: dict[tuple[str, int], dict[str, list[cp_model.IntVar]]] = defaultdict(lambda: defaultdict(list))
    for held in x.held:
        for group in held.activity.groups:
            own = x.index.own_teachers(group) if group in x.index.home_groups else ()
            for number, seat in enumerate(held.activity.seats):
                if seat.function in (Function.LEAD, Function.SUPERVISE):
                    for person, literal in x.seat[held.activity.id, number].items():
                        if person in own:
                            table[group, x.index.grid.day(held.start)][person].append(literal)
    for teachers in table.values() if weight else ():
        if len(teachers) > 1:
            here = [_any(x, literals) for literals in teachers.values()]
            excess = x.model.new_int_var(0, len(here) - 1, "")
            x.model.add(excess >= sum(here) - 1)
            yield weight * excess


def _own_teacher(x: SeatModel) -> Terms:
    """home_teacher_minutes: minutes a week short of what a home group should have with an own teacher."""
    setting = RULE["home_teacher_minutes"].setting(x.index)
    weight = _weight(x.index, "home_teacher_minutes")
    by_year = setting.params.get("minutes_by_year") or {}
    weeks = max(1, len(x.index.school.calendar.weeks))
    moments: dict[str, dict[tuple[str, int, int], list[cp_model.IntVar]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for held in x.held:
        if held.activity.kind in ("workshop", "support"):
            continue
        for group in held.unit.block.home_groups:
            if held.activity.groups[0] in x.index.home_groups and group not in held.activity.groups:
                continue
            own = x.index.own_teachers(group)
            for number, seat in enumerate(held.activity.seats):
                if seat.function in (Function.LEAD, Function.SUPERVISE):
                    moments[group][held.unit.id, held.activity.offset, held.activity.length] += [
                        literal
                        for person, literal in x.seat[held.activity.id, number].items()
                        if person in own
                    ]
    for group, found in moments.items() if weight else ():
        if not x.index.own_teachers(group):
            continue
        years = x.index.home_groups[group].years
        asked = max(by_year.get(str(year), setting.params["minutes"]) for year in years) * weeks
        given = [
            length * x.index.grid.step * _any(x, literals)
            for (_, _, length), literals in found.items()
            if literals
        ]
        short = x.model.new_int_var(0, asked, "")
        x.model.add(short >= asked - sum(given))
        yield weight * short


def _faces(x: SeatModel) -> Terms:
    """few_faces, roughly: different staff before every home group as a class, and every instruction group.

    Counting a home group's faces above the number allowed instead was measured and steered worse.
    """
    if not _weight(x.index, "few_faces"):
        return
    table: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
    for held in x.held:
        for group in held.activity.groups:
            for number in range(len(held.activity.seats)):
                for person, literal in x.seat[held.activity.id, number].items():
                    table[group, person].append(literal)
    for literals in table.values():
        if not any(literal.index in x.sure for literal in literals):
            yield 2 * _any(x, literals)


def _faces_met(x: SeatModel, opened: set[str]) -> Terms:
    """few_faces exactly, for the pupils whose sessions are among the ``opened`` activities.

    Pupils who are in the same groups meet the same people: they are counted once, as many times as dear.
    """
    setting = RULE["few_faces"].setting(x.index)
    weight, allowed = _weight(x.index, "few_faces"), int(setting.params["faces"])
    before: dict[str, dict[str, list[cp_model.IntVar]]] = defaultdict(lambda: defaultdict(list))
    groups_of: dict[str, set[str]] = defaultdict(set)
    touched: set[str] = set()
    for held in x.held if weight else ():
        for group in held.activity.groups:
            if group not in before:
                for pupil in x.week.attending(group):
                    groups_of[pupil].add(group)
            if held.activity.id in opened:
                touched.add(group)
            for number in range(len(held.activity.seats)):
                for person, literal in x.seat[held.activity.id, number].items():
                    before[group][person].append(literal)
    alike: Counter[frozenset[str]] = Counter(
        frozenset(groups) for groups in groups_of.values() if groups & touched
    )
    met: dict[tuple[int, ...], cp_model.IntVar] = {}
    for groups, pupils in alike.items():
        people: dict[str, list[cp_model.IntVar]] = defaultdict(list)
        for group in sorted(groups):
            for person, literals in before[group].items():
                people[person] += literals
        sure = sum(any(literal.index in x.sure for literal in literals) for literals in people.values())
        open_ = [found for found in people.values() if not any(literal.index in x.sure for literal in found)]
        if sure + len(open_) <= allowed:
            continue
        faces = []
        for literals in open_:
            key = tuple(sorted({literal.index for literal in literals}))
            if key not in met:
                met[key] = _any(x, literals)
            faces.append(met[key])
        excess = x.model.new_int_var(0, sure + len(open_) - allowed, "")
        x.model.add(excess >= sum(faces) + sure - allowed)
        yield weight * pupils * excess


def _any(x: SeatModel, literals: list[cp_model.IntVar]) -> cp_model.IntVar:
    if len(literals) == 1:
        return literals[0]
    found = x.model.new_bool_var("")
    x.model.add_max_equality(found, literals)
    return found


def _gaps(x: SeatModel) -> Terms:
    """staff_gaps: lesson slots without work between a part-timer's first and last of the day."""
    setting = RULE["staff_gaps"].setting(x.index)
    weight = _weight(x.index, "staff_gaps")
    grid = x.index.grid
    lessons = sorted(set().union(*(grid.teaching_slots(cluster) for cluster in x.index.clusters)))
    for person in x.index.school.staff if weight else ():
        if person.fte >= setting.params["below"]:
            continue
        for day in range(len(grid.days)):
            slots = [s for s in lessons if grid.day(s) == day and x.at.get((person.id, s))]
            if len(slots) < 3:
                continue
            inside = [s for s in lessons if slots[0] <= s <= slots[-1]]
            first, last = (x.model.new_int_var(0, len(inside) - 1, "") for _ in range(2))
            busy = []
            for position, slot in enumerate(inside):
                for literal in x.at.get((person.id, slot), ()):
                    x.model.add(first <= position).only_enforce_if(literal)
                    x.model.add(last >= position).only_enforce_if(literal)
                    busy.append(literal)
            excess = x.model.new_int_var(0, len(inside), "")
            x.model.add(excess >= last - first + 1 - sum(busy) - setting.params["per_day"])
            yield weight * excess


DAILY: tuple[Callable[[SeatModel], Terms], ...] = (
    _reluctance,
    _workload,
    _overtime,
    _short,
    _handovers,
    _gaps,
)
"""Costs that hold for a model of some days as well (with the contact minutes of the others)."""
COSTS: tuple[Callable[[SeatModel], Terms], ...] = (*DAILY, _own_teacher)
"""All costs of staffing; adding one is adding its line."""


def add_costs(x: SeatModel, opened: set[str] | None = None) -> None:
    """Minimise what staffing costs; faces exactly where the ``opened`` activities are a part of the week."""
    terms = [COST * term for cost in COSTS for term in cost(x)]
    if opened is not None:
        terms += [COST * term for term in _faces_met(x, opened)]
    x.model.minimize(cp_model.LinearExpr.sum([*terms, *_faces(x)]))
