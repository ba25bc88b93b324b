"""Who goes to which workshop at which moment, and at which moment each section is given: one problem."""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from vlecht.models.deliveries import Offer, WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.solver.run import Clock, Settings, run


@dataclass(frozen=True)
class Enrolments:
    """Section -> pupils, section -> moment (block id), and a proven bound on the cost of the wishes."""

    members: dict[str, tuple[str, ...]]
    moments: dict[str, str]
    bound: int


def rank(index: SchoolIndex, pupil: str, offer: str) -> int:
    """How far an offer is from the pupil's first wish (not wished: one past the last wish)."""
    wishes = index.pupils[pupil].wishes
    return wishes.index(offer) if offer in wishes else len(wishes) + 1


def enrol(
    index: SchoolIndex,
    plan: Plan,
    delivery: WorkshopsDelivery,
    clock: Clock,
    settings: Settings,
    seconds: float,
) -> Enrolments | None:
    """The best enrolment found, or ``None``. Wishes cost their rank; capacities and minima are met."""
    moments = [b.id for b in plan.blocks if b.delivery == delivery.id and b.home_groups]
    pupils = [p for group in delivery.home_groups for p in index.pupils_of[group]]
    offers = list(delivery.offers)
    model = cp_model.CpModel()
    given = {(o.id, m): model.new_int_var(0, o.sections, "") for o in offers for m in range(len(moments))}
    attends = {
        (p, o.id, m): model.new_bool_var("") for p in pupils for o in offers for m in range(len(moments))
    }
    total = sum(o.sections for o in offers)
    for m in range(len(moments)):
        # Sections spread evenly, so that the staff who can lead are enough at every moment.
        model.add(sum(given[o.id, m] for o in offers) <= -(-total // max(1, len(moments))))
        for pupil in pupils:
            model.add_exactly_one(attends[pupil, o.id, m] for o in offers)
        _leads_apart(model, delivery, given, m)
    for o in offers:
        model.add(sum(given[o.id, m] for m in range(len(moments))) == o.sections)
        for pupil in pupils:
            model.add_at_most_one(attends[pupil, o.id, m] for m in range(len(moments)))
        for m in range(len(moments)):
            heads = sum(attends[p, o.id, m] for p in pupils)
            model.add(heads <= o.capacity * given[o.id, m])
            model.add(heads >= o.min * given[o.id, m])
    ideal = 0
    terms: list[cp_model.LinearExprT] = []
    for pupil in pupils:
        ranks = sorted(rank(index, pupil, o.id) for o in offers)
        ideal += sum(ranks[: len(moments)])
        terms += [rank(index, pupil, o) * literal for (p, o, _), literal in attends.items() if p == pupil]
    model.minimize(sum(terms))
    outcome = run(model, clock, settings, clock.left, patience=seconds)
    if not outcome.found:
        return None
    members: dict[str, tuple[str, ...]] = {}
    where: dict[str, str] = {}
    for o in offers:
        number = 0
        for m, moment in enumerate(moments):
            here = [p for p in pupils if outcome.value(attends[p, o.id, m])]
            sections = outcome.value(given[o.id, m])
            for part in range(sections):
                number += 1
                name = f"{delivery.id}.{o.id}.{number}"
                members[name] = tuple(here[part::sections])
                where[name] = moment
    return Enrolments(members, where, max(0, (outcome.bound or 0) - ideal))


def _leads_apart(
    model: cp_model.CpModel,
    delivery: WorkshopsDelivery,
    given: dict[tuple[str, int], cp_model.IntVar],
    moment: int,
) -> None:
    """Offers that share their few possible leads cannot all be given at once."""
    named: dict[tuple[str, ...], list[Offer]] = {}
    for offer in delivery.offers:
        if offer.leads or delivery.leads:
            named.setdefault(tuple(sorted(offer.leads or delivery.leads)), []).append(offer)
    for leads in named:
        inside = [
            given[o.id, moment] for some, held in named.items() if set(some) <= set(leads) for o in held
        ]
        model.add(sum(inside) <= len(leads))
