"""What breaks take from days: on a long one nobody works through, so few days may not fill a contract."""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from vlecht.models.index import SchoolIndex
from vlecht.models.words import Window
from vlecht.rules.registry import RULE
from vlecht.solver.formation.least.choices import Facts

Work = tuple[range, cp_model.LinearExpr | cp_model.IntVar]
"""Slots within which somebody may work, and how many of them that is."""


def post_pauses(
    model: cp_model.CpModel, facts: Facts, index: SchoolIndex, work: dict[tuple[str, int], list[Work]]
) -> None:
    """Of each person and day: no more work than a day without a break may have, or a pause beside it.

    A pause lies in the rule's window. It takes its slots from every stretch that it overlaps; what is in a
    stretch may still be anywhere in the rest of it.
    """
    setting = RULE["staff_break"].setting(index)
    grid = index.grid
    held = RULE["availability"].setting(index).mode == "hard"
    length, most = grid.slots(setting.params["minutes"]), setting.params["when_longer_than"] // grid.step
    for (person, day), done in work.items():
        blocked = index.availability(person, "cannot") if held else frozenset()
        able = {slot for slots, _ in done for slot in slots if slot not in blocked}
        if len(able) <= most:
            continue
        window = Window(
            days=(grid.days[day],), start=setting.params["window_start"], end=setting.params["window_end"]
        )
        inside = grid.inside([window])
        pauses = {
            stretch: model.new_bool_var("")
            for start in sorted(inside)
            if inside.issuperset(stretch := range(start, start + length))
        }
        # The least that a pause takes from any day at all says most to the linear relaxation.
        least = min((len(able.intersection(pause)) for pause in pauses), default=len(able))
        facts.add(sum(slots for _, slots in done) <= max(most, len(able) - least))
        short = model.new_bool_var("")
        model.add_exactly_one([short, *pauses.values()])
        facts.add(sum(slots for _, slots in done) <= most + len(able) * (1 - short))
        # One person's work in a stretch may have come in several terms.
        inside_of: dict[range, list[cp_model.LinearExpr | cp_model.IntVar]] = defaultdict(list)
        for slots, term in done:
            inside_of[slots].append(term)
        for slots, terms in inside_of.items():
            free = [slot for slot in slots if slot not in blocked]
            taken = [(len(set(pause).intersection(free)), literal) for pause, literal in pauses.items()]
            facts.add(sum(terms) <= len(free) - sum(n * literal for n, literal in taken if n))
