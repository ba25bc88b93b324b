"""A school written as plain data is the same school when read again."""

from __future__ import annotations

from tests.schools import tiny_data, tiny_school
from vlecht.models.school import School


def test_canonical_data_reads_back_as_the_same_school() -> None:
    pins = [
        {"what": "start", "block": "math-a#1", "day": "mon", "start": "08:45"},
        {"what": "room", "session": "math-a", "room": "nook", "forbid": True},
    ]
    school = tiny_school(pins=pins)
    assert School.model_validate(school.canonical()) == school


def test_the_hash_tells_delivery_forms_apart() -> None:
    data = tiny_data()
    gym = next(d for d in data["deliveries"] if d["id"] == "gym-a")
    assert School.model_validate(data).hash() == tiny_school().hash()
    gym["form"] = "co_taught"
    assert School.model_validate(data).hash() != tiny_school().hash()
