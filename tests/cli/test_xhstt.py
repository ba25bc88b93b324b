"""The command ``vlecht xhstt``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.instances.xhstt_archive import archive
from vlecht.cli import main


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.xml"
    path.write_bytes(archive())
    return path


def test_evaluate_prints_costs_per_constraint(tiny: Path) -> None:
    result = CliRunner().invoke(main, ["xhstt", "evaluate", str(tiny)])
    assert result.exit_code == 0
    assert "Tiny  by hand: infeasibility" in result.output
    assert "LinkEventsConstraint  c8" in result.output


def test_evaluate_as_json(tiny: Path) -> None:
    result = CliRunner().invoke(main, ["xhstt", "evaluate", str(tiny), "--json"])
    rows = json.loads(result.output)
    assert [row["group"] for row in rows] == ["by hand", "by hand"]
    assert rows[0]["infeasibility"] == sum(each["infeasibility"] for each in rows[0]["constraints"])
    assert rows[0]["by_kind"]["LinkEventsConstraint/S"] == 9


def test_a_broken_archive_is_invalid_input(tmp_path: Path) -> None:
    path = tmp_path / "broken.xml"
    path.write_text("<HighSchoolTimetableArchive>\n<oops>")
    result = CliRunner().invoke(main, ["xhstt", "evaluate", str(path)])
    assert result.exit_code == 2
    assert "line 2" in result.stderr


def test_a_missing_archive_is_a_usage_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["xhstt", "evaluate", str(tmp_path / "none.xml")])
    assert result.exit_code == 1
    assert "No such file" in result.stderr


def test_evaluating_does_not_load_the_solver(tiny: Path) -> None:
    code = (
        "import sys\n"
        "from vlecht.cli.xhstt import xhstt\n"
        f"xhstt(['evaluate', {str(tiny)!r}], standalone_mode=False)\n"
        "assert not any(name.startswith('ortools') for name in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_solve_writes_an_archive_that_evaluates_to_what_it_says(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    result = CliRunner().invoke(
        main,
        ["xhstt", "solve", str(tiny), "-o", str(out), "--time-limit", "5s", "--workers", "1", "--json", "-q"],
    )
    found = json.loads(result.stdout)
    assert result.exit_code == (4 if found["infeasibility"] else 0)
    rows = json.loads(CliRunner().invoke(main, ["xhstt", "evaluate", str(out), "--json"]).output)
    assert [(row["infeasibility"], row["objective"]) for row in rows] == [
        (found["infeasibility"], found["objective"])
    ]


def test_solve_begins_from_a_published_solution_only_when_asked(tiny: Path) -> None:
    arguments = ["xhstt", "solve", str(tiny), "--time-limit", "3s", "--workers", "1"]
    assert " start" not in CliRunner().invoke(main, arguments).stderr
    assert " start" in CliRunner().invoke(main, [*arguments, "--start", "by hand"]).stderr
    wrong = CliRunner().invoke(main, [*arguments, "--start", "by foot"])
    assert wrong.exit_code == 1
    assert "by hand" in wrong.stderr
