from __future__ import annotations

from tests.rules.drawn import drawn, held, judged, tiny
from tests.rules.parity import check_parity
from vlecht.models.roster import Assignment, Session
from vlecht.models.words import Function
from vlecht.rules.rather_not import RatherNot

RULE = RatherNot()


def _led(activity: str, when: str, person: str) -> Session:
    return held(tiny(), activity, when, staff=(Assignment(staff=person, function=Function.LEAD),))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())


def test_it_is_soft_with_weight_3() -> None:
    setting = RULE.setting(tiny())
    assert (setting.mode, setting.weight) == ("soft", 3)


def test_work_after_it_is_right_and_others_may_work_then() -> None:
    sessions = (_led("math-b#1.g1", "mon 09:30", "helper-b"), _led("math-b#1.g2", "mon 08:45", "t-b1"))
    assert judged(RULE, tiny(), drawn(tiny(), *sessions)) == []


def test_slots_in_it_count() -> None:
    found = judged(RULE, tiny(), drawn(tiny(), _led("math-b#1.g1", "mon 09:15", "helper-b")))
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (
            1,
            ("helper-b", "math-b#1.g1"),
            "helper-b works at mon 09:15-09:30 (math-b#1.g1), when they would rather not",
        )
    ]
