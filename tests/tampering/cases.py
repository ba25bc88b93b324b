"""Sample schools with their planted rosters, some with facts added that no sample has."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.tampering import grouping
from tests.tampering.case import Case
from tests.tampering.pupils import Sized
from vlecht.instances.samples import sample
from vlecht.models.deliveries import AnyDelivery
from vlecht.models.people import Staff
from vlecht.models.places import Equipment, Site, Travel
from vlecht.models.roster import Roster
from vlecht.models.school import AnyPin, PupilPin, RoomPin, RuleSetting, School, StaffPin, StartPin


@cache
def case(name: str) -> Case:
    """A sample, or one with something added: ``tight kameleon``, ``pinned p4-87``, …"""
    added, _, base = name.rpartition(" ")
    if added:
        return _ADDED[added](case(base))
    planted = sample(base)
    return Case(planted.school, planted.roster)


def _with(known: Case, **changes: Any) -> Case:
    return Case(known.school.model_copy(update=changes), known.roster)


def _tight(known: Case) -> Case:
    """Contracts, groups and equipment just allow the roster; so much independent work is asked as it has."""
    view = known.view

    def contract(person: Staff) -> Staff:
        minutes = view.contact_minutes[person.id] + person.task_minutes
        return person.model_copy(update={"contact_minutes": minutes})

    def pool(found: Equipment) -> Equipment:
        needs = {d.id: d.equipment.get(found.id, 0) for d in known.school.deliveries}
        most = max(
            sum(needs[session.delivery] for session in view.roster.sessions if slot in view.slots(session))
            for slot in range(known.index.grid.size)
        )
        return found.model_copy(update={"count": most})

    deliveries: list[AnyDelivery] = []
    for delivery in known.school.deliveries:
        sizes = [len(group.members) for group in known.roster.groups if group.delivery == delivery.id]
        if sizes and isinstance(delivery, Sized):
            size = delivery.size.model_copy(update={"min": min(sizes), "max": max(sizes)})
            deliveries.append(delivery.model_copy(update={"size": size}))
        else:
            deliveries.append(delivery)
    independent: dict[str, int] = {}
    for pupil in known.school.pupils:
        sessions = (s for s in view.sessions_of_pupil.get(pupil.id, ()) if s.kind == "independent")
        year, minutes = str(pupil.year), sum(session.minutes for session in sessions)
        independent[year] = min(minutes, independent.get(year, minutes))
    rule = RuleSetting(mode="hard", params={"minutes_by_year": independent})
    policy = known.school.policy
    rules = policy.rules | {"independent_minutes": rule}
    return _with(
        known,
        staff=tuple(contract(person) for person in known.school.staff),
        equipment=tuple(pool(found) for found in known.school.equipment),
        deliveries=tuple(deliveries),
        policy=policy.model_copy(update={"rules": rules}),
    )


def _pinned(known: Case) -> Case:
    """Everything is pinned to where the roster has it."""
    grid, pins = known.index.grid, list[AnyPin]()
    for block, slot in known.view.block_start.items():
        pins.append(StartPin(block=block, day=grid.days[grid.day(slot)], start=grid.clock(slot)))
    for session in known.roster.sessions:
        if session.room is not None:
            pins.append(RoomPin(session=session.id, room=session.room))
        for seat in session.staff:
            pins.append(StaffPin(session=session.id, staff=seat.staff, function=seat.function))
    for group in known.roster.groups:
        pins.extend(PupilPin(pupil=pupil, group=group.id) for pupil in group.members)
    return _with(known, pins=tuple(pins))


def _two_sites(known: Case) -> Case:
    """Every room has a counterpart at another site, half an hour away."""
    here = [room.model_copy(update={"site": "here"}) for room in known.school.rooms]
    there = [room.model_copy(update={"id": f"far-{room.id}", "site": "there"}) for room in here]
    return _with(
        known,
        sites=(Site(id="here"), Site(id="there")),
        travel=(Travel(a="here", b="there", minutes=30),),
        rooms=(*here, *there),
    )


def _in_reach(known: Case) -> Case:
    """The coordinator may give support only with an end-responsible colleague in reach."""
    roles = tuple(
        role.model_copy(update={"functions": dict.fromkeys(role.functions, "in_reach")})
        if role.id == "coordinator"
        else role
        for role in known.school.roles
    )
    return _with(known, roles=roles)


_ADDED = {
    "tight": _tight,
    "pinned": _pinned,
    "two-sites": _two_sites,
    "in-reach": _in_reach,
    "regrouped": grouping.regrouped,
    "helped": grouping.helped,
    "limited": grouping.limited,
    "ordered": grouping.ordered,
}


def made_for(roster: Roster, school: School) -> Roster:
    """The roster as made for that school, so that reading the two together gives no warning."""
    return roster.model_copy(update={"run": roster.run.model_copy(update={"school_hash": school.hash()})})
