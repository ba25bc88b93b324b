from __future__ import annotations

from tests.rules.drawn import amounts, drawn, grouped, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Assignment, Session
from vlecht.models.words import Function
from vlecht.rules.travel_time import TravelTimeRule

RULE = TravelTimeRule()


def _school(minutes: int = 20) -> SchoolIndex:
    """Gym and nook are in the annex, the plaza is at no site in particular, a third site is close by."""
    data = tiny_data()
    site = {"gym": "annex", "nook": "annex", "plaza": None, "room-b2": "yard"}
    for room in data["rooms"]:
        room["site"] = site.get(room["id"], "main")
    return SchoolIndex(
        tiny_school(
            rooms=data["rooms"],
            sites=[{"id": "main"}, {"id": "annex"}, {"id": "yard"}],
            travel=[
                {"a": "annex", "b": "main", "minutes": minutes},
                {"a": "yard", "b": "main", "minutes": 5},
            ],
        )
    )


INDEX = _school()


def _in(room: str, activity: str, when: str, *people: str) -> Session:
    staff = tuple(Assignment(staff=person, function=Function.LEAD) for person in people)
    return held(INDEX, activity, when, room=room, staff=staff)


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, INDEX, rounds=20)
    check_parity(RULE, _school(40), rounds=10)


def test_one_site_takes_no_time() -> None:
    sessions = (
        _in("room-a1", "math-a#1.g1", "mon 08:45", "t-a1"),
        _in("nook", "math-a#2.g1", "mon 09:30", "t-a1"),
    )
    assert judged(RULE, tiny(), drawn(tiny(), *sessions)) == []


def test_just_enough_time_is_right() -> None:
    """Twenty minutes are two quarters."""
    sessions = (
        _in("room-a1", "math-a#1.g1", "mon 08:45", "t-a1"),
        _in("nook", "math-a#2.g1", "mon 10:00", "t-a1"),
    )
    assert judged(RULE, INDEX, drawn(INDEX, *sessions)) == []


def test_a_slot_too_few_counts() -> None:
    sessions = (
        _in("room-a1", "math-a#1.g1", "mon 08:45", "t-a1"),
        _in("nook", "math-a#2.g1", "mon 09:45", "t-a1"),
    )
    assert [(v.amount, v.objects, v.sentence) for v in judged(RULE, INDEX, drawn(INDEX, *sessions))] == [
        (
            1,
            ("t-a1", "main", "annex", "mon 09:45"),
            "t-a1 has 15 of the 20 minutes to get from main to annex by mon 09:45",
        )
    ]


def test_time_at_no_site_is_time_to_travel() -> None:
    sessions = (
        _in("room-a1", "math-a#1.g1", "mon 08:45", "t-a1"),
        _in("plaza", "math-b#1.g1", "mon 09:30", "t-a1"),
        _in("nook", "math-a#2.g1", "mon 10:15", "t-a1"),
    )
    assert judged(RULE, INDEX, drawn(INDEX, *sessions)) == []


def test_the_night_is_long_enough() -> None:
    sessions = (
        _in("room-a1", "math-a#1.g1", "mon 12:15", "t-a1"),
        _in("nook", "math-a#2.g1", "tue 08:00", "t-a1"),
    )
    assert judged(RULE, INDEX, drawn(INDEX, *sessions)) == []


def test_sites_without_a_way_between_them_take_none() -> None:
    sessions = (
        _in("room-b2", "math-a#1.g1", "mon 08:45", "t-a1"),
        _in("nook", "math-a#2.g1", "mon 09:30", "t-a1"),
    )
    assert judged(RULE, INDEX, drawn(INDEX, *sessions)) == []


def test_who_is_at_two_sites_travels_from_both() -> None:
    sessions = (
        _in("room-a1", "walk-a/a1#1", "mon 08:30", "t-a1"),
        _in("room-b2", "walk-b/b1#1", "mon 08:30", "t-a1"),
        _in("room-a2", "walk-a/a2#1", "mon 08:45", "t-a1"),
        _in("nook", "walk-b/b2#1", "mon 08:45", "t-a1"),
    )
    assert amounts(RULE, INDEX, drawn(INDEX, *sessions)) == {
        ("t-a1", "main", "annex", "mon 08:45"): 2,
        ("t-a1", "yard", "main", "mon 08:45"): 1,
    }


def test_pupils_travel_as_well_and_skip_what_they_leave() -> None:
    groups = grouped(INDEX, {"math-a.g1": ("p-a1-0",), "rt.g1": ("p-a1-0",)})
    main = _in("room-a1", "math-a#1.g1", "mon 08:45")
    away = _in("nook", "math-a#2.g1", "mon 09:30")
    objects = ("p-a1-0", "main", "annex", "mon 09:30")
    assert amounts(RULE, INDEX, drawn(INDEX, main, away, groups=groups)) == {objects: 2}
    # Pulled out of it for half an hour of support at the main site, the pupil arrives later still.
    away = away.model_copy(update={"without": ("p-a1-0",)})
    support = _in("room-a2", "rt.g1#1", "mon 09:30")
    later = ("p-a1-0", "main", "annex", "mon 10:00")
    assert amounts(RULE, INDEX, drawn(INDEX, main, away, support, groups=groups)) == {later: 2}
