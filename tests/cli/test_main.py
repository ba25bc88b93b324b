"""The command line as a whole: help without heavy imports, exit codes, errors that help."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pydantic import BaseModel

import vlecht as package
from tests.schools import tiny_data
from vlecht.cli import COMMANDS
from vlecht.cli.exits import Exit
from vlecht.models.roster import Roster
from vlecht.models.scenario import CandidateFile, ScenarioFile
from vlecht.models.school import School

Run = Callable[..., Result]

HEAVY = ("ortools", "pandas", "scipy", "numpy", "lxml", "jinja2")


def test_help_lists_every_command_and_every_exit_code(vlecht: Run) -> None:
    found = vlecht("--help")
    assert found.exit_code == 0
    for name in COMMANDS:
        assert f"  {name} " in found.stdout
    for code in Exit:
        assert f"{code.value}  {code.meaning}" in found.stdout
    assert [code.value for code in Exit] == [0, 1, 2, 3, 4, 5, 130]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help(vlecht: Run, name: str) -> None:
    found = vlecht(name, "--help")
    assert found.exit_code == 0
    assert len(found.stdout.splitlines()) > 3


@pytest.mark.parametrize("arguments", [["--help"], ["solve", "--help"], ["schema"]])
def test_help_and_schema_load_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print([n for n in {HEAVY!r} if n in sys.modules], file=sys.stderr))\n"
        "from vlecht.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_version(vlecht: Run) -> None:
    assert package.__version__ in vlecht("--version").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sovle", "x"], "did you mean solve"),
        (["check", "nowhere.json", "nothing.json"], "there is no such file"),
        (["check", "sample:kamelon", "x"], "did you mean kameleon"),
        (["solve", "x", "--time-limit", "soon"], "is not a length of time"),
        (["solve", "x", "--time-limit", "0"], "no time at all"),
        (["solve", "x", "--gap", "2"], "is not a share"),
        (["solve"], "Missing argument"),
        (["validate", "/"], "is a directory"),
    ],
)
def test_wrong_usage_is_exit_code_1(vlecht: Run, arguments: list[str], message: str) -> None:
    found = vlecht(*arguments)
    assert found.exit_code == 1
    assert message in found.stderr
    assert "Traceback" not in found.output


def test_validate_prints_every_finding_and_exits_with_2(vlecht: Run, tmp_path: Path) -> None:
    data = tiny_data()
    data["pupils"][0]["home_group"] = "a11"
    data["calendar"]["brakes"] = []
    path = tmp_path / "school.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    found = vlecht("validate", path)
    assert found.exit_code == 2
    assert "2 errors, 0 warnings." in found.stdout
    as_json = json.loads(vlecht("validate", path, "--json").stdout)
    assert not as_json["usable"]
    assert [f["code"] for f in as_json["findings"]] == ["unknown-field", "unknown-reference"]
    refused = vlecht("solve", path)
    assert refused.exit_code == 2
    assert "a11" in refused.stderr


def test_a_school_on_standard_input(vlecht: Run) -> None:
    found = vlecht("validate", "-", stdin=json.dumps(tiny_data()))
    assert found.exit_code == 0
    assert "24 pupils, 4 home groups" in found.stdout
    broken = vlecht("validate", "-", stdin="{")
    assert broken.exit_code == 2
    assert "standard input: line 1" in broken.stdout


def test_warnings_do_not_refuse_a_school(vlecht: Run, tmp_path: Path) -> None:
    data = tiny_data()
    data["curriculum"].append({"years": [9], "subject": "rt", "minutes": 30})
    path = tmp_path / "school.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    found = vlecht("validate", path)
    assert found.exit_code == 0
    assert "warning: " in found.stdout
    assert "is usable" in found.stdout


@pytest.mark.parametrize(
    ("kind", "model"),
    [("school", School), ("roster", Roster), ("scenario", ScenarioFile), ("candidates", CandidateFile)],
)
def test_schema_is_that_of_the_models(vlecht: Run, kind: str, model: type[BaseModel]) -> None:
    found = json.loads(vlecht("schema", kind).stdout)
    assert found.pop("$schema").startswith("https://json-schema.org/")
    assert found == model.model_json_schema()


def test_doctor_tells_versions_and_completion_a_script(vlecht: Callable[..., Result]) -> None:
    told = vlecht("doctor")
    assert told.exit_code == 0
    assert "ortools" in told.output
    assert "vlecht" in told.output
    for shell in ("bash", "zsh", "fish"):
        assert "_VLECHT_COMPLETE" in vlecht("completion", shell).output
