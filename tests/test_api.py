"""The Python interface: load, check, solve, save."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import vlecht
from vlecht.instances.findings import InputError
from vlecht.instances.samples import sample
from vlecht.models.school import School

NAME = "p4-87"


def test_schools_load_by_path_and_by_sample_name(tmp_path: Path) -> None:
    school = vlecht.School.load(f"sample:{NAME}")
    assert isinstance(school, vlecht.School)
    path = tmp_path / "school.json"
    school.save(path)
    assert vlecht.School.load(path) == school
    assert school.hash() == sample(NAME).school.hash()


def test_a_bad_school_raises_with_all_findings(tmp_path: Path) -> None:
    path = tmp_path / "school.json"
    path.write_text('{"id": "x y"}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        vlecht.School.load(path)
    assert len(caught.value.findings) > 5


def test_rosters_load_save_and_check(tmp_path: Path) -> None:
    school = vlecht.School.load(f"sample:{NAME}")
    planted = sample(NAME).roster
    path = tmp_path / "roster.json"
    path.write_text(planted.model_dump_json(), encoding="utf-8")
    roster = vlecht.Roster.load(path, school)
    assert roster.save(path) == tmp_path / "roster.1.json"
    report = vlecht.check(school, roster)
    assert len(report.violations) == sum(line.count for line in report.costs)
    assert report.feasible == (not report.hard)
    assert f"cost: {report.cost}" in report.summary()
    for line in report.costs:
        assert (line.rule in report.summary()) == (line.count > 0)


def test_solve_hands_everything_to_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def fake(school: School, **options: Any) -> vlecht.Result:
        asked.update(options, school=school.id)
        return vlecht.Result("unknown")

    monkeypatch.setattr("vlecht.solver.solve", fake)
    school = vlecht.School.load(f"sample:{NAME}")
    result = vlecht.solve(school, time_limit=5, seed=2, workers=3, gap=0.1, reproducible=True)
    assert result.status == "unknown"
    assert (asked["school"], asked["time_limit"], asked["seed"], asked["workers"]) == (NAME, 5, 2, 3)
    assert (asked["gap"], asked["reproducible"], asked["start"]) == (0.1, True, None)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sovle'"):
        vlecht.sovle  # noqa: B018  # that is what is tested
