"""``vlecht diff`` and ``vlecht log``."""

from __future__ import annotations

import json
import random
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


def test_a_regrouping_is_told_with_reasons_and_budgets(vlecht: Run, made: Path, tmp_path: Path) -> None:
    groups = json.loads((made / "roster.json").read_text())["groups"]
    pupil = next(g["members"][0] for g in groups if g["id"] == "math-c58.g1")
    regrouped = vlecht(
        "regroup", made / "school.json", "--from", made, "-o", tmp_path, "--must-move", f"{pupil}:math",
        "--total", "3", "--per-subject", "1", "--time-limit", "2s", "--json", "-q",
    )  # fmt: skip
    moves = json.loads(regrouped.stdout)["moves"]
    assert pupil in {move["pupil"] for move in moves}
    found = vlecht("diff", made, tmp_path)
    assert f"Changes of group: {len(moves)} by" in found.stdout
    for move in moves:
        assert move["why"] in found.stdout
    assert f"{pupil}: math-c58.g1 to math-c58.g2; asked (must move)" in found.stdout
    assert f"budget: at most 3 changes in all, {len(moves)} used" in found.stdout
    assert "budget: at most 1 changes of one pupil in one subject, 1 used" in found.stdout
    assert "the checker finds the budgets held" in found.stdout
    data = json.loads(vlecht("diff", made, tmp_path, "--json").stdout)
    assert data["moves"] == moves
    # Exactly these: whoever is in another group than before, and nobody else.
    changed = {(p, found["group"]) for found in data["memberships"] for p in found["joined"]}
    assert changed == {(move["pupil"], move["to"]) for move in moves}
    back = vlecht("diff", tmp_path, made)  # the roster before does not begin a new period
    assert "Changes of group" not in back.stdout
    assert "wisselingen in totaal" in vlecht("diff", made, tmp_path, "--lang", "nl").stdout


@pytest.mark.slow
def test_kameleon_regrouped_for_its_second_period(vlecht: Run, tmp_path: Path) -> None:
    planted = sample("kameleon")
    save(tmp_path / "before", planted.school, planted.roster, "solve")
    rng = random.Random(7)
    levels = [
        f"{pupil.id};{subject};{round(level + rng.gauss(1.5, 4))}"
        for pupil in planted.school.pupils
        for subject, level in pupil.levels.items()
        if isinstance(level, (int, float))
    ]
    (tmp_path / "levels.csv").write_text("\n".join(["pupil;subject;level", *levels]))
    done = vlecht(
        "regroup", "sample:kameleon", "--from", tmp_path / "before", "--levels", tmp_path / "levels.csv",
        "--period", "period-2", "--per-subject", "1", "--total", "40", "--time-limit", "20s",
        "-o", tmp_path / "after", "--json", "-q",
    )  # fmt: skip
    moves = json.loads(done.stdout)["moves"]
    assert 0 < len(moves) <= 40
    assert len({move["pupil"] for move in moves}) == len(moves)  # one subject is regrouped
    data = json.loads(vlecht("diff", tmp_path / "before", tmp_path / "after", "--json").stdout)
    assert data["moves"] == moves
    assert data["budgets"][-1] == "the checker finds the budgets held"
    assert {found["id"] for found in data["pupils"]} >= {move["pupil"] for move in moves}
    saved = {line["rule"]: line["after"] - line["before"] for line in data["costs"]}
    assert saved["level_mix"] < 0


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
