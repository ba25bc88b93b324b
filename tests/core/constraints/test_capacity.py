"""Pupils in a place."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, agree_beside, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.capacity import Capacity
from vlecht.core.constraints.limit_load import LimitLoad
from vlecht.core.problem import Role


def test_pupils_beyond_the_capacity() -> None:
    drawn = Drawing(3)
    hall, attic = drawn.resource_set("room", "hall attic")
    red, green = drawn.resource_set("group", "red green")
    a, b, c, d = drawn.resource_set("pupil", "a b c d")
    drawn.members = {red: (a, b), green: (b,)}
    drawn.choice(c, red, green)
    drawn.choice(d, red, green)
    room = Role("room", "room")
    first = drawn.event("first", red, room, duration=2)
    second = drawn.event("second", green, room, d)
    drawn.releases = {(a, first)}
    problem = drawn.problem()

    def over(hall_seats: int, start: int, joins: set[tuple[int, int]], where: int = hall) -> dict[str, int]:
        rule = Capacity(**common(), capacities=((hall, hall_seats), (attic, 0)))
        places = ((first, 0, 2, {1: hall}), (second, start, 1, {1: where}))
        return found(problem, rule, solution(problem, *places, joins=joins, releases={(a, first)}))

    # Red has a, b and c, for two times; the released a keeps the seat.
    assert over(3, 2, {(c, red), (d, green)}) == {}
    assert over(2, 2, {(c, red), (d, green)}) == {"hall": 2}
    # Together at time 1: a, b, c and d, of whom b is in both groups and counts once.
    assert over(3, 1, {(c, red), (d, green)}) == {"hall": 1}
    assert over(4, 1, {(c, red), (d, green)}) == {}
    # A pupil in a role of the event, rather than in a group, takes no seat of the groups.
    assert over(4, 2, {(c, red), (d, red)}) == {}
    assert over(4, 2, {(c, red), (d, green)}, where=attic) == {"attic": 2}


def test_parity() -> None:
    problem = crossing()
    agree(problem, Capacity(**common(), capacities=((3, 1), (4, 2), (5, 3))), 20)
    agree(problem, Capacity(**common(hard=False), capacities=((4, 0), (5, 100))))


def test_parity_where_rooms_hold_one_at_a_time() -> None:
    problem = crossing()
    alone = LimitLoad(**common(id="alone"), resources=(3, 4, 5), maximum=1)
    for seats in (((3, 1), (4, 0), (5, 2)), ((3, 2), (4, 3), (5, 4))):
        agree_beside(problem, alone, Capacity(**common(), capacities=seats))
