"""``vlecht repair``: options in words and JSON, the chosen one as a version of a run folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result as Ran

Run = Callable[..., Ran]


@pytest.fixture
def leaves(tmp_path: Path) -> Path:
    path = tmp_path / "change.toml"
    path.write_text('[[changes]]\ndo = "pupil_leaves"\npupil = "p0087"\n', encoding="utf-8")
    return path


def test_the_chosen_option_is_a_version(vlecht: Run, made: Path, leaves: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = vlecht("repair", made / "school.json", made, "--change", leaves, "-o", out)
    assert found.exit_code == 0, found.output
    assert "1 option of 1 kind" in found.stdout
    assert "p0087 leaves" in found.stdout
    assert "places in groups" in found.stderr
    assert (out / "roster.html").exists()
    first, second = json.loads(vlecht("log", out, "--json").stdout)
    assert (first["how"], second["how"], second["from"]) == ("given", "repair", first["hash"])
    assert vlecht("check", out / "school.json", out).exit_code == 0
    assert "1 pupils" in vlecht("diff", out / "roster.1.json", out).stdout


def test_json_and_dutch(vlecht: Run, made: Path, leaves: Path) -> None:
    data = json.loads(vlecht("repair", made / "school.json", made, "--change", leaves, "--json", "-q").stdout)
    assert data["options"][0]["kind"] == "group"
    assert data["options"][0]["diff"]["pupils"][0]["id"] == "p0087"
    dutch = vlecht("repair", made / "school.json", made, "--change", leaves, "--lang", "nl", "-q")
    assert "plaatsen in groepen" in dutch.stdout


def test_wrong_usage(vlecht: Run, made: Path, leaves: Path, tmp_path: Path) -> None:
    asked = ("repair", made / "school.json", made, "--change", leaves)
    without_week = vlecht(*asked, "--counter", tmp_path / "covers.jsonl")
    assert without_week.exit_code == 1
    assert "needs the week" in without_week.output
    too_many = vlecht(*asked, "--choose", "9", "-o", tmp_path / "out")
    assert too_many.exit_code == 1
    leaves.write_text('[[changes]]\ndo = "pupil_leaves"\npupil = "p00870"\n', encoding="utf-8")
    wrong = vlecht(*asked)
    assert wrong.exit_code == 2
    assert "did you mean p0087" in wrong.output.lower()
