from __future__ import annotations

from typing import Any

import pytest

from tests.rules.drawn import drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.support_windows import SupportWindows

RULE = SupportWindows()


def _index(windows: list[dict[str, Any]], **changes: Any) -> SchoolIndex:
    deliveries = tiny_data()["deliveries"]
    deliveries[-1]["windows"] = windows
    return SchoolIndex(tiny_school(deliveries=deliveries, **changes))


def _amount(index: SchoolIndex, when: str) -> int:
    return sum(v.amount for v in judged(RULE, index, drawn(index, held(index, "rt.g1#1", when))))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _index([{"days": ["tue"], "start": "09:00", "end": "11:00"}]), rounds=10)


@pytest.mark.parametrize(
    ("when", "amount"),
    [("tue 09:45", 0), ("tue 10:00", 2), ("tue 10:30", 0), ("tue 11:45", 2), ("tue 08:15", 2)],
)
def test_without_windows_any_lesson_time_will_do(when: str, amount: int) -> None:
    assert _amount(tiny(), when) == amount


@pytest.mark.parametrize(
    ("when", "amount"),
    [("tue 09:00", 0), ("tue 08:45", 2), ("tue 10:30", 0), ("tue 10:45", 2), ("mon 09:00", 2)],
)
def test_within_its_windows(when: str, amount: int) -> None:
    assert _amount(_index([{"days": ["tue"], "start": "09:00", "end": "11:00"}]), when) == amount


def test_pupils_of_two_clusters_have_the_breaks_of_both() -> None:
    pauses = [{"id": f"pause-{c}", "start": s, "end": e, "clusters": [c]}
              for c, s, e in (("a", "10:00", "10:15"), ("b", "10:30", "10:45"))]  # fmt: skip
    calendar = tiny_data()["calendar"] | {"breaks": pauses}
    index = SchoolIndex(tiny_school(calendar=calendar))
    assert _amount(index, "mon 10:15") == 0
    deliveries = tiny_data()["deliveries"]
    deliveries[-1]["pupils"] = ["p-b1-0"]
    index = SchoolIndex(tiny_school(calendar=calendar, deliveries=deliveries))
    assert _amount(index, "mon 10:15") == 2
    assert _amount(index, "mon 10:45") == 0
    check_parity(RULE, index, rounds=10)


def test_the_sentence_says_what_is_outside() -> None:
    found = judged(RULE, tiny(), drawn(tiny(), held(tiny(), "rt.g1#1", "mon 10:00")))
    assert found[0].sentence == "Support rt.g1#1 may not be at mon 10:15; it lasts 2 slots"
