"""Anything that OneRoster has a place for comes back as it went."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.instances.workbook.drawing import TEXTS
from tests.schools import tiny_data
from vlecht.instances.exchange import oneroster_read
from vlecht.instances.exchange.oneroster_write import archive, tables
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.school import School

IDS = st.text("abcXYZ0123456789.,;'\"-_:=+@é", min_size=1, max_size=8).map("p".__add__)
PUPILS = len(tiny_data()["pupils"])


def _plain(name: str) -> str:
    """OneRoster keeps given and family names apart: what white space stood between them is lost."""
    return " ".join(name.split())


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(IDS, TEXTS, st.integers(0, 18)), min_size=4, max_size=PUPILS, unique_by=lambda p: p[0]
    ),
    st.lists(TEXTS, min_size=20, max_size=20),
)
@example([("p0", "\r", 0), ("p1", " \t x", 0), ("p2", "", 0), ("p3", "a  b\rc", 0)], ["\r"] * 20)
def test_pupils_groups_and_staff_come_back(drawn: list[tuple[str, str, int]], names: list[str]) -> None:
    data: Any = tiny_data()
    data["pupils"] = [
        {"id": key, "name": name, "year": year, "home_group": data["home_groups"][n % 4]["id"]}
        for n, (key, name, year) in enumerate(drawn)
    ]
    for name, person in zip(names, data["staff"], strict=False):
        person["name"] = name
    school = School.model_validate(data)
    packed = archive(
        tables(SchoolIndex(school), Roster(school=school.id), date(2026, 8, 31), date(2027, 7, 9)), "x"
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "o.zip").write_bytes(packed)
        found = oneroster_read.read(Path(folder) / "o.zip")
    assert {
        (p["id"], _plain(p.get("name", "")), p["year"], p["home_group"]) for p in found.data["pupils"]
    } == {(p.id, _plain(p.name), p.year, p.home_group) for p in school.pupils}
    assert {(s["id"], _plain(s.get("name", ""))) for s in found.data["staff"]} == {
        (s.id, _plain(s.name)) for s in school.staff
    }
