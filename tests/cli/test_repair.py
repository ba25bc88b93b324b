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


def test_a_lesson_moved_by_hand(vlecht: Run, made: Path, tmp_path: Path) -> None:
    change = tmp_path / "moved.toml"
    change.write_text(
        '[[changes]]\ndo = "lesson_moved"\nsession = "music-c14-duo/34a#1"\nday = "mon"\nstart = "12:30"\n',
        encoding="utf-8",
    )
    out = tmp_path / "out"
    found = vlecht("repair", made / "school.json", made, "--change", change, "-o", out, "-q", "--lang", "nl")
    assert found.exit_code == 0, found.output
    assert "een les op een ander moment" in found.stdout
    assert "music van 34a: van ma 13:30 naar ma 12:30" in found.stdout
    assert vlecht("check", out / "school.json", out).exit_code == 0
    change.write_text(change.read_text(encoding="utf-8").replace("34a#1", "34a#l"), encoding="utf-8")
    wrong = vlecht("repair", made / "school.json", made, "--change", change)
    assert wrong.exit_code == 2
    assert "is not a lesson of this roster" in wrong.output


def test_stale_pins_are_told_of_where_a_school_is_used(vlecht: Run, made: Path, leaves: Path) -> None:
    data = json.loads((made / "school.json").read_text(encoding="utf-8"))
    data["pins"] = [
        {"what": "room", "session": "music-c14-duo/34a#1", "room": "yard", "forbid": True},
        {"what": "start", "block": "music-c14-duo/34a#1", "day": "mon", "start": "13:30"},
        {"what": "room", "session": "gone#1", "room": "yard", "automatic": True},
    ]
    school = leaves.parent / "pinned.json"
    school.write_text(json.dumps(data), encoding="utf-8")
    found = vlecht("repair", school, made, "--change", leaves, "-q")
    assert found.exit_code == 0, found.output
    assert [line for line in found.stderr.splitlines() if line.startswith("warning: ") and "pins[2]" in line]
    assert "pins[0]" not in found.stderr
    assert "pins[1]" not in found.stderr
