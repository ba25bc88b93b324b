"""Everything in a school that names a member of staff: read, and with others in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vlecht.instances.scenarios.draft import Draft
from vlecht.models.deliveries import AnyDelivery, CircuitDelivery, WorkshopsDelivery
from vlecht.models.people import TeacherDays

Swap = Callable[[tuple[str, ...]], tuple[str, ...]]


def swapper(person: str, instead: tuple[str, ...]) -> Swap:
    """A function that puts others (or nobody) in somebody's place in a list of names, each name once."""

    def swap(names: tuple[str, ...]) -> tuple[str, ...]:
        if person not in names:
            return names
        found: list[str] = []
        for name in names:
            found.extend(instead if name == person else (name,))
        return tuple(dict.fromkeys(found))

    return swap


def swap_everywhere(draft: Draft, person: str, instead: tuple[str, ...]) -> None:
    """Others in somebody's place in teams, home groups, named leads, meetings and presence.

    The staff itself stays as it is. Pins on the person go. A meeting or presence line of nobody goes.
    """
    school = draft.school
    swap = swapper(person, instead)
    meetings = []
    for meeting in school.meetings:
        members = swap(meeting.staff)
        if members or meeting.clusters or not meeting.staff:
            meetings.append(meeting.model_copy(update={"staff": members}))
    presence = [rule.model_copy(update={"staff": swap(rule.staff)}) for rule in school.presence]
    draft.update(
        clusters=tuple(c.model_copy(update={"team": swap(c.team)}) for c in school.clusters),
        home_groups=tuple(
            group.model_copy(update={"teachers": _other_teachers(group.teachers, person, instead)})
            for group in school.home_groups
        ),
        deliveries=tuple(_other_leads(delivery, swap) for delivery in school.deliveries),
        meetings=tuple(meetings),
        presence=tuple(rule for rule in presence if rule.staff),
        pins=tuple(pin for pin in school.pins if getattr(pin, "staff", None) != person),
    )


def _other_teachers(
    teachers: tuple[TeacherDays, ...], person: str, instead: tuple[str, ...]
) -> tuple[TeacherDays, ...]:
    there = {own.staff for own in teachers if own.staff != person}
    found: list[TeacherDays] = []
    for own in teachers:
        if own.staff != person:
            found.append(own)
        else:
            found += [own.model_copy(update={"staff": name}) for name in instead if name not in there]
    return tuple(found)


def named_leads(delivery: AnyDelivery) -> list[tuple[str, ...]]:
    """Every list of named leads in a delivery."""
    found = [delivery.leads]
    if isinstance(delivery, CircuitDelivery):
        found += [station.leads for station in delivery.stations]
    if isinstance(delivery, WorkshopsDelivery):
        found += [offer.leads for offer in delivery.offers]
    return found


def _other_leads(delivery: AnyDelivery, swap: Swap) -> AnyDelivery:
    changes: dict[str, Any] = {"leads": swap(delivery.leads)}
    if isinstance(delivery, CircuitDelivery):
        changes["stations"] = tuple(s.model_copy(update={"leads": swap(s.leads)}) for s in delivery.stations)
    if isinstance(delivery, WorkshopsDelivery):
        changes["offers"] = tuple(o.model_copy(update={"leads": swap(o.leads)}) for o in delivery.offers)
    return delivery.model_copy(update=changes)
