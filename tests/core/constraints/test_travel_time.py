"""Time between sites."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.travel_time import TravelTime
from vlecht.core.problem import Role


def test_times_that_are_missing() -> None:
    drawn = Drawing(8)
    rooms = drawn.resource_set("room", "north south far extra")
    north, south, far, extra = rooms
    anna = drawn.resource("anna", "teacher")
    for name in "abc":
        drawn.event(name, anna, Role("room", "room"))
    problem = drawn.problem()
    rule = TravelTime(
        **common(),
        resources=(anna,),
        sites=((north, 0), (extra, 0), (south, 1), (far, 2)),
        separation=((0, 1, 3), (1, 0, 2), (3, 2, 0)),
        days=((0, 1, 2, 3, 4), (5, 6, 7)),
    )

    def short(*stops: tuple[int, int]) -> dict[str, int]:
        places = [(event, time, 1, {1: room}) for event, (time, room) in enumerate(stops)]
        return found(problem, rule, solution(problem, *places))

    assert short((0, north), (2, south), (4, north)) == {}
    assert short((0, north), (1, south), (4, north)) == {"anna / t0": 1}
    assert short((0, north), (1, extra), (3, south)) == {}
    assert short((0, north), (3, far)) == {"anna / t0": 1}
    assert short((0, north), (4, far)) == {}
    assert short((0, north), (1, south), (2, far)) == {"anna / t0": 1 + 2}
    # The night is long enough.
    assert short((4, north), (5, far)) == {}


def test_times_at_no_site_are_time_to_travel() -> None:
    drawn = Drawing(4)
    north, south = drawn.resource_set("room", "north south")
    anna = drawn.resource("anna", "teacher")
    drawn.event("a", anna, north)
    drawn.event("call", anna)
    drawn.event("b", anna, south)
    problem = drawn.problem()
    rule = TravelTime(
        **common(),
        resources=(anna,),
        sites=((north, 0), (south, 1)),
        separation=((0, 1), (1, 0)),
        days=((0, 1, 2, 3),),
    )
    assert found(problem, rule, solution(problem, (0, 0), (1, 1), (2, 2))) == {}
    assert found(problem, rule, solution(problem, (0, 0), (1, 2), (2, 1))) == {"anna / t0": 1}


def test_parity() -> None:
    problem = crossing()
    for separation in (((0, 2), (1, 0)), ((0, 3), (3, 0))):
        rule = TravelTime(
            **common(),
            resources=(0, 1, 2, 9, 10, 13),
            sites=((3, 0), (4, 1), (5, 1)),
            separation=separation,
            days=((0, 1, 2, 3), (), (4, 5, 6, 7)),
        )
        agree(problem, rule)
