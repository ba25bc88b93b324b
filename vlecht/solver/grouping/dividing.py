"""Which of an offer's parallel sections a pupil is in: stated where it matters, evenly otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.models.school import GroupPin, PupilPin

if TYPE_CHECKING:
    from vlecht.solver.grouping.enrol import EnrolModel

Seats = dict[tuple[int, int, int], cp_model.IntVar]
"""(pupil, section, moment) -> whether the pupil is in that section then, for tied pupils."""


def state_seats(m: EnrolModel) -> Seats:
    """Seats of tied pupils, and what pins and pairs ask of them."""
    task, model = m.task, m.model
    seats: Seats = {}
    for (p, o), row in m.attends.items():
        sections = task.sections_of[o]
        if p not in task.tied[o]:
            continue
        for t, attends in enumerate(row):
            for s in sections:
                seats[p, s, t] = attends if len(sections) == 1 else model.new_bool_var("")
                model.add_implication(seats[p, s, t], m.given[s][t])
            if len(sections) > 1:
                model.add(sum(seats[p, s, t] for s in sections) == attends)
    _room(m, seats)
    _pairs(m, seats)
    _pins(m, seats)
    return seats


def _room(m: EnrolModel, seats: Seats) -> None:
    """Tied pupils fit into their section, and leave the least number to the sections beside it."""
    task = m.task
    for o, sections in enumerate(task.sections_of):
        for s in sections if task.tied[o] and len(sections) > 1 else ():
            for t in m.moments:
                inside = sum(seats[p, s, t] for p in task.tied[o] if (p, s, t) in seats)
                if len(task.tied[o]) > task.offers[o].capacity:
                    m.charge("group_size", inside, len(task.tied[o]), task.offers[o].capacity)
                beside = task.offers[o].min * (m.number(o, t) - m.given[s][t])
                if task.offers[o].min:
                    upper = len(task.pupils) + task.offers[o].min * len(sections)
                    m.charge("group_size", inside + beside - m.heads(o, t), upper)


def _pairs(m: EnrolModel, seats: Seats) -> None:
    task, model = m.task, m.model
    places = [(s, t) for s in range(len(task.sections)) for t in m.moments]
    for one, two in task.pairs["apart"]:
        for s, t in places:
            if (one, s, t) in seats and (two, s, t) in seats:
                m.charge("keep_apart", seats[one, s, t] + seats[two, s, t], 2, 1)
    for one, two in task.pairs["together"]:
        shared: list[cp_model.IntVar] = []
        for s, t in places:
            if (one, s, t) in seats and (two, s, t) in seats:
                both = model.new_bool_var("")
                model.add_implication(both, seats[one, s, t])
                model.add_implication(both, seats[two, s, t])
                shared.append(both)
        never = model.new_bool_var("")
        model.add(sum(shared) + never >= 1)
        m.charge("keep_together", never, 1)


def _pins(m: EnrolModel, seats: Seats) -> None:
    task, model = m.task, m.model
    name = {section.name: s for s, section in enumerate(task.sections)}
    for pin in task.pins:
        if isinstance(pin, PupilPin) and pin.pupil in task.pupils:
            p, s = task.pupils.index(pin.pupil), name[pin.group]
            model.add(sum(seats[p, s, t] for t in m.moments if (p, s, t) in seats) == int(not pin.forbid))
        elif isinstance(pin, GroupPin):
            s = name[pin.group]
            for p, pupil in enumerate(task.pupils):
                inside = sum(seats[p, s, t] for t in m.moments if (p, s, t) in seats)
                model.add(inside == int(pupil in pin.pupils))


def divide(sections: Sequence[int], pupils: Sequence[int], fixed: Mapping[int, int]) -> dict[int, list[int]]:
    """Section -> pupils: the fixed ones where they are, everybody else where there are fewest."""
    found: dict[int, list[int]] = {s: [p for p in pupils if fixed.get(p) == s] for s in sections}
    for pupil in pupils:
        if pupil not in fixed:
            min(found.values(), key=len).append(pupil)
    return found
