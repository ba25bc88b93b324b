from __future__ import annotations

from tests.rules.drawn import drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, BreakDuty
from vlecht.models.words import Function
from vlecht.rules.qualified import Qualified

RULE = Qualified()


def _named() -> SchoolIndex:
    """Some deliveries, a station and a workshop name their leads; two teachers know some years only."""
    data = tiny_data()
    for delivery in data["deliveries"]:
        if delivery["form"] == "circuit":
            delivery["leads"] = ["t-a1"]
            delivery["stations"] = [{"id": "lab", "leads": ["t-a2"]}, {"id": "map"}]
        elif delivery["form"] == "workshops":
            delivery["offers"][0]["leads"] = ["t-b1"]
        elif delivery["id"] in ("lang-a", "read-a", "task-a"):
            delivery["leads"] = ["t-a1"]
    staff = {person["id"]: person for person in data["staff"]}
    staff["t-a1"]["qualifications"] = [{"years": [3]}, {"subjects": ["lang", "world"]}]
    staff["t-b1"]["qualifications"] = [{"subjects": ["choice", "math"], "years": [3, 4, 5, 6]}]
    return SchoolIndex(tiny_school(deliveries=data["deliveries"], staff=data["staff"]))


def _reasons(index: SchoolIndex, activity: str, *seats: tuple[str, Function]) -> list[tuple[int, str]]:
    """Amount and reason of what is found about a session with these people."""
    staff = tuple(Assignment(staff=person, function=function) for person, function in seats)
    found = judged(RULE, index, drawn(index, held(index, activity, "mon 08:45", staff=staff)))
    return [(v.amount, v.sentence.partition("but ")[2]) for v in found]


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    check_parity(RULE, _named(), rounds=20)


def test_a_sentence_says_who_where_and_why() -> None:
    index = tiny()
    seat = Assignment(staff="gymnast", function=Function.LEAD)
    found = judged(RULE, index, drawn(index, held(index, "math-a#1.g1", "mon 08:45", staff=(seat,))))
    assert [(v.amount, v.objects, v.sentence) for v in found] == [
        (
            3,
            ("gymnast", "math-a#1.g1"),
            "gymnast is to lead in math-a#1.g1 at mon 08:45-09:30, but is not qualified for math in years "
            "3 and 4",
        )
    ]


def test_a_role_must_allow_the_function() -> None:
    index = tiny()
    assert _reasons(index, "gym-a/a1#1", ("gymnast", Function.LEAD)) == []
    assert _reasons(index, "gym-a/a1#1", ("carer", Function.LEAD)) == [(3, "no role of theirs allows that")]
    assert _reasons(index, "lang-a#1.r1.p1", ("carer", Function.SUPERVISE)) != []
    assert _reasons(index, "lang-a#1.r1.p1", ("helper-b", Function.SUPERVISE)) == []


def test_all_years_that_are_regrouped_must_be_covered() -> None:
    index = _named()
    # Years 3 only, of a home group of year 3; the level groups hold years 3 and 4.
    assert _reasons(index, "gym-a/a1#1", ("t-a1", Function.LEAD)) == [(3, "only gymnast may")]
    assert _reasons(index, "walk-a/a1#1", ("t-a1", Function.LEAD)) == []
    why = "is not qualified for math in years 3 and 4"
    assert _reasons(index, "math-a#1.g1", ("t-a1", Function.LEAD)) == [(3, why)]
    assert _reasons(index, "math-a#1.g1", ("t-b1", Function.LEAD)) == []
    assert _reasons(index, "walk-a/a2#1", ("t-a1", Function.LEAD)) == [
        (1, "is not qualified for walk in years 4")
    ]


def test_named_leads_are_for_the_main_seat() -> None:
    index = _named()
    assert _reasons(index, "lang-a#1.r1.g1", ("t-a2", Function.LEAD)) == [(1, "only t-a1 may")]
    assert _reasons(index, "lang-a#1.r1.p1", ("t-a2", Function.SUPERVISE)) == []
    assert _reasons(index, "task-a/a1#1", ("t-a2", Function.SUPERVISE)) == [(3, "only t-a1 may")]
    pair = (("t-a1", Function.LEAD), ("t-a2", Function.CO_TEACH))
    assert _reasons(index, "read-a/a1#1", *pair) == []
    assert _reasons(index, "read-a/a1#1", ("t-a2", Function.LEAD), ("t-a1", Function.CO_TEACH)) == [
        (3, "only t-a1 may")
    ]


def test_stations_and_workshops_name_their_own_leads() -> None:
    index = _named()
    assert _reasons(index, "world-a#1.r1.lab", ("t-a1", Function.LEAD)) == [(2, "only t-a2 may")]
    assert _reasons(index, "world-a#1.r1.lab", ("t-a2", Function.LEAD)) == []
    assert _reasons(index, "world-a#1.r1.map", ("t-a1", Function.LEAD)) == []
    assert _reasons(index, "choice-a.clay.2", ("t-a2", Function.LEAD)) == [(2, "only t-b1 may")]
    assert _reasons(index, "choice-a.code.2", ("t-a2", Function.LEAD)) == []


def test_support_is_judged_on_the_years_of_its_pupils() -> None:
    data = tiny_data()
    data["staff"][-1]["qualifications"] = [{"subjects": ["rt"], "years": [3]}]
    index = SchoolIndex(tiny_school(staff=data["staff"]))
    why = "is not qualified for rt in years 3 and 4"
    assert _reasons(index, "rt.g1#1", ("carer", Function.SUPPORT)) == [(2, why)]
    data["pupils"][7]["needs"] = []  # the only one of year 4
    index = SchoolIndex(tiny_school(staff=data["staff"], pupils=data["pupils"]))
    assert _reasons(index, "rt.g1#1", ("carer", Function.SUPPORT)) == []


def test_break_duty_needs_permission_too() -> None:
    index = tiny()
    duties = (
        BreakDuty(pause="pause", day="mon", staff="carer"),
        BreakDuty(pause="pause", day="tue", staff="helper-a"),
    )
    assert [(v.amount, v.sentence) for v in judged(RULE, index, drawn(index, duties=duties))] == [
        (1, "carer has break duty in pause on mon, but no role of theirs allows that")
    ]
