"""Whether the pupils of a delivery can be divided over its groups, or enrolled in its workshops."""

from __future__ import annotations

from ortools.sat.python import cp_model

from vlecht.models.attending import session_lengths
from vlecht.models.deliveries import LevelGroupsDelivery, WorkshopsDelivery
from vlecht.models.expand import expand
from vlecht.models.plan import PupilChoice
from vlecht.solver.diagnose.assumed import Assumed


def build_groups(assumed: Assumed, delivery: str) -> cp_model.CpModel:
    """The model of a delivery's groups (one that asks nothing when it has none)."""
    found = assumed.index.deliveries[delivery]
    if isinstance(found, WorkshopsDelivery):
        return _enrolment(assumed, found)
    most = {found.id: found.groups.max} if isinstance(found, LevelGroupsDelivery) else {}
    plan = expand(assumed.index, most)
    choices = [choice for choice in plan.choices if choice.delivery == delivery]
    return _division(assumed, choices) if choices else cp_model.CpModel()


def _division(assumed: Assumed, choices: list[PupilChoice]) -> cp_model.CpModel:
    """Every pupil in one group; sizes, pins and pairs kept apart. Groups beyond the least may not exist."""
    model = cp_model.CpModel()
    delivery = assumed.index.deliveries[choices[0].delivery]
    groups = choices[0].groups
    least = delivery.groups.min if isinstance(delivery, LevelGroupsDelivery) else len(groups)
    if not assumed.holds(f"groups|{delivery.id}"):
        least = min(1, least)
    exists = [model.new_bool_var("") for _ in groups]
    for number, here in enumerate(exists):
        if number < least:
            model.add(here == 1)
        elif number:
            model.add_implication(here, exists[number - 1])
    joins: dict[tuple[str, str], cp_model.IntVar] = {}
    for choice in choices:
        for pupil in choice.pupils:
            for group, here in zip(groups, exists, strict=True):
                joins[pupil, group] = model.new_bool_var("")
                model.add_implication(joins[pupil, group], here)
            model.add_exactly_one(joins[pupil, group] for group in groups)
    members = [pupil for choice in choices if not choice.guest for pupil in choice.pupils]
    size = getattr(delivery, "size", None)
    if size is not None and assumed.rule("group_size") and assumed.holds(f"sizes|{delivery.id}"):
        for group, here in zip(groups, exists, strict=True):
            heads = cp_model.LinearExpr.sum([joins[pupil, group] for pupil in members])
            model.add(heads <= size.max)
            model.add(heads >= size.min * here)
    _pairs(assumed, model, joins, groups)
    for pin in assumed.pupil_pins():
        if (pin.pupil, pin.group) in joins:
            here = exists[groups.index(pin.group)]
            literal = joins[pin.pupil, pin.group]
            model.add(literal == 0) if pin.forbid else model.add_implication(here, literal)
    return model


def _pairs(
    assumed: Assumed,
    model: cp_model.CpModel,
    joins: dict[tuple[str, str], cp_model.IntVar],
    groups: tuple[str, ...],
) -> None:
    for one, two in assumed.index.apart if assumed.rule("keep_apart") else ():
        if assumed.holds("|".join(("apart", *sorted((one, two))))) and (one, groups[0]) in joins:
            for group in groups if (two, groups[0]) in joins else ():
                model.add_at_most_one(joins[one, group], joins[two, group])


def _enrolment(assumed: Assumed, delivery: WorkshopsDelivery) -> cp_model.CpModel:
    """Every pupil at an offer at each moment, no offer twice; sections held as often as there are."""
    index = assumed.index
    line = index.curriculum.get((delivery.home_groups[0], delivery.subject))
    weeks = max(1, len(index.school.calendar.weeks))
    moments = range(len(session_lengths(line, index.grid.step, weeks)) if line else 0)
    pupils = [pupil for group in delivery.home_groups for pupil in index.pupils_of[group]]
    model = cp_model.CpModel()
    if not moments:
        return model
    attends: dict[tuple[str, str, int], cp_model.IntVar] = {}
    for pupil in pupils:
        for moment in moments:
            for offer in delivery.offers:
                attends[pupil, offer.id, moment] = model.new_bool_var("")
            model.add_exactly_one(attends[pupil, offer.id, moment] for offer in delivery.offers)
    for offer in delivery.offers:
        held = [model.new_int_var(0, offer.sections, "") for _ in moments]
        model.add(cp_model.LinearExpr.sum(held) <= offer.sections)
        sized = assumed.rule("group_size") and assumed.holds(f"offer|{delivery.id}|{offer.id}")
        if sized and offer.min:
            model.add(cp_model.LinearExpr.sum(held) == offer.sections)
        for moment in moments if sized else ():
            heads = cp_model.LinearExpr.sum([attends[pupil, offer.id, moment] for pupil in pupils])
            model.add(heads <= offer.capacity * held[moment])
            model.add(heads >= offer.min * held[moment])
        for pupil in pupils if assumed.rule("workshop_once") else ():
            model.add_at_most_one(attends[pupil, offer.id, moment] for moment in moments)
        for pin in assumed.pupil_pins():
            if pin.group.rpartition(".")[0] == f"{delivery.id}.{offer.id}" and pin.pupil in pupils:
                mine = [attends[pin.pupil, offer.id, moment] for moment in moments]
                if not pin.forbid:
                    model.add_bool_or(mine)
                elif offer.sections == 1:
                    model.add(cp_model.LinearExpr.sum(mine) == 0)
    return model
