"""``show``, ``report``, ``samples`` and ``new``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from vlecht.instances.generator import Planted
from vlecht.instances.registry import save_roster

Run = Callable[..., Result]


@pytest.mark.parametrize("kind", ["group", "pupil", "staff", "room"])
def test_a_week_in_the_terminal(vlecht: Run, made: Path, planted: Planted, kind: str) -> None:
    school = planted.school
    name = {
        "group": school.home_groups[0].id,
        "pupil": school.pupils[0].id,
        "staff": school.staff[0].id,
        "room": school.rooms[0].id,
    }[kind]
    found = vlecht("show", made, f"--{kind}", name)
    assert found.exit_code == 0
    assert f"({name})" in found.stdout or f" {name}" in found.stdout
    assert "Monday" in found.stdout
    assert "maandag" in vlecht("show", made, f"--{kind}", name, "--lang", "nl").stdout


def test_one_thing_at_a_time(vlecht: Run, made: Path) -> None:
    assert vlecht("show", made).exit_code == 1
    assert vlecht("show", made, "--room", "x", "--staff", "y").exit_code == 1


def test_a_near_name_is_suggested(vlecht: Run, made: Path, planted: Planted) -> None:
    name = planted.school.pupils[0].id
    found = vlecht("show", made, "--pupil", name + "x")
    assert found.exit_code == 1
    assert "did you mean" in found.stderr


def test_the_school_is_named_beside_or_a_sample(vlecht: Run, planted: Planted, tmp_path: Path) -> None:
    group = planted.school.home_groups[0].id
    save_roster(planted.roster, tmp_path / "roster.json")
    assert vlecht("show", tmp_path, "--group", group).exit_code == 0
    assert vlecht("show", tmp_path, "--group", group, "--school", "sample:p4-87").exit_code == 0
    save_roster(planted.roster.model_copy(update={"school": "elsewhere"}), tmp_path / "other.json")
    found = vlecht("show", tmp_path / "other.json", "--group", group)
    assert found.exit_code == 1
    assert "--school" in found.stderr


def test_report_writes_a_page(vlecht: Run, made: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    found = vlecht("report", made, "-o", page, "--lang", "en")
    assert found.exit_code == 0
    assert "Who is where" in page.read_text(encoding="utf-8")


def test_samples_are_listed_with_their_sizes(vlecht: Run) -> None:
    rows = {row["name"]: row for row in json.loads(vlecht("samples", "--json").stdout)}
    assert rows["kameleon"]["pupils"] == 300
    assert rows["balans-700"]["staff"] == 45
    assert "kameleon" in vlecht("samples").stdout


def test_new_makes_a_usable_school_around_a_roster(vlecht: Run, tmp_path: Path) -> None:
    school, roster = tmp_path / "school.json", tmp_path / "planted.json"
    found = vlecht(
        "new", "--pupils", "100", "--variant", "3", "--seed", "4", "-o", school, "--planted", roster
    )
    assert found.exit_code == 0, found.output
    assert vlecht("validate", school).exit_code == 0
    assert vlecht("check", school, roster, "-q").exit_code in (0, 5)
    again = vlecht("new", "-o", school)
    assert again.exit_code == 1
    assert "exists already" in again.stderr


def test_new_makes_the_schools_of_a_board(vlecht: Run, tmp_path: Path) -> None:
    folder = tmp_path / "board"
    found = vlecht("new", "--board", "2", "-o", folder)
    assert found.exit_code == 0, found.output
    assert sorted(path.name for path in folder.iterdir()) == ["school-01.json", "school-02.json"]
    assert vlecht("validate", folder / "school-02.json").exit_code == 0
    planned = vlecht("formation", "plan", "docs/board.toml", "--schools", folder, "--json")
    assert planned.exit_code == 0, planned.output
    assert len(json.loads(planned.stdout)["rows"]) == 8
    assert vlecht("new", "--board", "2", "-o", folder).exit_code == 1
    assert vlecht("new", "--board", "2", "--excel", tmp_path / "x.xlsx").exit_code == 1
