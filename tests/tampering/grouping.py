"""Facts about grouping that no sample has, and tamperings that break the rules about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.tampering.case import Case, Tampering, changed, moved
from vlecht.models.deliveries import InstructionRoundsDelivery, MomentLimits, Regrouped, WorkshopsDelivery
from vlecht.models.people import Qualification
from vlecht.models.regrouping import Budgets, FormerGroup, Move, Regrouping
from vlecht.models.roster import Assignment, Group
from vlecht.models.words import Function


def _with(known: Case, **changes: Any) -> Case:
    return Case(known.school.model_copy(update=changes), known.roster)


def regrouped(known: Case) -> Case:
    """Groups are what they were, and nobody may change."""
    deliveries = known.index.deliveries
    former = [
        FormerGroup(id=group.id, delivery=group.delivery, members=group.members)
        for group in known.roster.groups
        if isinstance(deliveries[group.delivery], Regrouped)
    ]
    stay = tuple(Move(pupil=pupil.id) for pupil in known.school.pupils)
    return _with(
        known, regrouping=Regrouping(former=tuple(former), budgets=Budgets(total=0), may_not_move=stay)
    )


def helped(known: Case) -> Case:
    """In the first group of every delivery of rounds are pupils who need a helper, and one is there."""
    first = {
        group.id: group.members
        for group in known.roster.groups
        if group.id.endswith(".g1")
        and isinstance(known.index.deliveries[group.delivery], InstructionRoundsDelivery)
    }
    needy = {pupil for members in first.values() for pupil in members}
    able = next(p for p in known.school.staff if known.index.permission(p.id, Function.CO_TEACH) == "alone")
    sessions = tuple(
        session.model_copy(
            update={
                "staff": (
                    *session.staff,
                    Assignment(staff=f"helper-{session.groups[0]}", function=Function.CO_TEACH),
                )
            }
        )
        if session.kind == "instruction" and session.groups[0] in first
        else session
        for session in known.roster.sessions
    )
    helpers = [
        able.model_copy(
            update={
                "id": f"helper-{group}",
                "qualifications": (),
                "availability": (),
                "contact_minutes": 3000,
                "task_minutes": 0,
                "days": (),
                "max_days": None,
            }
        )
        for group in first
    ]
    school = known.school.model_copy(
        update={
            "staff": (*known.school.staff, *helpers),
            "pupils": tuple(
                p.model_copy(update={"needs": (*p.needs, "hands")}) if p.id in needy else p
                for p in known.school.pupils
            ),
            "deliveries": tuple(
                d.model_copy(update={"helpers": 1, "helper_needs": ("hands",)})
                if isinstance(d, InstructionRoundsDelivery)
                else d
                for d in known.school.deliveries
            ),
        }
    )
    workdays = {helper.id: known.index.grid.days for helper in helpers}
    roster = known.roster.model_copy(
        update={"sessions": sessions, "workdays": known.roster.workdays | workdays}
    )
    return Case(school, roster)


def limited(known: Case) -> Case:
    """Nobody may have more pupils in front of them than they have now."""
    most: dict[str, int] = {}
    for session in known.roster.sessions:
        heads = len(known.view.attendees(session))
        for person in session.staff:
            most[person.staff] = max(most.get(person.staff, 1), heads)
    staff = [
        person.model_copy(
            update={
                "qualifications": tuple(
                    q.model_copy(update={"most": most[person.id]})
                    for q in person.qualifications or (Qualification(),)
                )
            }
        )
        if person.id in most
        else person
        for person in known.school.staff
    ]
    return _with(known, staff=tuple(staff))


def ordered(known: Case) -> Case:
    """Every workshop follows on the one before it, which everybody in it has done; moments are full."""
    done: dict[str, set[str]] = {}
    deliveries = []
    for delivery in known.school.deliveries:
        if isinstance(delivery, WorkshopsDelivery):
            offers, before = [], f"{delivery.id}-before"
            for offer in delivery.offers:
                offers.append(offer.model_copy(update={"after": (before,)}))
                for group in known.roster.groups:
                    if group.id.rpartition(".")[0] == f"{delivery.id}.{offer.id}":
                        for pupil in group.members:
                            done.setdefault(pupil, set()).add(before)
                before = f"{delivery.id}-{offer.id}"
            moments = [b for b in known.view.plan.blocks if b.delivery == delivery.id and not b.hosts]
            held = [sum(s.block == m.id for s in known.roster.sessions) for m in moments]
            limits = tuple(MomentLimits(min_sections=number, max_sections=number) for number in held)
            delivery = delivery.model_copy(update={"offers": tuple(offers), "moments": limits})
        deliveries.append(delivery)
    pupils = [p.model_copy(update={"done": tuple(sorted(done.get(p.id, ())))}) for p in known.school.pupils]
    return _with(known, deliveries=tuple(deliveries), pupils=tuple(pupils))


def _other_group(case: Case) -> Iterator[tuple[str, Group, Group]]:
    for old in case.roster.groups:
        for new in case.roster.groups:
            regrouped = isinstance(case.index.deliveries[old.delivery], Regrouped)
            if regrouped and old is not new and old.delivery == new.delivery:
                yield from ((pupil, old, new) for pupil in old.members)


def changes_group(case: Case) -> Iterator[Tampering]:
    """A pupil is in another group than before."""
    for pupil, old, new in _other_group(case):
        yield moved("", pupil, old, new)


def leaves_the_helper(case: Case) -> Iterator[Tampering]:
    """A pupil who needs a helper goes to a group without."""
    for pupil, old, new in _other_group(case):
        if "hands" in case.index.pupils[pupil].needs and not new.id.endswith(".g1"):
            yield moved("", pupil, old, new)


def one_more_than_the_lead_may(case: Case) -> Iterator[Tampering]:
    """A pupil joins a group whose lead has as many as the qualification allows."""
    limits = {p.id: p.qualifications[0].most for p in case.school.staff if p.qualifications}
    for pupil, old, new in _other_group(case):
        for session in case.roster.sessions:
            there = case.view.attendees(session)
            lead = next((p.staff for p in session.staff if p.function == Function.LEAD), None)
            full = lead is not None and limits[lead] == len(there)
            if full and new.id in session.groups and pupil not in there:
                yield moved(f"{lead} ", pupil, old, new)
                break


def without_what_comes_before(case: Case) -> Iterator[Tampering]:
    """A pupil changes to a workshop for which something else has to be done first."""
    for old in case.roster.groups:
        for new in case.roster.groups:
            delivery = case.index.deliveries[old.delivery]
            if isinstance(delivery, WorkshopsDelivery) and old.delivery == new.delivery and old is not new:
                after = {f"{delivery.id}.{offer.id}": offer.after for offer in delivery.offers}
                for pupil in old.members:
                    if not set(after[new.id.rpartition(".")[0]]) <= set(case.index.pupils[pupil].done):
                        yield moved(f"Pupil {pupil} ", pupil, old, new)


def at_another_moment(case: Case) -> Iterator[Tampering]:
    """A section is given at another moment than before."""
    for session in case.roster.sessions:
        for other in case.roster.sessions:
            same = session.kind == other.kind == "workshop" and session.delivery == other.delivery
            if same and session.block != other.block:
                yield changed(session.block, session, block=other.block, day=other.day, start=other.start)
