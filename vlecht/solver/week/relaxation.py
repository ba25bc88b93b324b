"""Further costs that hold for every roster, as terms of the relaxed parts-of-days model.

Support: every pupil who gets it must be taken out somewhere, and where a part holds too little independent
work a lesson is missed, whichever group the pupil is in. Staff: the seats of every part are filled by people
who can be there, so that unwelcome slots and full workloads follow, whoever takes which seat when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ortools.sat.python import cp_model

from vlecht.models.attending import support_pupils
from vlecht.models.deliveries import SupportDelivery
from vlecht.models.grid import Part
from vlecht.models.words import Function
from vlecht.rules.registry import RULE
from vlecht.solver.week.parts import Kind, most_quiet
from vlecht.solver.week.units import Week

Terms = list[cp_model.LinearExpr]


def support_costs(week: Week, model: cp_model.CpModel, kinds: Sequence[Kind]) -> Terms:
    """Rule missed_lessons from below: per support delivery and home group, per pupil.

    Deliveries with a single group are left out: the parts of days know who is in it and when it is held.
    """
    setting = RULE["missed_lessons"].setting(week.index)
    index = week.index
    terms: Terms = []
    for delivery in index.school.deliveries:
        if setting.mode != "soft" or not isinstance(delivery, SupportDelivery):
            continue
        if len(week.plan.groups_of.get(delivery.id, ())) == 1:
            continue
        length = index.grid.slots(delivery.minutes)
        sessions = delivery.sessions * max(1, len(index.school.calendar.weeks))
        for home in index.home_groups:
            pupils = [
                p
                for p in support_pupils(index, delivery)
                if index.pupils[p].home_group == home
                and not index.pupils[p].exemptions
                and not index.pupils[p].works_with
            ]
            if pupils:
                terms += _taken_out(
                    week, model, kinds, home, delivery, (length, sessions), setting.weight * len(pupils)
                )
    return terms


def _taken_out(
    week: Week,
    model: cp_model.CpModel,
    kinds: Sequence[Kind],
    home: str,
    delivery: SupportDelivery,
    asked: tuple[int, int],
    price: int,
) -> Terms:
    """One pupil's support over the parts of the week; a part without room for it costs the price."""
    length, sessions = asked
    mine = [kind for kind in kinds if home in week.units[kind.units[0]].block.home_groups]
    terms: Terms = []
    taken: list[cp_model.IntVar] = []
    for part in week.index.grid.parts(week.index.cluster_of(home)):
        here = [(kind, _count_in(kind, part)) for kind in mine]
        times = model.new_int_var(0, min(sessions, part.length // length), "")
        taken.append(times)
        barred = [
            kind.length * count
            for kind, count in here
            if count is not None and week.units[kind.units[0]].block.subject in delivery.never_from
        ]
        model.add(length * times + sum(barred) <= part.length)
        quiet = [
            most_quiet(block) * count
            for kind, count in here
            if count is not None
            and (block := week.units[kind.units[0]].block).subject not in delivery.never_from
        ]
        missed = model.new_bool_var("")
        model.add(length * times <= sum(quiet) + part.length * missed)
        terms.append(price * missed)
    model.add(sum(taken) == sessions)
    return terms


def _count_in(kind: Kind, part: Part) -> cp_model.IntVar | None:
    return next((count for q, count in zip(kind.parts, kind.count, strict=True) if q == part), None)


def staff_costs(week: Week, model: cp_model.CpModel, kinds: Sequence[Kind]) -> Terms:
    """Rules rather_not, prefers and workload_spread from below: a transport of seats to people per part."""
    index = week.index
    stretches = sorted({part for kind in kinds for part in kind.parts}, key=lambda part: part.first)
    spans = sorted({(part.first, part.length) for part in stretches})
    worked: dict[tuple[str, int], Terms] = defaultdict(list)
    for number, (first, length) in enumerate(spans):
        demand: dict[tuple[frozenset[str], int], Terms] = defaultdict(list)
        for kind in kinds:
            seats: dict[tuple[frozenset[str], int], int] = defaultdict(int)
            for activity in week.units[kind.units[0]].activities:
                for seat in activity.seats:
                    seats[frozenset(seat.candidates), activity.length] += 1
            for part, count in zip(kind.parts, kind.count, strict=True):
                if (part.first, part.length) == (first, length):
                    for seat_of, asked in seats.items():
                        demand[seat_of].append(asked * count)
        for (candidates, slots), terms in demand.items():
            shares = {}
            for person in sorted(candidates):
                free = sum(
                    s not in index.availability(person, "cannot") for s in range(first, first + length)
                )
                if free >= slots:
                    shares[person] = model.new_int_var(0, free // slots, "")
                    worked[person, number].append(slots * shares[person])
            model.add(sum(shares.values()) == cp_model.LinearExpr.sum(terms))
    return _priced(week, model, spans, worked)


def _priced(
    week: Week,
    model: cp_model.CpModel,
    spans: list[tuple[int, int]],
    worked: dict[tuple[str, int], Terms],
) -> Terms:
    index = week.index
    terms: Terms = []
    total: dict[str, Terms] = defaultdict(list)
    for (person, number), shares in worked.items():
        first, length = spans[number]
        able = set(range(first, first + length)) - index.availability(person, "cannot")
        model.add(cp_model.LinearExpr.sum(shares) <= len(able))
        total[person] += shares
        wishes = index.availability(person, "prefers")
        for rule, welcome in (
            ("rather_not", able - index.availability(person, "rather_not")),
            ("prefers", able & wishes if wishes else able),
        ):
            setting = RULE[rule].setting(index)
            if setting.mode == "soft" and len(welcome) < len(able):
                excess = model.new_int_var(0, len(able) - len(welcome), "")
                model.add(excess >= cp_model.LinearExpr.sum(shares) - len(welcome))
                terms.append(setting.weight * excess)
    spread = RULE["workload_spread"].setting(index)
    duties = _duties(week, model)
    for person, shares in total.items():
        minutes = cp_model.LinearExpr.sum(
            [index.grid.step * cp_model.LinearExpr.sum(shares), *duties[person]]
        )
        limit = index.contact_limit(person)
        model.add(minutes <= limit)
        if spread.mode == "soft":
            excess = model.new_int_var(0, limit, "")
            model.add(excess >= minutes - limit * spread.params["percent"] // 100)
            terms.append(spread.weight * excess)
    return terms


def _duties(week: Week, model: cp_model.CpModel) -> dict[str, Terms]:
    """Person -> minutes of break duties, where somebody must have them: they count for the contract."""
    index, grid = week.index, week.index.grid
    found: dict[str, Terms] = defaultdict(list)
    if RULE["break_duty"].setting(index).mode != "hard":
        return found
    able = [p for p in index.staff if index.permission(p, Function.BREAK_DUTY) is not None]
    for pause in index.school.calendar.breaks:
        for day in grid.days_of(pause.days) if pause.supervisors else ():
            span = grid.span(day, pause.start, pause.end)
            here = [p for p in able if not index.availability(p, "cannot").intersection(span)]
            literals = {person: model.new_bool_var("") for person in here}
            model.add(cp_model.LinearExpr.sum(list(literals.values())) >= pause.supervisors)
            for person, literal in literals.items():
                found[person].append((pause.end - pause.start) * literal)
    return found
