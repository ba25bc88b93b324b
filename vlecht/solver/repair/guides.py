"""A lost lesson as independent work, supervised by who may do that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.words import Function
from vlecht.rules.registry import RULE
from vlecht.solver.repair.measures import GUIDE, STAND_IN
from vlecht.solver.week.pinned import is_pinned
from vlecht.solver.week.seats import Held

if TYPE_CHECKING:
    from vlecht.solver.repair.cover import CoverModel


def add_guides(x: CoverModel, held: Held) -> list[cp_model.IntVar]:
    """Literals for people who supervise a lost lesson as independent work."""
    activity = held.activity
    delivery = x.index.deliveries[activity.delivery]
    ratio = int(RULE["supervision_ratio"].setting(x.index).params["ratio"])
    if isinstance(delivery, InstructionRoundsDelivery):
        ratio = delivery.ratio
    # Where two are asked for there is somebody left: what is co-taught stays a lesson.
    if activity.kind != "class" or len(activity.seats) > 1 or x.week.heads(activity) > ratio:
        return []
    found: dict[str, cp_model.IntVar] = {}
    for person in x.index.staff:
        may = x.index.permission(person, Function.SUPERVISE) is not None
        named = not delivery.leads or person in delivery.leads
        may = may and not is_pinned(x.index.school, activity, person, Function.SUPERVISE, forbid=True)
        if may and named and x.free(person, held.slots) and person not in x.measures.without:
            found[person] = x.model.new_bool_var("")
            x.busy(person, held.slots, activity.length * x.index.grid.step, found[person])
            price = STAND_IN + GUIDE + x.acquaintance.price(activity, person)
            x.terms.append(price * found[person])
            x.stands_in[person].append((activity, found[person]))
            # Who could teach it as well had better do so.
            if not x.index.end_responsible(person) and x.measures.wanted == "supervise":
                x.rewards.append(found[person])
    x.guides[activity.id] = found
    return list(found.values())


def within_reach(x: CoverModel) -> None:
    """Rule end_responsible_in_reach, for who supervises what was a lesson, where it is hard."""
    if RULE["end_responsible_in_reach"].setting(x.index).mode != "hard":
        return
    for activity, found in x.guides.items():
        slots = x.case.slots[activity]
        unit = next(held.unit for held in x.held if held.activity.id == activity)
        cluster = x.week.cluster_of(unit)
        for person, literal in found.items():
            if x.index.permission(person, Function.SUPERVISE) != "in_reach":
                continue
            for slot in slots:
                company = [
                    other
                    for held in x.held
                    if slot in held.slots and x.week.cluster_of(held.unit) == cluster
                    for number in range(len(held.activity.seats))
                    for colleague, other in x.seat[held.activity.id, number].items()
                    if colleague != person and x.index.end_responsible(colleague)
                ]
                x.model.add_bool_or([literal.negated(), *company])
