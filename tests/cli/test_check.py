"""``vlecht check``: counts equal to the list, exit code 5 for a broken hard rule, and no OR-Tools."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from vlecht.instances.generator import Planted
from vlecht.instances.registry import save_roster
from vlecht.models.index import SchoolIndex
from vlecht.rules.judge import judge

Run = Callable[..., Result]


def _broken(planted: Planted, directory: Path) -> Path:
    """The planted roster with one session taken out: minutes are missing and pupils are on their own."""
    roster = planted.roster.model_copy(update={"sessions": planted.roster.sessions[1:]})
    path = directory / "roster.json"
    save_roster(roster, path)
    return path


def test_the_list_is_as_long_as_the_count_says(vlecht: Run, made: Path, planted: Planted) -> None:
    found = vlecht("check", made / "school.json", made)
    judgement = judge(SchoolIndex(planted.school), planted.roster)
    assert found.exit_code == (5 if judgement.hard else 0)
    sentences = [line for line in found.stdout.splitlines() if line.startswith(("soft ", "hard "))]
    assert len(sentences) == len(judgement.violations)
    assert f"cost {judgement.cost}." in found.stdout
    for violation in judgement.violations:
        assert violation.sentence in found.stdout


def test_json_has_every_violation(vlecht: Run, made: Path, planted: Planted, tmp_path: Path) -> None:
    found = vlecht("check", made / "school.json", _broken(planted, tmp_path), "--json")
    assert found.exit_code == 5
    data = json.loads(found.stdout)
    assert data["violations"] == len(data["list"]) == sum(line["count"] for line in data["costs"])
    assert data["hard_violations"] == sum(v["mode"] == "hard" for v in data["list"]) > 0
    assert {v["rule"] for v in data["list"] if v["mode"] == "hard"} >= {"curriculum_minutes"}


def test_quiet_leaves_the_sentences_out(vlecht: Run, made: Path) -> None:
    found = vlecht("check", made / "school.json", made, "--quiet")
    assert not [line for line in found.stdout.splitlines() if line.startswith(("soft ", "hard "))]
    assert "Cost per rule" in found.stdout


def test_a_changed_school_is_a_warning_on_standard_error(vlecht: Run, made: Path, tmp_path: Path) -> None:
    data = json.loads((made / "school.json").read_text(encoding="utf-8"))
    data["notes"] = "changed since"
    (tmp_path / "school.json").write_text(json.dumps(data), encoding="utf-8")
    found = vlecht("check", tmp_path / "school.json", made)
    assert "has changed since this roster was made" in found.stderr
    assert "has changed" not in found.stdout


def test_a_roster_that_names_what_is_not_there_is_invalid(vlecht: Run, made: Path, tmp_path: Path) -> None:
    data = json.loads((made / "roster.json").read_text(encoding="utf-8"))
    data["sessions"][0]["room"] = "attic"
    path = tmp_path / "roster.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    found = vlecht("check", made / "school.json", path)
    assert found.exit_code == 2
    assert '"attic" is not a room of this school' in found.stderr


def test_check_runs_where_or_tools_is_not_installed(made: Path, planted: Planted, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('ortools', 'pandas', 'scipy', 'numpy'): sys.modules[name] = None\n"
        "from vlecht.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    for roster, expected in ((made, (0,)), (_broken(planted, tmp_path), (5,))):
        arguments = ["check", str(made / "school.json"), str(roster)]
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode in expected, done.stderr
        assert "Cost per rule" in done.stdout


def test_a_roster_of_another_version_of_the_school_says_what_to_check_it_against(
    vlecht: Run, made: Path, planted: Planted, tmp_path: Path
) -> None:
    last = planted.school.pupils[-1].id
    leaves = tmp_path / "change.toml"
    leaves.write_text(f'[[changes]]\ndo = "pupil_leaves"\npupil = "{last}"\n', encoding="utf-8")
    out = tmp_path / "out"
    assert vlecht("repair", made / "school.json", made, "--change", leaves, "-o", out).exit_code == 0
    found = vlecht("check", made / "school.json", out)
    assert found.exit_code == 5
    own = out / "school.json"
    assert f"vlecht check {own} {out}" in found.stdout.splitlines()[-1]
    dutch = vlecht("check", made / "school.json", out, "--lang", "nl").stdout.splitlines()[-1]
    assert dutch.startswith("Dit rooster is gemaakt voor een andere versie van de school")
    data = json.loads(vlecht("check", made / "school.json", out, "--json").stdout)
    assert str(own) in data["other_version"]
    assert vlecht("check", own, out).exit_code == 0
    own.unlink()
    alone = vlecht("check", made / "school.json", out)
    assert alone.exit_code == 5
    assert "which does not lie beside it" in alone.stdout
