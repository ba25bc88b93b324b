"""Workshops: moments at which pupils enrol, and the sections that are given at them."""

from __future__ import annotations

from vlecht.models.attending import own_rooms, rooms_for, staff_for
from vlecht.models.deliveries import Offer, WorkshopsDelivery
from vlecht.models.form_parts import Made, activity, block, lengths
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Block, PupilChoice, Seat
from vlecht.models.words import Function


def section_leads(delivery: WorkshopsDelivery, offer: Offer, number: int) -> tuple[str, ...]:
    """Who is named to lead a section (numbered from 1); none when anybody may who is allowed to."""
    return offer.section_leads[number - 1 : number] or offer.leads or delivery.leads


def workshops(index: SchoolIndex, delivery: WorkshopsDelivery, _count: int) -> Made:
    """A block per moment, and one per section that starts with one of the moments."""
    own = own_rooms(index, delivery.home_groups)
    each = lengths(index, delivery, delivery.home_groups[0])
    moments = [
        block(index, delivery, f"{delivery.id}#{n}", n, delivery.home_groups, length)
        for n, length in enumerate(each, 1)
    ]
    sections: list[Block] = []
    for offer in delivery.offers:
        rooms = rooms_for(index, offer.room_kinds or delivery.room_kinds, own)
        hosts = tuple(m.id for m in moments if not offer.moments or m.ordinal in offer.moments)
        for number in range(1, offer.sections + 1):
            named = section_leads(delivery, offer, number)
            seat = Seat(
                Function.LEAD, staff_for(index, Function.LEAD, delivery.subject, delivery.home_groups, named)
            )
            name = f"{delivery.id}.{offer.id}.{number}"
            length = min(each, default=1)
            held = activity(delivery, name, "", "workshop", (0, length), (name,), (seat,), rooms)
            sections.append(
                block(
                    index,
                    delivery,
                    name,
                    number,
                    (),
                    length,
                    (held,),
                    hosts=hosts,
                )
            )
    pupils = tuple(pupil for group in delivery.home_groups for pupil in index.pupils_of[group])
    choice = PupilChoice(delivery.id, pupils, tuple(block.id for block in sections), count=len(moments))
    return [*moments, *sections], [choice]
