"""``vlecht year`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.schools import tiny_school
from vlecht.cli import main
from vlecht.cli.exits import Exit
from vlecht.instances.registry import save_school

HEAD = "pupil;subject;level\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    save_school(tiny_school(), tmp_path / "school.json")
    monkeypatch.chdir(tmp_path)
    done = call("group", "school.json", "-o", "one", "--time-limit", "5s", "--quiet")
    assert done.exit_code == Exit.DONE, done.output
    return tmp_path


def call(*args: str) -> Result:
    return CliRunner().invoke(main, [*args], catch_exceptions=False)


def year(*more: str) -> Result:
    begun = ("--from", "one/groups.json", "-o", "year", "--time-limit", "5s", "--quiet")
    return call("year", "school.json", *begun, "--subject", "math", *more)


def test_changes_add_up_to_the_budget_of_the_year(folder: Path) -> None:
    files: list[str] = []
    for period in range(2, 7):  # other pupils are alike every time
        rows = [
            f"p-{home}-{n};math;{10 * n if period % 2 else 60 * (n % 2) + n}"
            for home in ("a1", "a2")
            for n in range(6)
        ]
        (folder / f"p{period}.csv").write_text(HEAD + "\n".join(rows) + "\n")
        files += ["--levels", f"p{period}.csv"]
    done = year(*files, "--per-subject", "2", "--stability", "0", "--json")
    assert done.exit_code == Exit.DONE, done.output
    data = json.loads(done.stdout)
    assert [p["period"] for p in data["periods"]] == [1, 2, 3, 4, 5, 6]
    assert all(p["hard"] == 0 for p in data["periods"][1:])
    changes = {pupil: sum(found["changes"]) for pupil, found in data["pupils"].items()}
    assert max(changes.values()) == 2  # the budget of the year is used, and held
    assert sum(p["changes"] for p in data["periods"]) == sum(changes.values())
    faces = [found["faces"] for found in data["pupils"].values()]
    assert all(seen == sorted(seen) for seen in faces)
    last = data["periods"][-1]["folder"]
    judged = call("check", f"{last}/school.json", f"{last}/roster.json", "--groups")
    assert judged.exit_code == Exit.DONE, judged.output
    said = year(*files[:2], "--per-subject", "2")
    assert "period: year/period-2" in said.stdout
    assert "changes of one pupil in the year:" in said.stdout
    told = year(*files[:2], "--per-subject", "2", "--lang", "nl")
    for word in ("Het jaar", "wisselingen bij math: 0", "leerlingen 0", "periode: year/period-2"):
        assert word in told.stdout


def test_mistakes_in_all_files_are_told_at_once(folder: Path) -> None:
    (folder / "two.csv").write_text(HEAD + "nobody;math;1\n")
    (folder / "three.csv").write_text(HEAD + "p-a1-1;maths;1\n")
    done = year("--levels", "two.csv", "--levels", "three.csv")
    assert done.exit_code == Exit.INVALID
    assert "two.csv" in done.output
    assert "three.csv" in done.output
    assert not (folder / "year").exists()


def test_a_period_without_groups_ends_the_year(folder: Path) -> None:
    (folder / "two.csv").write_text(HEAD + "p-a1-1;math;80\n")
    school = json.loads((folder / "school.json").read_text())
    one = json.loads((folder / "one" / "groups.json").read_text())
    pupil = next(g["members"][0] for g in one["groups"] if g["id"] == "math-a.g1")
    school["regrouping"] = {"must_move": [{"pupil": pupil, "subject": "math"}]}
    (folder / "school.json").write_text(json.dumps(school))
    done = year("--levels", "two.csv", "--levels", "two.csv", "--total", "0")
    assert done.exit_code == Exit.INFEASIBLE, done.output
    assert "status: infeasible" in done.output
    assert not (folder / "year" / "period-3").exists()
