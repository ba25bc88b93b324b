"""A break in a long day."""

from __future__ import annotations

import pytest

from tests.core.drawing import Drawing, agree, crossing, found, solution
from vlecht.core.constraints.base import common
from vlecht.core.constraints.require_gap import RequireGap


def test_length_that_is_missing() -> None:
    drawn = Drawing(8)
    anna = drawn.resource("anna", "teacher")
    for name in "abcd":
        drawn.event(name, anna)
    problem = drawn.problem()
    rule = RequireGap(
        **common(),
        resources=(anna,),
        days=(tuple(range(8)), ()),
        windows=((2, 3, 4, 5), ()),
        length=3,
        threshold=4,
    )

    def short(*times: int | None) -> dict[str, int]:
        return found(problem, rule, solution(problem, *enumerate(times)))

    assert short(0, 1, 5, 6) == {}
    assert short(0, 1, 4, 6) == {"anna / t0": 1}
    assert short(0, 3, 5, 6) == {"anna / t0": 2}
    assert short(2, 3, 4, 5) == {"anna / t0": 3}
    # Free time outside the window is no break, and fewer than four busy times make no long day.
    assert short(3, 4, 5, 0) == {"anna / t0": 2}
    assert short(3, 4, 5, None) == {}


def test_one_window_per_day() -> None:
    with pytest.raises(ValueError, match="one entry per day"):
        RequireGap(**common(), resources=(), days=((0,),), windows=(), length=1, threshold=1)


def test_parity() -> None:
    problem = crossing()
    days, windows = ((0, 1, 2, 3), (4, 5, 6, 7)), ((0, 1, 2, 3), (5, 6))
    for length, threshold in ((2, 1), (1, 3), (3, 0), (2, 5)):
        rule = RequireGap(
            **common(),
            resources=(0, 2, 6, 9, 13),
            days=days,
            windows=windows,
            length=length,
            threshold=threshold,
        )
        agree(problem, rule)
