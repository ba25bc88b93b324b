"""A result says in plain text what was found and what is proven."""

from __future__ import annotations

import pytest

from vlecht.models.result import Progress, Result, describe_bound, relative_gap
from vlecht.models.roster import Roster, RuleCost

COSTS = (
    RuleCost(rule="staffed", mode="hard", count=0, amount=0, cost=0),
    RuleCost(rule="handovers", mode="soft", count=3, amount=4, cost=8),
)


def test_summary_names_cost_bound_gap_time_and_the_rules_that_cost() -> None:
    text = Result("feasible", Roster(school="tiny"), 8, 6, 0.25, COSTS, 12.34).summary()
    assert "status: feasible" in text
    assert "hard violations: 0" in text
    assert "cost: 8" in text
    assert "bound: 6 (gap 25.0%)" in text
    assert "time: 12.3 s" in text
    assert "handovers  soft  count 3  amount 4  cost 8" in text
    assert "staffed" not in text


def test_summary_without_a_roster_says_why() -> None:
    text = Result("unknown", message="no roster within 60 s").summary()
    assert "status: unknown (no roster within 60 s)" in text
    assert "bound: no bound" in text
    assert "hard violations" not in text


@pytest.mark.parametrize(
    ("cost", "bound", "gap"), [(10, 8, 0.2), (0, 0, 0.0), (None, 3, None), (3, None, None)]
)
def test_gap(cost: int | None, bound: int | None, gap: float | None) -> None:
    assert relative_gap(cost, bound) == gap
    assert Progress(1.0, "improve", cost, bound).gap == gap


def test_bound_in_words() -> None:
    assert describe_bound(None, None) == "no bound"
    assert describe_bound(5, None) == "5"
