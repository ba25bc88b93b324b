"""What each seat of an activity asks for, and what the fact about it is called.

The plan has its candidates worked out; a diagnosis must know why somebody is one, so that a fact (a role, a
qualification, a named lead) can be left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from vlecht.models.deliveries import CircuitDelivery, InstructionRoundsDelivery, WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block
from vlecht.models.words import Function


@dataclass(frozen=True, slots=True)
class SeatNeed:
    """A seat: its function; the subject and years to be qualified for (none: no qualification); whom the
    school names (none: anybody), under which name."""

    function: Function
    subject: str
    years: tuple[int, ...]
    named: tuple[str, ...]
    under: str


def part_of(index: SchoolIndex, activity: Activity) -> str:
    """The station or offer that an activity belongs to, ``independent`` in rounds, else empty."""
    delivery = index.deliveries[activity.delivery]
    if isinstance(delivery, CircuitDelivery):
        return activity.id.removeprefix(f"{activity.block}.").partition(".")[2]
    if isinstance(delivery, WorkshopsDelivery):
        return activity.id.removeprefix(f"{delivery.id}.").rpartition(".")[0]
    if isinstance(delivery, InstructionRoundsDelivery) and activity.kind == "independent":
        return "independent"
    return ""


def named_leads(index: SchoolIndex, activity: Activity) -> tuple[str, ...]:
    """Whom the school names for the first seat of an activity (none: anybody who may)."""
    delivery = index.deliveries[activity.delivery]
    part = part_of(index, activity)
    if isinstance(delivery, CircuitDelivery):
        own = next((station.leads for station in delivery.stations if station.id == part), ())
        return own or delivery.leads
    if isinstance(delivery, WorkshopsDelivery):
        return next((offer.leads for offer in delivery.offers if offer.id == part), ()) or delivery.leads
    return () if part == "independent" else delivery.leads


def years_for(index: SchoolIndex, block: Block, activity: Activity) -> tuple[int, ...]:
    """The years that a lead or supporter of the activity must be qualified for."""
    homes = tuple(group for group in activity.groups if group in index.home_groups)
    groups = homes or block.pulls or index.deliveries[block.delivery].home_groups
    return tuple(sorted(index.years_of(groups)))


def seat_needs(index: SchoolIndex, block: Block, activity: Activity) -> tuple[SeatNeed, ...]:
    """What each seat of an activity asks for, in seat order."""
    found: list[SeatNeed] = []
    part = part_of(index, activity)
    for number, seat in enumerate(activity.seats):
        named = named_leads(index, activity) if number == 0 else ()
        under = "|".join(("leads", activity.delivery, *((part,) if part else ()))) if named else ""
        asks = seat.function in (Function.LEAD, Function.SUPPORT)
        years = years_for(index, block, activity) if asks else ()
        found.append(SeatNeed(seat.function, activity.subject, years, named, under))
    return tuple(found)
