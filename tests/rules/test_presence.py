from __future__ import annotations

from tests.rules.drawn import amounts, drawn, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.school import School
from vlecht.rules.presence import Presence

RULE = Presence()


def _school(at_least: int) -> SchoolIndex:
    staff = ["t-a1", "carer", "gymnast"]
    return SchoolIndex(tiny_school(presence=[{"staff": staff, "at_least": at_least}, {"staff": ["t-b1"]}]))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _school(1), rounds=10)
    check_parity(RULE, _school(2), rounds=10)


def test_exactly_enough_every_day_is_enough() -> None:
    index = _school(2)
    workdays = {
        "t-a1": ("mon", "tue"),
        "carer": ("mon", "wed"),
        "gymnast": ("tue", "wed"),
        "t-b1": index.grid.days,
    }
    assert judged(RULE, index, drawn(index, workdays=workdays)) == []


def test_one_too_few_counts_for_its_day() -> None:
    index = _school(2)
    workdays = {"t-a1": ("mon", "tue"), "carer": ("mon",), "t-b1": index.grid.days}
    found = judged(RULE, index, drawn(index, workdays=workdays))
    assert [(v.objects[0], v.amount) for v in found] == [("tue", 1), ("wed", 2)]
    assert found[0].sentence == "On tue 1 of t-a1, carer, gymnast at school, 2 asked"


def test_others_do_not_count() -> None:
    index = _school(1)
    workdays = {"t-a1": index.grid.days, "t-a2": index.grid.days, "t-b1": ("mon", "wed")}
    assert amounts(RULE, index, drawn(index, workdays=workdays)) == {("tue", "t-b1"): 1}


def test_a_day_on_which_somebody_cannot_be_there_is_no_day_at_school() -> None:
    data = tiny_data()
    data["presence"] = [{"staff": ["t-a1"]}]
    person = next(member for member in data["staff"] if member["id"] == "t-a1")
    person["availability"] = [
        {"days": ["tue"], "start": "08:30", "end": "12:00"},
        {"days": ["wed"], "start": "08:30", "end": "11:45"},
    ]
    index = SchoolIndex(School.model_validate(data))
    roster = drawn(index, workdays={"t-a1": index.grid.days})
    assert amounts(RULE, index, roster) == {("tue", "t-a1"): 1}
    check_parity(RULE, index, rounds=10)
