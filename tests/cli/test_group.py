"""``vlecht group`` and ``vlecht regroup`` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.schools import tiny_school
from vlecht.cli import main
from vlecht.cli.exits import Exit
from vlecht.instances.registry import save_school


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    save_school(tiny_school(), tmp_path / "school.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*args: str) -> Result:
    return CliRunner().invoke(main, [*args], catch_exceptions=False)


def grouped(*more: str) -> Result:
    return call("group", "school.json", "-o", "one", "--time-limit", "10s", "--quiet", *more)


def test_groups_are_written_and_the_checker_accepts_them(folder: Path) -> None:
    done = grouped("--json")
    assert done.exit_code == Exit.DONE, done.output
    data = json.loads(done.stdout)
    assert data["hard_violations"] == 0
    assert {g["id"] for g in data["groups"]} >= {"math-a.g1", "math-a.g2"}
    judged = call("check", "school.json", "one/groups.json", "--groups", "--json")
    assert judged.exit_code == Exit.DONE
    assert json.loads(judged.stdout)["cost"] == data["cost"]
    assert (folder / "one" / "groups.json").exists()


def test_one_subject_only_and_why(folder: Path) -> None:
    done = grouped("--subject", "math", "--why", "p-a1-1")
    assert done.exit_code == Exit.DONE
    assert "math-a.g1" in done.stdout
    assert "choice-a" not in done.stdout
    assert "p-a1-1 is in math-a.g" in done.stdout
    assert "instead:" in done.stdout
    assert folder.exists()


@pytest.mark.parametrize(
    "wrong",
    [["--subject", "maths"], ["--why", "nobody"], ["--groups", "math=2"], ["--groups", "math-a=x"]],
)
def test_unknown_names_are_usage_errors(folder: Path, wrong: list[str]) -> None:
    done = grouped(*wrong)
    assert done.exit_code == Exit.USAGE
    assert wrong[1] in done.output
    assert folder.exists()


def test_a_new_period_lists_who_moves_and_why(folder: Path) -> None:
    grouped()
    (folder / "levels.csv").write_text("pupil;subject;level\np-a1-1;math;80\np-a1-2;math;1,5\n")
    done = call("regroup", "school.json", "--from", "one/groups.json", "-o", "two", "--levels", "levels.csv",
                "--per-subject", "1", "--total", "2", "--must-move", "p-a1-3:math", "--time-limit", "10s",
                "--json", "--quiet")  # fmt: skip
    assert done.exit_code == Exit.DONE, done.output
    data = json.loads(done.stdout)
    assert len(data["moves"]) <= 2
    assert "p-a1-3" in {m["pupil"] for m in data["moves"]}
    judged = call("check", "two/school.json", "two/roster.json", "--groups")
    assert judged.exit_code == Exit.DONE, judged.output


def test_a_period_that_the_calendar_does_not_have_is_refused(folder: Path) -> None:
    grouped("--subject", "math")
    done = call("regroup", "school.json", "--from", "one/groups.json", "-o", "two", "--period", "autumn")
    assert done.exit_code == Exit.USAGE
    assert "--period autumn" in done.output
    assert not (folder / "two").exists()


def test_mistakes_in_levels_are_all_told(folder: Path) -> None:
    grouped()
    (folder / "levels.csv").write_text("pupil;subject;level\nnobody;math;1\np-a1-1;maths;1\np-a1-1;math;x\n")
    done = call("regroup", "school.json", "--from", "one/groups.json", "--levels", "levels.csv")
    assert done.exit_code == Exit.INVALID
    for row in ("row 2", "row 3", "row 4"):
        assert row in done.output
    assert call("regroup", "school.json", "--from", "one/groups.json", "--levels", "none.csv").exit_code == 1
