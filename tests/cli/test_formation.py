"""``vlecht formation`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.schools import tiny_data
from vlecht.cli import main
from vlecht.cli.exits import Exit
from vlecht.instances.journal import Journal

SCENARIOS = """
title = "Tiny what-if"
base = "tiny.json"
assumptions = ["Nothing here is real."]
[options]
time_limit = "60s"
workers = 8
gap = 0.99
[[candidates]]
id = "ann"
roles = ["supporter"]
fte = 0.6
cost = 50000
teams = ["a"]
[[scenarios]]
id = "ann"
name = "Ann comes"
changes = [{ do = "hire", candidate = "ann" }]
[[scenarios]]
id = "no-gym"
changes = [{ do = "leave", staff = "gymnast" }]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.json").write_text(json.dumps(tiny_data()))
    (tmp_path / "what.toml").write_text(SCENARIOS)
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["formation", *arguments])


def test_plan_shows_what_will_run(folder: Path) -> None:
    done = call("plan", "what.toml")
    assert done.exit_code == 0
    assert "Ann comes" in done.output
    assert "no roster can exist" in done.output
    assert "2 different schools to solve for 60 s each" in done.output
    data = json.loads(call("plan", "what.toml", "--seed", "1", "--seed", "2", "--json").output)
    assert data["tasks"] == 4
    assert len(data["rows"]) == 6
    assert not list(folder.glob("out*"))


def test_run_report_and_resume(folder: Path) -> None:
    done = call("run", "what.toml", "-o", "out", "--jobs", "2", "--json", "--quiet")
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    assert (data["done"], data["failed"], data["tasks"]) == (2, 0, 2)
    again = call("run", "what.toml", "-o", "out")
    assert again.exit_code == Exit.USAGE
    assert "--resume" in again.output
    with Journal(folder / "out") as journal:
        before = journal.attempts()
        rosters = [journal.roster(task.key) for task in journal.tasks()]
    assert all(rosters)
    assert call("run", "what.toml", "-o", "out", "--resume", "--quiet").exit_code == 0
    with Journal(folder / "out") as journal:
        assert journal.attempts() == before
    report = call("report", "out", "--lang", "en")
    assert report.exit_code == 0, report.output
    assert "(proven)" in report.output
    assert "gymnast" in report.output
    assert (folder / "out" / "comparison.html").exists()
    assert (folder / "out" / "comparison.csv").exists()
    lines = {line["scenario"]: line for line in json.loads(call("report", "out", "--json").output)["lines"]}
    assert lines["ann"]["answer"] == "feasible"
    assert "+0.60 FTE supporter" in lines["ann"]["differences"]
    shown = CliRunner().invoke(main, ["check", "tiny.json", f"out/results/{lines['base']['task']}"])
    assert shown.exit_code == 0, shown.output


def test_a_changed_file_resumes_with_what_is_the_same(folder: Path) -> None:
    assert call("run", "what.toml", "-o", "out", "--quiet").exit_code == 0
    more = '[[scenarios]]\nid = "late"\nchanges = [{ do = "tasks", staff = "t-a1", minutes = 30 }]\n'
    (folder / "what.toml").write_text(SCENARIOS + more)
    done = call("run", "what.toml", "-o", "out", "--resume", "--json", "--quiet")
    assert json.loads(done.stdout)["tasks"] == 3
    with Journal(folder / "out") as journal:
        assert len(journal.attempts()) == 3


def test_a_folder_of_schools(folder: Path) -> None:
    board = folder / "board"
    board.mkdir()
    for name in ("north", "south"):
        (board / f"{name}.json").write_text(json.dumps(tiny_data() | {"id": name}))
    data = json.loads(call("plan", "what.toml", "--schools", "board", "--json").output)
    assert [row["school"] for row in data["rows"]] == ["north"] * 3 + ["south"] * 3
    assert call("plan", "what.toml", "--schools", "board", "--school", "tiny.json").exit_code == Exit.USAGE
    (board / "bad.json").write_text("{}")
    assert call("plan", "what.toml", "--schools", "board").exit_code == Exit.INVALID


def test_mistakes_are_told_together_and_nothing_is_written(folder: Path) -> None:
    (folder / "what.toml").write_text(
        SCENARIOS + '[[scenarios]]\nid = "x"\nchanges = [{ do = "leave", staff = "gymnst" },'
        ' { do = "room_lost", room = "gim" }]\n'
    )
    done = call("run", "what.toml", "-o", "out")
    assert done.exit_code == Exit.INVALID
    assert "Did you mean gymnast?" in done.output
    assert "Did you mean gym?" in done.output
    assert "2 errors" in done.output
    assert not (folder / "out").exists()


