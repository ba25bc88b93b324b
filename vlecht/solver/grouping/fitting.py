"""Rooms that level groups would most likely have: where one is small, so must be one of the groups."""

from __future__ import annotations

from vlecht.models.deliveries import LevelGroupsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan, PupilChoice


def places_of(index: SchoolIndex, plan: Plan, choice: PupilChoice) -> tuple[int, ...]:
    """Places for each of the groups, largest first; empty when rooms limit nothing, or are too few.

    The rooms are those of the home groups themselves and those that are no home group's: the own rooms of
    other home groups are theirs at most times.
    """
    delivery = index.deliveries[choice.delivery]
    if not isinstance(delivery, LevelGroupsDelivery):
        return ()
    own = {index.home_groups[group].room for group in delivery.home_groups}
    homes = {group.room for group in index.school.home_groups}
    rooms = {
        room
        for activity in plan.activities
        if activity.delivery == delivery.id
        for room in activity.rooms
        if room in own or room not in homes
    }
    places = sorted((index.rooms[room].capacity for room in rooms), reverse=True)[: len(choice.groups)]
    enough = len(places) == len(choice.groups) and sum(places) >= len(choice.pupils)
    return tuple(places) if enough and places[-1] < delivery.size.max else ()
