"""Different companions."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.limit_companions import LimitCompanions
from vlecht.core.problem import Role


def test_number_outside_the_limits() -> None:
    drawn = Drawing(4)
    anna, ben, carl = drawn.resource_set("teacher", "anna ben carl")
    red, blue = drawn.resource_set("group", "red blue")
    a, b = drawn.resource_set("pupil", "a b")
    drawn.members = {red: (a, b), blue: (a,)}
    with_red = [drawn.event(f"red{k}", red, Role("teacher", "teacher")) for k in range(2)]
    with_blue = drawn.event("blue", blue, Role("teacher", "teacher"))
    problem = drawn.problem()
    drawn_solution = solution(
        problem,
        (with_red[0], 0, 1, {1: anna}),
        (with_red[1], 1, 1, {1: ben}),
        (with_blue, None, 1, {1: carl}),
    )

    def off(minimum: int, maximum: int | None, days: tuple[tuple[int, ...], ...] | None) -> dict[str, int]:
        rule = LimitCompanions(
            **common(),
            resources=(a, b),
            companion_type="teacher",
            minimum=minimum,
            maximum=maximum,
            time_groups=days,
        )
        return found(problem, rule, drawn_solution)

    # Without times, carl counts for a although the event has no time.
    assert off(0, 3, None) == {}
    assert off(0, 2, None) == {"a": 1}
    assert off(3, None, None) == {"b": 1}
    assert off(0, 2, ((0, 1), (2, 3))) == {}
    assert off(0, 1, ((0, 1), (2, 3))) == {"a / t0": 1, "b / t0": 1}
    assert off(1, 1, ((0, 2), (1,))) == {}
    assert off(2, 2, ((0,), ())) == {"a / t0": 1, "b / t0": 1}


def test_one_does_not_keep_oneself_company() -> None:
    drawn = Drawing(2)
    anna, ben = drawn.resource_set("teacher", "anna ben")
    drawn.event("talk", anna, ben)
    problem = drawn.problem()
    rule = LimitCompanions(**common(), resources=(anna,), companion_type="teacher", maximum=1)
    assert found(problem, rule, solution(problem, (0, 0))) == {}


def test_parity() -> None:
    problem = crossing()
    days = ((0, 1, 2, 3), (4, 5, 6, 7))
    people = (0, 1, 6, 9, 10, 11, 12, 13)
    for companion_type, time_groups in (
        ("teacher", None),
        ("teacher", days),
        ("room", days),
        ("pupil", None),
    ):
        rule = LimitCompanions(
            **common(),
            resources=people,
            companion_type=companion_type,
            minimum=1,
            maximum=1,
            time_groups=time_groups,
        )
        agree(problem, rule)
