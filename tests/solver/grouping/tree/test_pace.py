"""What the next level of a bound will take, from those before."""

from __future__ import annotations

from vlecht.solver.grouping.tree.pace import AT_ONCE, HARDER, LATE, LITTLE, MOST, Pace


def levels(*seconds: float, ahead: float = 1e6) -> Pace:
    pace = Pace()
    for spent in seconds:
        pace.spent += spent
        pace.begin(ahead)
    return pace


def test_growth_is_expected_to_be_somewhat_more_than_what_the_last_level_showed() -> None:
    one, two = levels(1, 2, 4, 8, ahead=0), levels(1, 2, 4, 8)
    assert (one.points, two.points) == (1, AT_ONCE)
    assert one.due == 8 * one.growth
    assert two.due == 8 * two.growth**AT_ONCE
    assert one.growth == 2 * HARDER


def test_one_level_tells_about_the_next_whatever_was_before_it() -> None:
    assert levels(1, 2, 8, ahead=0).growth == 4 * HARDER
    assert levels(1, 2, 100, ahead=0).growth == MOST


def test_two_points_at_once_only_where_there_is_time() -> None:
    assert levels(1, 2, ahead=100).points == AT_ONCE
    assert levels(1, 2, ahead=5).points == 1


def test_who_is_nearly_there_is_due_soon_and_who_takes_far_too_long_is_not() -> None:
    pace = levels(1, 2, ahead=0)
    expected = pace.due
    pace.spent = 0.9 * expected
    assert 0 < pace.due < expected / 2
    pace.spent = 2 * expected
    assert 0 < pace.due < expected / 2
    pace.spent = LATE * expected
    assert pace.due == pace.spent


def test_levels_of_no_time_tell_nothing() -> None:
    assert levels(0.0001, 0.0003).growth == Pace().growth
    assert levels(0.0001).last == LITTLE
