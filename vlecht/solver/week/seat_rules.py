"""Hard rules about staff beyond one thing at a time, stated in the seat model: one function per rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.models.words import Window
from vlecht.rules.registry import RULE

if TYPE_CHECKING:
    from vlecht.solver.week.seats import Held, SeatModel


def _travel(x: SeatModel) -> None:
    """Rule travel_time: nobody has two activities on different sites with less than the way between."""
    grid, rooms = x.index.grid, x.index.rooms
    stops: dict[str, list[tuple[Held, str, cp_model.IntVar]]] = defaultdict(list)
    for held in x.held:
        room = x.rooms.get(held.activity.id)
        site = rooms[room].site if room is not None else None
        if site is not None:
            for number in range(len(held.activity.seats)):
                for person, literal in x.seat.get((held.activity.id, number), {}).items():
                    stops[person].append((held, site, literal))
    for found in stops.values():
        if len({site for _, site, _ in found}) < 2:
            continue
        found.sort(key=lambda stop: stop[0].start)
        for n, (before, here, one) in enumerate(found):
            for after, there, other in found[n + 1 :]:
                way = grid.slots(x.index.travel_minutes(here, there)) if here != there else 0
                same_day = grid.day(before.start) == grid.day(after.start)
                if way and same_day and after.start - before.slots.stop < way:
                    x.model.add_bool_or([one.negated(), other.negated()])


def _contact_limits(x: SeatModel) -> None:
    """Rule contact_minutes, when it is hard."""
    if RULE["contact_minutes"].setting(x.index).mode == "hard":
        for person, terms in x.contact.items():
            x.model.add(sum(n * literal for n, literal in terms) <= x.index.contact_limit(person))


def _breaks(x: SeatModel) -> None:
    """Rule staff_break: somewhere in the window a free stretch, on days long enough to need one."""
    setting = RULE["staff_break"].setting(x.index)
    if setting.mode != "hard":
        return
    grid = x.index.grid
    length, most = grid.slots(setting.params["minutes"]), setting.params["when_longer_than"] // grid.step
    first, last = setting.params["window_start"], setting.params["window_end"]
    for person in x.index.staff:
        for day in range(len(grid.days)):
            window = sorted(grid.inside([Window(days=(grid.days[day],), start=first, end=last)]))
            runs = [range(s, s + length) for s in window if s + length - 1 in window]
            if any(not any(x.at.get((person, slot)) for slot in stretch) for stretch in runs):
                continue
            base = day * grid.per_day
            day_slots = range(base, base + grid.per_day)
            load = [busy for slot in day_slots for busy in x.at.get((person, slot), ())]
            if sum(bool(x.at.get((person, slot))) for slot in day_slots) <= most:
                continue
            short = x.model.new_bool_var("")
            x.model.add(sum(load) <= most).only_enforce_if(short)
            free = []
            for stretch in runs:
                literal = x.model.new_bool_var("")
                for slot in stretch:
                    for busy in x.at.get((person, slot), ()):
                        x.model.add_implication(literal, busy.negated())
                free.append(literal)
            x.model.add_bool_or([short, *free])


def _company(x: SeatModel) -> None:
    """Rule end_responsible_in_reach: beside whoever may only in reach, at every slot, in the cluster.

    Where it is soft some may be alone, at a cost.
    """
    mode = RULE["end_responsible_in_reach"].setting(x.index).mode
    if mode == "off":
        return
    index = x.index
    guards: dict[tuple[str, int], list[tuple[str, cp_model.IntVar]]] = defaultdict(list)
    watched: list[tuple[str, Held, str, cp_model.IntVar]] = []
    for held in x.held:
        cluster = x.week.cluster_of(held.unit)
        for number, seat in enumerate(held.activity.seats):
            for person, literal in x.seat[held.activity.id, number].items() if x.possible else ():
                if index.end_responsible(person):
                    for slot in held.slots:
                        guards[cluster, slot].append((person, literal))
                if index.permission(person, seat.function) == "in_reach":
                    watched.append((cluster, held, person, literal))
    there = {
        moment: {person for person, literal in able if literal.index in x.sure}
        for moment, able in guards.items()
    }
    for cluster, held, person, literal in watched:
        done: set[tuple[int, ...]] = set()
        for slot in held.slots:
            if there.get((cluster, slot), set()) - {person}:
                continue
            company = [guard for other, guard in guards[cluster, slot] if other != person]
            key = tuple(sorted(found.index for found in company))
            if key not in done:
                done.add(key)
                alone = []
                if mode == "soft":
                    alone = [x.model.new_bool_var("")]
                    x.short.append(("end_responsible_in_reach", alone[0]))
                x.model.add_bool_or([literal.negated(), *company, *alone])


def _freed(x: SeatModel) -> None:
    """Rule freed_teacher: in every round somebody of the team who may be freed has nothing on.

    Where the rule is soft there may be too few, at a cost; where it is off nobody is freed.
    """
    mode = RULE["freed_teacher"].setting(x.index).mode
    if mode == "off":
        return
    begins = {held.unit.id: (held.unit, held.start - held.activity.offset) for held in x.held}
    for unit, start in begins.values():
        for offset, length in x.week.freed_moments(unit):
            slots = range(start + offset, start + offset + length)
            literals = []
            for person in x.week.may_be_freed(unit):
                if not x.free(person, slots):
                    continue
                literal = x.model.new_bool_var("")
                here = x.workday[person, x.index.grid.day(start)]
                if not isinstance(here, bool):
                    x.model.add_implication(literal, here)
                for busy in {
                    found.index: found for slot in slots for found in x.at.get((person, slot), ())
                }.values():
                    x.model.add_implication(literal, busy.negated())
                literals.append(literal)
            asked = x.week.freed(unit)
            if mode == "soft":
                short = x.model.new_int_var(0, asked, "")
                x.short.append(("freed_teacher", short))
                x.model.add(sum(literals) + short >= asked)
            else:
                x.model.add(sum(literals) >= asked)


def _presence(x: SeatModel) -> None:
    """Rule presence: every day enough of the named staff are at school; where it is soft, fewer at a cost."""
    mode = RULE["presence"].setting(x.index).mode
    for rule in x.index.school.presence if mode != "off" else ():
        for day in range(len(x.index.grid.days)):
            here = [x.workday[person, day] for person in rule.staff]
            short = x.model.new_int_var(0, rule.at_least if mode == "soft" else 0, "")
            x.model.add(sum(here) + short >= rule.at_least)
            x.short.append(("presence", short))


RULES: tuple[Callable[[SeatModel], None], ...] = (
    _travel,
    _contact_limits,
    _breaks,
    _company,
    _freed,
    _presence,
)
"""All of them; adding one is adding its line."""
