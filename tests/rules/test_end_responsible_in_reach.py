from __future__ import annotations

from tests.rules.drawn import amounts, drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, BreakDuty, Session
from vlecht.models.words import Function
from vlecht.rules.end_responsible_in_reach import EndResponsibleInReach

RULE = EndResponsibleInReach()


def _led(index: SchoolIndex, activity: str, when: str, person: str) -> Session:
    return held(index, activity, when, staff=(Assignment(staff=person, function=Function.LEAD),))


def _breaks() -> SchoolIndex:
    """Supporters do break duty in reach only; cluster a has a break of its own as well; gym is for all."""
    data = tiny_data()
    data["roles"][2]["functions"] |= {"break_duty": "in_reach", "supervise": "in_reach"}
    data["calendar"]["breaks"] = [
        {"id": "pause", "start": "10:15", "end": "10:30", "supervisors": 2},
        {"id": "play", "start": "11:00", "end": "11:30", "supervisors": 1, "clusters": ["a"]},
    ]
    rounds = next(d for d in data["deliveries"] if d["id"] == "lang-b")
    rounds["home_groups"] = ["a2", "b1", "b2"]
    next(d for d in data["deliveries"] if d["id"] == "lang-a")["home_groups"] = ["a1"]
    changed = {name: data[name] for name in ("roles", "calendar", "deliveries")}
    return SchoolIndex(tiny_school(**changed))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _breaks(), rounds=15)


def test_a_supporter_leading_alone_counts_every_slot() -> None:
    index = tiny()
    found = judged(RULE, index, drawn(index, _led(index, "math-a#1.g1", "mon 08:45", "helper-a")))
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (
            3,
            ("helper-a", "math-a#1.g1"),
            "helper-a has no end-responsible colleague in reach in math-a#1.g1 at mon 08:45-09:30",
        )
    ]


def test_a_teacher_beside_them_in_the_cluster_is_enough() -> None:
    index = tiny()
    helper = _led(index, "math-a#1.g1", "mon 08:45", "helper-a")
    assert amounts(RULE, index, drawn(index, helper, _led(index, "math-a#1.g2", "mon 08:45", "t-b1"))) == {}
    late = _led(index, "math-a#1.g2", "mon 09:00", "t-a1")
    assert amounts(RULE, index, drawn(index, helper, late)) == {("helper-a", "math-a#1.g1"): 1}


def test_the_other_cluster_or_somebody_not_end_responsible_is_not() -> None:
    index = tiny()
    helper = _led(index, "math-a#1.g1", "mon 08:45", "helper-a")
    for other in (
        _led(index, "math-b#1.g2", "mon 08:45", "t-a1"),
        _led(index, "math-a#1.g2", "mon 08:45", "gymnast"),
    ):
        assert amounts(RULE, index, drawn(index, helper, other)) == {("helper-a", "math-a#1.g1"): 3}


def test_what_they_may_do_alone_asks_for_nobody() -> None:
    index = tiny()
    seat = Assignment(staff="helper-a", function=Function.SUPERVISE)
    assert amounts(RULE, index, drawn(index, held(index, "lang-a#1.r1.p1", "mon 08:45", staff=(seat,)))) == {}


def test_on_break_duty_a_colleague_on_duty_is_in_reach() -> None:
    index = _breaks()
    duties = tuple(BreakDuty(pause="pause", day="mon", staff=person) for person in ("helper-a", "t-b1"))
    assert amounts(RULE, index, drawn(index, duties=duties)) == {}
    assert amounts(RULE, index, drawn(index, duties=duties[:1])) == {("helper-a", "pause"): 1}


def test_a_session_for_two_clusters_reaches_both() -> None:
    index = _breaks()
    helper = BreakDuty(pause="play", day="mon", staff="helper-a")
    far = _led(index, "math-b#1.g1", "mon 11:00", "t-b1")
    assert amounts(RULE, index, drawn(index, far, duties=(helper,))) == {("helper-a", "play"): 2}
    near = _led(index, "lang-b#1.r1.g1", "mon 11:00", "t-b1")
    assert amounts(RULE, index, drawn(index, near, duties=(helper,))) == {("helper-a", "play"): 1}
