"""``vlecht solve --groups`` as a user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result as Ran

from tests.schools import tiny_school
from vlecht.cli.exits import Exit
from vlecht.instances.registry import save_roster, save_school
from vlecht.models.roster import Group, Roster

Run = Callable[..., Ran]
A = [f"p-a{home}-{number}" for number in range(6) for home in (1, 2)]
ODD = {"math-a.g1": set(A[::2]), "math-a.g2": set(A[1::2])}
"""Groups that no rule would choose: by home group, whatever the levels are."""


def _saved(folder: Path, groups: dict[str, set[str]]) -> None:
    save_school(tiny_school(), folder / "school.json")
    found = tuple(Group(id=g, delivery="math-a", members=tuple(sorted(p))) for g, p in groups.items())
    save_roster(Roster(school="tiny", groups=found), folder / "groups.json")


def _solved(vlecht: Run, folder: Path) -> Ran:
    options = ("-o", folder / "out", "--time-limit", "60s", "--gap", "0.99", "--workers", "2", "-q")
    return vlecht("solve", folder / "school.json", "--groups", folder / "groups.json", *options)


def test_groups_composed_before_are_held(vlecht: Run, tmp_path: Path) -> None:
    _saved(tmp_path, ODD)
    done = _solved(vlecht, tmp_path)
    assert done.exit_code == Exit.DONE, done.output
    roster = json.loads((tmp_path / "out" / "roster.json").read_text())
    held = {g["id"]: set(g["members"]) for g in roster["groups"] if g["delivery"] == "math-a"}
    assert held == ODD
    assert {g["delivery"] for g in roster["groups"]} > {"math-a", "math-b", "lang-a"}
    # The school that was written holds them too: the checker misses a pupil who is taken out.
    out = tmp_path / "out"
    assert vlecht("check", out / "school.json", out).exit_code == Exit.DONE
    first = next(g for g in roster["groups"] if g["id"] == "math-a.g1")
    second = next(g for g in roster["groups"] if g["id"] == "math-a.g2")
    second["members"].append(first["members"].pop())
    (out / "roster.json").write_text(json.dumps(roster))
    wrong = vlecht("check", out / "school.json", out)
    assert wrong.exit_code == Exit.VIOLATED
    assert "group math-a.g1 is closed" in wrong.output


def test_groups_that_leave_somebody_out_are_refused(vlecht: Run, tmp_path: Path) -> None:
    _saved(tmp_path, {"math-a.g1": set(A[:5]), "math-a.g2": set(A[6:])})
    done = vlecht(
        "solve", tmp_path / "school.json", "--groups", tmp_path / "groups.json", "-o", tmp_path / "o"
    )
    assert done.exit_code == Exit.INVALID
    assert f"{A[5]} is in 0 of the groups of math-a" in done.output
    assert not (tmp_path / "out").exists()
