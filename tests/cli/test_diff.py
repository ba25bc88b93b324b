"""``vlecht diff`` and ``vlecht log``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result as Ran

from vlecht.instances.samples import sample
from vlecht.instances.versions import save

Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    planted = sample("p4-87")
    save(tmp_path, planted.school, planted.roster, "solve")
    fewer = planted.roster.model_copy(update={"duties": planted.roster.duties[1:]})
    save(tmp_path, planted.school, fewer, "repair", planted.roster)
    return tmp_path


def test_in_words(vlecht: Run, folder: Path) -> None:
    found = vlecht("diff", folder / "roster.1.json", folder)
    assert found.exit_code == 0, found.output
    assert "Something differs for 0 pupils, 1 staff, 0 groups and 0 rooms, on 1 day" in found.stdout
    assert "no longer break duty" in found.stdout
    assert "break_duty  0 -> 1  (+1)  (hard, violations)" in found.stdout
    dutch = vlecht("diff", folder / "roster.1.json", folder, "--lang", "nl", "--of", "pupil")
    assert "Medewerkers" not in dutch.stdout
    assert "Kosten per regel" in dutch.stdout


def test_as_json_and_nothing(vlecht: Run, folder: Path) -> None:
    data = json.loads(vlecht("diff", folder / "roster.1.json", folder, "--json").stdout)
    assert len(data["staff"]) == 1
    assert not data["same"]
    same = vlecht("diff", folder, folder)
    assert "Nothing differs." in same.stdout
    assert "No rule costs more or less." in same.stdout


def test_log(vlecht: Run, folder: Path) -> None:
    found = vlecht("log", folder)
    assert found.exit_code == 0
    assert "roster.1.json" in found.stdout
    assert "repair" in found.stdout
    first, second = json.loads(vlecht("log", folder, "--json").stdout)
    assert second["from"] == first["hash"]
    assert second["from_file"] == "roster.1.json"


def test_a_folder_without_rosters(vlecht: Run, tmp_path: Path) -> None:
    found = vlecht("log", tmp_path)
    assert found.exit_code == 1
    assert "there is no roster in this folder" in found.output
