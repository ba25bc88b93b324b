"""Who and which rooms a lay-out looks at first: own teachers, the team, people without a class."""

from __future__ import annotations

from enum import Enum

from vlecht.models.plan import Activity, Seat
from vlecht.models.words import Function
from vlecht.solver.week.pinned import pinned_rooms, pinned_staff
from vlecht.solver.week.units import Unit, Week

OUTSIDER = 4
"""Cost of a staff member from outside the home groups' own teachers and the cluster's team."""
TEAM = 1
"""Cost of a team member who is not an own teacher of the home groups."""
AWAY = 1
"""Cost of a room that is not an own room of the home groups."""
PLACE = 2
"""Cost of a seat taken by somebody who would rather not be there at all that day."""


class Circle(Enum):
    """How far a step looks for staff and rooms."""

    OWN = "own teachers and rooms, the team for what is shared"
    CLOSE = "the team and people without a class of their own as well"
    ALL = "whoever and whatever may be"


def likely_staff(
    week: Week, unit: Unit, activity: Activity, number: int, days: frozenset[int], circle: Circle
) -> dict[str, int]:
    """Candidate -> cost for a seat, of those available on the days at all.

    Pins are obeyed: what they leave of the likely people, or else of everybody.
    """
    seat = activity.seats[number]
    near = pinned_staff(week.index.school, activity, number, _near(week, unit, activity, seat, days, circle))
    if near or circle is Circle.ALL:
        return near
    near = _near(week, unit, activity, seat, days, Circle.ALL)
    return pinned_staff(week.index.school, activity, number, near)


def _near(
    week: Week, unit: Unit, activity: Activity, seat: Seat, days: frozenset[int], circle: Circle
) -> dict[str, int]:
    index = week.index
    groups = unit.block.home_groups or unit.block.pulls
    own = {teacher for group in groups for teacher in index.own_teachers(group)}
    cluster = index.cluster_of(groups[0])
    team = set(index.clusters[cluster].team)
    present = [
        person
        for person in seat.candidates
        if week.presence(person, days).some and week.may_face(person, activity, seat)
    ]
    prices = {
        person: (0 if person in own else TEAM if person in team else OUTSIDER)
        + (PLACE if week.presence(person, days).reluctant else 0)
        for person in present
    }
    if circle is Circle.ALL or len(present) <= 3:
        return prices
    # Own teachers of other home groups are left to those, unless they are of the team.
    close = {
        person: price
        for person, price in prices.items()
        if person in own or person in team or not week.teaches_own(person)
    }
    lone = circle is Circle.OWN and len(unit.activities) == 1 and seat.function == Function.LEAD
    if lone and any(p in own for p in close):
        mine = {person: price for person, price in close.items() if person in own}
        # A lone own teacher may be gone for half the day; the team then stands in.
        return mine if len(mine) > 1 or week.presence(next(iter(mine)), days).whole else close
    return close or prices


def likely_rooms(week: Week, unit: Unit, activity: Activity, circle: Circle) -> dict[str, int]:
    """Room -> cost, of the suitable rooms that hold everybody; other groups' own rooms in the widest circle.

    Pins are obeyed: what they leave of the likely rooms, or else of all suitable ones.
    """
    near = pinned_rooms(week.index.school, activity, _near_rooms(week, unit, activity, circle))
    if near or circle is Circle.ALL:
        return near
    return pinned_rooms(week.index.school, activity, _near_rooms(week, unit, activity, circle=Circle.ALL))


def _near_rooms(week: Week, unit: Unit, activity: Activity, circle: Circle) -> dict[str, int]:
    index = week.index
    heads = week.heads(activity)
    groups = unit.block.home_groups or unit.block.pulls
    own = {index.home_groups[group].room for group in groups}
    homes = {group.room for group in index.school.home_groups}
    fitting = [room for room in activity.rooms if index.rooms[room].capacity >= heads]
    # Pupils stay on their own site where there is a room for them.
    sites = {index.site_of_home_group(group) for group in groups}
    fitting = [room for room in fitting if index.rooms[room].site in sites] or fitting
    if len(activity.groups) == 1 and activity.groups[0] in index.home_groups:
        mine = index.home_groups[activity.groups[0]].room
        if mine is not None and mine in fitting and circle is not Circle.ALL:
            return {mine: 0}
    near = {room: 0 if room in own else AWAY for room in fitting if room in own or room not in homes}
    if circle is Circle.ALL or not near:
        return {room: near.get(room, AWAY) for room in fitting}
    return near
