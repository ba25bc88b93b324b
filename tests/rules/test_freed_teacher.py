from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Freed, Roster
from vlecht.models.words import Function
from vlecht.rules.freed_teacher import FreedTeacher

RULE = FreedTeacher()
LEADS = Function.LEAD


def _school(freed: int, cannot: bool = False) -> SchoolIndex:
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["id"] == "lang-a":
            delivery["freed"] = freed
    if cannot:
        data["staff"][0]["availability"] = [{"days": ["mon"], "start": "09:00", "end": "09:15"}]
    return SchoolIndex(tiny_school(**data))


def _first_round(index: SchoolIndex, lead: str, when: str = "mon 08:30", **changes: object) -> Roster:
    """The first round of a block, with a lead; helper-a supervises the rest. All of the team at work."""
    taught = held(index, "lang-a#1.r1.g1", when, staff=(Assignment(staff=lead, function=LEADS),))
    rest = held(
        index, "lang-a#1.r1.p1", when, staff=(Assignment(staff="helper-a", function=Function.SUPERVISE),)
    )
    workdays = dict.fromkeys(("t-a1", "t-a2", "helper-a", "t-b1"), ("mon",))
    return drawn(index, taught, rest, **({"workdays": workdays} | changes))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, _school(1), rounds=12)
    check_parity(RULE, _school(2, cannot=True), rounds=12)


def test_one_of_two_teachers_leads_and_the_other_is_free() -> None:
    index = _school(1)
    assert judged(RULE, index, _first_round(index, "t-a1")) == []


def test_a_helper_does_not_count_as_a_teacher() -> None:
    index = _school(2)
    found = judged(RULE, index, _first_round(index, "t-a1"))
    assert [v.amount for v in found] == [1]
    assert found[0].sentence == "At mon 08:30 (lang-a#1) 1 teacher free, 2 asked"


def test_who_is_not_at_school_is_not_free() -> None:
    index = _school(1)
    found = amounts(RULE, index, _first_round(index, "t-a1", workdays={"t-a1": ("mon",)}))
    assert found == {("lang-a#1", "mon 08:30"): 1}


def test_who_cannot_then_is_not_free() -> None:
    index = _school(1, cannot=True)  # t-a1 cannot from 09:00 to 09:15
    assert judged(RULE, index, _first_round(index, "t-a2", "mon 08:45")) == []
    found = amounts(RULE, index, _first_round(index, "t-a2", "mon 09:00"))
    assert found == {("lang-a#1", "mon 09:00"): 1}


def test_entries_of_freed_staff_are_true() -> None:
    index = _school(0)

    def entry(staff: str, clock: int = 510) -> Freed:
        return Freed(block="lang-a#1", day="mon", start=clock, minutes=15, staff=staff)

    assert judged(RULE, index, _first_round(index, "t-a1", freed=(entry("t-a2"),))) == []
    found = judged(RULE, index, _first_round(index, "t-a1", freed=(entry("t-a1"), entry("t-a2", 540))))
    assert [v.sentence for v in found] == [
        "t-a1 is listed as freed at mon 08:30: not free then",
        "t-a2 is listed as freed at mon 09:00: lang-a#1 has no round then",
    ]
    assert sum(v.amount for v in found) == 2
