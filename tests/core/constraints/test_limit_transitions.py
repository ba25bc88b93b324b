"""Changes of company in a day."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_transitions import LimitTransitions
from vlecht.core.problem import Role


def test_changes_beyond_the_maximum() -> None:
    drawn = Drawing(6)
    hall, attic = drawn.resource_set("room", "hall attic")
    anna = drawn.resource("anna", "teacher")
    for name in "abcd":
        drawn.event(name, anna, Role("room", "room"))
    problem = drawn.problem()

    def off(maximum: int, *rooms: int | None) -> dict[str, int]:
        rule = LimitTransitions(
            **common(),
            resources=(anna,),
            companion_type="room",
            days=((0, 1, 2, 3), (4, 5)),
            maximum=maximum,
        )
        chosen = [{} if room is None else {1: room} for room in rooms]
        # Times 0, 1, 3 and 4: time 2 is idle, time 4 another day.
        places = [(event, time, 1, chosen[event]) for event, time in enumerate((0, 1, 3, 4))]
        return found(problem, rule, solution(problem, *places))

    assert off(0, hall, hall, hall, attic) == {}
    assert off(0, hall, hall, attic, attic) == {"anna / t0": 1}
    assert off(0, hall, attic, hall, hall) == {"anna / t0": 2}
    assert off(1, hall, attic, hall, hall) == {"anna / t0": 1}
    assert off(2, hall, attic, hall, hall) == {}
    # Without a room nothing is known, and nothing changes.
    assert off(0, hall, None, hall, attic) == {}
    assert off(0, hall, None, attic, attic) == {"anna / t0": 1}


def test_released_pupil_follows_the_other_activity() -> None:
    drawn = Drawing(3)
    hall, attic = drawn.resource_set("room", "hall attic")
    red, pupil = drawn.resource("red", "group"), drawn.resource("pupil", "pupil")
    drawn.members = {red: (pupil,)}
    lesson = drawn.event("lesson", red, hall, duration=3)
    coaching = drawn.event("coaching", pupil, attic)
    drawn.releases = {(pupil, lesson)}
    problem = drawn.problem()
    rule = LimitTransitions(**common(), resources=(pupil,), companion_type="room", days=((0, 1, 2),))
    out_and_back = solution(problem, (lesson, 0), (coaching, 1), releases={(pupil, lesson)})
    out_at_the_end = solution(problem, (lesson, 0), (coaching, 2), releases={(pupil, lesson)})
    assert found(problem, rule, out_and_back) == {"pupil / t0": 2}
    assert found(problem, rule, out_at_the_end) == {"pupil / t0": 1}


def test_parity() -> None:
    problem = crossing()
    days = ((0, 1, 2, 3), (4, 5, 6, 7))
    for companion_type, maximum in (("room", 0), ("teacher", 1)):
        rule = LimitTransitions(
            **common(), resources=(0, 1, 9, 10, 13), companion_type=companion_type, days=days, maximum=maximum
        )
        agree(problem, rule)
    agree(
        problem,
        LimitTransitions(**common(), resources=(6,), companion_type="room", days=(tuple(range(8)), ())),
    )
