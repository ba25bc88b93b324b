"""A week of nothing but workshops: every moment is an hour, and every section is held in its hour."""

from __future__ import annotations

from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Group, Roster
from vlecht.solver.grouping.ask import GroupResult
from vlecht.solver.grouping.grouping import Grouping
from vlecht.solver.week.assemble import Placed, build


def workshop_week(index: SchoolIndex, result: GroupResult) -> Roster:
    """The roster of composed workshops in a school that gives nothing else.

    Moments follow each other in the order of deliveries; a section is led by the first who may and has
    nothing then (or the first who may), in a room that nobody has. The checker says whether it is a roster.
    """
    plan = result.plan
    start: dict[str, int] = {}
    slot = 0
    for block in plan.blocks:
        if not block.hosts and isinstance(index.deliveries[block.delivery], WorkshopsDelivery):
            start[block.id] = slot
            slot += block.length
    used: dict[int, set[tuple[str, str]]] = {}
    placed: dict[str, Placed] = {}
    for block in plan.blocks:
        for activity in block.activities if block.hosts else ():
            at = start[result.moments[block.id]]
            taken = used.setdefault(at, set())
            leads, rooms = activity.seats[0].candidates, activity.rooms
            lead = next((name for name in leads if ("lead", name) not in taken), leads[0] if leads else None)
            room = next((name for name in rooms if ("room", name) not in taken), None)
            taken |= {("lead", lead or ""), ("room", room or "")}
            placed[activity.id] = Placed(at, (lead,), room)
    members = {group.id: group.members for group in result.groups}
    grouping = Grouping(members, {}, dict(result.moments), result.bound)
    staff = {seat for at in placed.values() for seat in at.staff if seat is not None}
    days = {name: tuple(index.grid.days) for name in sorted(staff)}
    return build(index, plan, grouping, placed, (), (), days)


def nobody_enrolled(index: SchoolIndex) -> GroupResult:
    """Sections where moment pins put them, everybody in the offer that repeats: for a timetable in which
    pupils cannot be seated, so that the checker can say what is wrong with it."""
    plan = expand(index)
    pinned = {pin.section: pin.moment for pin in index.school.pins if pin.what == "moment"}
    groups: list[Group] = []
    moments: dict[str, str] = {}
    for delivery in index.school.deliveries:
        if isinstance(delivery, WorkshopsDelivery):
            hours = [b.id for b in plan.blocks if b.delivery == delivery.id and not b.hosts]
            for offer in delivery.offers:
                for number in range(offer.sections):
                    name = f"{delivery.id}.{offer.id}.{number + 1}"
                    moments[name] = hours[(pinned.get(name, number + 1) - 1) % len(hours)]
                    members = plan.members_of[delivery.id] if offer.repeat == "often" else ()
                    groups.append(Group(id=name, delivery=delivery.id, members=members))
    return GroupResult("feasible", plan, tuple(groups), moments=moments)
