"""Rooms, sites, money and policy."""

from __future__ import annotations

import pytest

from tests.instances.scenarios.test_people import made, mistakes, said
from tests.schools import tiny_school
from vlecht.models.changes import (
    FundingChange,
    PolicyChange,
    RoomGained,
    RoomLost,
    SiteGained,
    SiteLost,
)
from vlecht.models.index import SchoolIndex
from vlecht.models.places import Room, Site, Travel

RICH = {"funding": [{"id": "base", "amount": 1000.0, "per_pupil": 10.0}, {"id": "extra"}]}


def test_a_room_more_and_a_room_less() -> None:
    found = made(RoomGained(room=Room(id="attic", capacity=20)), RoomLost(room="room-a1"))
    index = SchoolIndex(found.school)
    assert "attic" in index.rooms
    assert "room-a1" not in index.rooms
    assert index.home_groups["a1"].room is None
    assert said(found.notes) == ["Home group a1 loses its own room"]


def test_the_only_gym_lost_is_an_answer() -> None:
    found = made(RoomLost(room="gym"))
    assert str(found.obstacles[0]).startswith(
        "Delivery gym-a has activities (class) for which there is no suit"
    )


def test_a_site_with_its_rooms() -> None:
    ways = (Travel(a="barn", b="main", minutes=5),)
    site = SiteGained(site=Site(id="barn"), rooms=(Room(id="loft", capacity=20),), travel=ways)
    found = made(site).school
    index = SchoolIndex(found)
    assert index.rooms["loft"].site == "barn"
    assert index.travel_minutes("barn", "main") == 5
    again = made(SiteLost(site="barn"), school=found).school
    assert again == tiny_school()


def test_mistakes_about_places() -> None:
    found = mistakes(
        RoomLost(room="gim"),
        RoomGained(room=Room(id="gym", capacity=9)),
        SiteLost(site="north"),
        SiteGained(site=Site(id="main")),
        SiteGained(site=Site(id="barn"), travel=(Travel(a="barn", b="mian", minutes=5),)),
        RoomGained(room=Room(id="attic", capacity=9, site="mian")),
    )
    assert len(found) == 6
    assert "did you mean gym?" in found[0]


@pytest.mark.parametrize(
    ("change", "amount", "per_pupil"),
    [
        (FundingChange(source="base", amount=500), 500, 0),
        (FundingChange(source="base", by=-170), 830, 10),
        (FundingChange(source="base", percent=-10), 900, 9),
    ],
)
def test_money(change: FundingChange, amount: float, per_pupil: float) -> None:
    (base, _) = made(change, school=tiny_school(**RICH)).school.funding
    assert base.amount == pytest.approx(amount)
    assert base.per_pupil == pytest.approx(per_pupil)


def test_mistakes_about_money() -> None:
    found = mistakes(
        FundingChange(source="bas", by=1),
        FundingChange(source="base"),
        FundingChange(source="base", by=1, percent=2),
        FundingChange(source="base", by=-2000),
        school=tiny_school(**RICH),
    )
    assert len(found) == 4


def test_policy_keeps_what_is_not_named() -> None:
    school = tiny_school(policy={"rules": {"few_faces": {"weight": 9, "params": {"faces": 5}}}})
    found = made(PolicyChange(rule="few_faces", params={"faces": 6}), school=school).school
    setting = found.policy.rules["few_faces"]
    assert (setting.weight, setting.params) == (9, {"faces": 6})
    assert "did you mean few_faces?" in mistakes(PolicyChange(rule="few_face", weight=1))[0]
    assert len(mistakes(PolicyChange(rule="few_faces", params={"face": 6}))) == 1