def test_without_a_school_or_a_batch(folder: Path) -> None:
    (folder / "what.toml").write_text(SCENARIOS.replace('base = "tiny.json"\n', ""))
    assert call("plan", "what.toml").exit_code == Exit.USAGE
    assert call("plan", "what.toml", "--school", "tiny.json").exit_code == 0
    done = call("report", ".")
    assert done.exit_code == Exit.USAGE
    assert "holds no batch" in done.output
    done = call(
        "run", "what.toml", "-o", "o", "--school", "tiny.json", "--jobs", "2", "--cluster", "tcp://x:1"
    )
    assert done.exit_code == Exit.USAGE


def test_least_with_certificate(folder: Path) -> None:
    (folder / "people.toml").write_text(
        '[[present]]\nstaff = "helper-b"\nmay_leave = true\n'
        '[[candidates]]\nid = "ann"\nroles = ["supporter"]\nfte = 0.4\ncost = 52000\n'
    )
    call_least = ("least", "tiny.json", "--candidates", "people.toml", "--time-limit", "12s", "--quiet")
    done = call(*call_least, "-o", "least", "--json")
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    assert data["value"] == data["bound"] == 0  # nobody of the staff has a price, and nobody else is needed
    assert data["proven"]
    assert {line["staff"]: line["what"] for line in data["staffing"]}["ann"] == "not hired"
    kept = json.loads((folder / "least" / "certificate.json").read_text())
    assert kept["value"] == data["value"]
    checked = CliRunner().invoke(main, ["check", "least/school.json", "least"])
    assert checked.exit_code == 0, checked.output
    (folder / "people.toml").write_text('[[candidates]]\nid = "ann"\nroles = ["supporte"]\n')
    done = call(*call_least)
    assert done.exit_code == Exit.INVALID
    assert "Did you mean supporter?" in done.output


def test_what_a_budget_buys(folder: Path) -> None:
    (folder / "people.toml").write_text('[[teaching]]\ndelivery = "rt"\nchoices = [{ sessions = 3 }]\n')
    buys = ("most", "tiny.json", "--candidates", "people.toml", "--of", "support", "--time-limit", "3m", "-q")
    done = call(*buys, "-o", "most")
    assert done.exit_code == 0, done.output
    assert "proven: nothing better can exist" in done.output
    data = json.loads((folder / "most" / "certificate.json").read_text())
    (line,) = data["teaching"]
    assert (line["minutes"], line["minutes_now"]) == (90, 60)
    assert data["value"] == data["bound"] == 90 * line["pupils"]
    school = json.loads((folder / "most" / "school.json").read_text())
    assert {d["id"]: d.get("sessions") for d in school["deliveries"]}["rt"] == 3
    assert CliRunner().invoke(main, ["check", "most/school.json", "most"]).exit_code == 0
    assert call(*buys, "--budget", "-1").exit_code == Exit.USAGE


def test_schools_that_share_somebody(folder: Path) -> None:
    board = folder / "board"
    board.mkdir()
    for name in ("north", "south"):
        (board / f"{name}.json").write_text(json.dumps(tiny_data() | {"id": name}))
    shared = '[[shared]]\ncandidate = "ann"\ndays = { north = 1, south = 1 }\n'
    (folder / "share.toml").write_text(
        SCENARIOS.replace('[[scenarios]]\nid = "ann"', shared + "#", 1).split("#")[0]
    )
    data = json.loads(call("plan", "share.toml", "--schools", "board", "--json").output)
    before = json.loads(call("plan", "what.toml", "--schools", "board", "--json").output)
    fte = {row["school"]: row["fte"] for row in data["rows"]}
    assert fte == {
        row["school"]: pytest.approx(row["fte"] + 0.3) for row in before["rows"] if row["scenario"] == "base"
    }
    done = call("plan", "share.toml")
    assert done.exit_code == Exit.INVALID
    assert "is not a school of this batch" in done.output


def test_many_schools_are_one_table(folder: Path) -> None:
    board = folder / "board"
    board.mkdir()
    for number in range(5):
        (board / f"s{number}.json").write_text(json.dumps(tiny_data() | {"id": f"s{number}"}))
    (folder / "what.toml").write_text(SCENARIOS.split("[[scenarios]]")[0].replace('"60s"', '"1s"'))
    done = call("run", "what.toml", "--schools", "board", "-o", "out", "-q")
    assert done.exit_code == 0, done.output
    told = call("report", "out", "--lang", "en").output
    assert told.count("the school as it is") == 1
    assert "s4" not in told
