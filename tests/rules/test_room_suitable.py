from __future__ import annotations

import pytest

from tests.rules.drawn import drawn, held, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.room_suitable import RoomSuitable

RULE = RoomSuitable()


def _particular() -> SchoolIndex:
    """Stations, offers and deliveries that name kinds of room; a hall as an own room; joint assembly."""
    data = tiny_data()
    deliveries = {delivery["id"]: delivery for delivery in data["deliveries"]}
    deliveries["world-a"] |= {
        "room_kinds": ["gym"],
        "stations": [{"id": "lab"}, {"id": "map", "room_kinds": ["collaboration"]}],
    }
    deliveries["choice-a"]["offers"][0]["room_kinds"] = ["instruction"]
    deliveries["rt"]["room_kinds"] = ["collaboration"]
    deliveries["walk-a"]["joint"] = True
    deliveries["lang-a"]["independent_kinds"] = []
    data["rooms"][0]["kind"] = "hall"
    return SchoolIndex(tiny_school(**data))


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny(), rounds=15)
    check_parity(RULE, _particular(), rounds=15)


def test_a_session_without_a_room_counts_for_its_length() -> None:
    index = tiny()
    found = judged(RULE, index, drawn(index, held(index, "gym-a/a1#1", "mon 08:30")))
    assert [(v.objects, v.amount) for v in found] == [(("gym-a/a1#1",), 3)]
    assert found[0].sentence == "Session gym-a/a1#1 at mon 08:30 has no room for its 3 slots"


def test_a_room_of_another_kind_counts_for_the_length() -> None:
    index = tiny()
    found = judged(RULE, index, drawn(index, held(index, "gym-a/a1#1", "mon 08:30", room="room-a1")))
    assert [v.amount for v in found] == [3]
    assert found[0].sentence == (
        "Room room-a1 (classroom) does not suit session gym-a/a1#1 at mon 08:30 (3 slots)"
    )


@pytest.mark.parametrize(
    ("activity", "good", "bad"),
    [
        ("read-a/a1#1", ("room-a1", "room-b2", "nook"), ("plaza", "gym")),
        ("task-a/a1#1", ("room-a1", "nook"), ("plaza",)),
        ("gym-a/a1#1", ("gym",), ("nook",)),
        ("math-a#1.g1", ("room-a2", "nook"), ("plaza",)),
        ("lang-a#1.r1.g1", ("room-a2", "nook"), ("plaza",)),
        ("lang-a#1.r1.p1", ("plaza",), ("nook",)),
        ("world-a#1.r1.lab", ("room-a2", "nook"), ("gym",)),
        ("choice-a.clay.1", ("room-a2", "nook"), ("gym",)),
        ("rt.g1#1", ("room-a2", "nook"), ("plaza",)),
        ("walk-a/a1#1", ("room-a1",), ("gym",)),
    ],
)
def test_what_suits_follows_from_the_delivery(
    activity: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    _check(tiny(), activity, good, bad)


@pytest.mark.parametrize(
    ("activity", "good", "bad"),
    [
        ("world-a#1.r2.lab", ("gym",), ("plaza", "nook", "room-a1")),
        ("world-a#1.r2.map", ("plaza",), ("gym", "nook")),
        ("choice-a.clay.1", ("nook",), ("room-a1", "room-a2")),
        ("choice-a.code.1", ("room-a1", "room-a2"), ("plaza",)),
        ("rt.g1#1", ("plaza",), ("nook",)),
        ("lang-a#1.r1.p1", ("room-a2", "nook"), ("plaza", "room-a1")),
        ("lang-a#1.r1.g1", ("room-a1",), ("plaza",)),
        ("walk-a#1", ("room-a1", "room-a2"), ("plaza",)),
        ("read-a/a1#1", ("room-a1",), ("plaza",)),
        ("read-a/a2#1", ("room-a2", "room-b1"), ("room-a1",)),
    ],
)
def test_named_kinds_come_first_and_an_own_room_does_else(
    activity: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    _check(_particular(), activity, good, bad)


def _check(index: SchoolIndex, activity: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    for room in good:
        assert judged(RULE, index, drawn(index, held(index, activity, "mon 08:30", room=room))) == []
    for room in bad:
        found = judged(RULE, index, drawn(index, held(index, activity, "mon 08:30", room=room)))
        assert [v.objects for v in found] == [(activity, room)]
