"""People shared by schools of a board: on other days, where they are needed most."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schools import tiny_data
from vlecht.instances.findings import InputError
from vlecht.instances.scenarios.shared import share
from vlecht.models.scenario import ScenarioFile
from vlecht.models.school import School


def board(scarce: dict[str, str]) -> dict[str, School]:
    """Tiny schools; on the scarce day of each two people cannot be there."""
    found: dict[str, School] = {}
    for name, day in scarce.items():
        data = tiny_data() | {"id": name}
        for person in data["staff"][:2]:
            person["availability"] = [{"days": [day]}]
        found[name] = School.model_validate(data)
    return found


def file(days: dict[str, int], **more: Any) -> ScenarioFile:
    person = {"id": "zoe", "roles": ["specialist"], "fte": 0.6, "cost": 70_000, "teams": ["a"]} | more
    return ScenarioFile.model_validate(
        {"candidates": [person], "shared": [{"candidate": "zoe", "days": days}]}
    )


def test_everybody_is_at_one_school_a_day_where_fewest_are() -> None:
    schools = board({"north": "tue", "south": "mon"})
    assert schools["north"].calendar.days[:2] == ("mon", "tue")
    found, told = share(file({"north": 1, "south": 1}), schools, "board.toml")
    assert told == ["zoe: north tue; south mon"]
    for name, day in (("north", "tue"), ("south", "mon")):
        zoe = found[name].staff[-1]
        assert (zoe.id, zoe.fte) == ("zoe", 0.3)
        away = {blocked for spell in zoe.availability for blocked in spell.days}
        assert away == set(found[name].calendar.days) - {day}
        assert "zoe" in found[name].clusters[0].team
    assert schools["north"].staff == tuple(p for p in found["north"].staff if p.id != "zoe")


def test_own_availability_counts() -> None:
    schools = board({"north": "tue", "south": "tue"})
    days = schools["north"].calendar.days
    cannot = [{"days": [day for day in days if day != "mon"]}]
    found, told = share(file({"south": 1}, availability=cannot), schools, "board.toml")
    assert told == ["zoe: south mon"]
    assert found["north"] == schools["north"]


def test_mistakes_are_told_together() -> None:
    schools = board({"north": "tue", "south": "mon"})
    wrong = ScenarioFile.model_validate(
        {
            "candidates": [{"id": "zoe", "roles": ["specialist"]}],
            "shared": [
                {"candidate": "zo", "days": {"noord": 1}},
                {"candidate": "zoe", "days": {"north": 4, "south": 4}},
            ],
        }
    )
    with pytest.raises(InputError) as caught:
        share(wrong, schools, "board.toml")
    text = str(caught.value)
    assert "Did you mean zoe?" in text
    assert "Did you mean north?" in text or "north" in text
    assert "more days than zoe can be there" in text
    assert len(caught.value.findings) == 3
