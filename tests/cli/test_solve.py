"""``vlecht solve`` and ``demo``: files, exit codes, progress, interruption."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result as Ran

from vlecht.instances.generator import Planted
from vlecht.models.phrases import Phrase
from vlecht.models.result import Result
from vlecht.rules.base import Judgement, Setting, Violation

Run = Callable[..., Ran]
Solves = dict[str, Any]

SAMPLE = "sample:p4-87"


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checker that finds one soft violation: these tests are about files and codes, not about rules."""

    def judge(_index: object, _roster: object) -> Judgement:
        found = Violation("handovers", 2, ("34a",), Phrase("2 handovers too many", "2 overdrachten te veel"))
        return Judgement((found,), {"handovers": Setting("soft", 3, {})})

    monkeypatch.setattr("vlecht.rules.judge.judge", judge)


@pytest.mark.usefixtures("clean")
def test_a_roster_is_written_with_its_school_and_its_page(
    vlecht: Run, solves: Solves, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    found = vlecht(
        "solve", SAMPLE, "-o", out, "--time-limit", "PT2M", "--seed", "3", "--workers", "2", "--gap", "1%"
    )
    assert found.exit_code == 0, found.output
    assert sorted(p.name for p in out.iterdir()) == [
        "roster.html",
        "roster.json",
        "school.json",
        "versions.jsonl",
    ]
    assert "hard violations: 0" in found.stdout
    assert "cost: 6" in found.stdout
    assert "bound: 0 (gap 100.0%)" in found.stdout
    assert "handovers" in found.stdout
    options = solves["options"]
    assert (options["time_limit"], options["seed"], options["workers"], options["gap"]) == (120.0, 3, 2, 0.01)
    lines = found.stderr.splitlines()
    assert [line.split("  ")[-3:] for line in lines] == [
        ["construct", "cost -", "no bound"],
        ["improve", "cost 12", "10 (gap 16.7%)"],
    ]


@pytest.mark.usefixtures("clean")
def test_an_older_roster_is_kept(vlecht: Run, solves: Solves, tmp_path: Path) -> None:
    assert solves == {}
    vlecht("solve", SAMPLE, "-o", tmp_path, "--quiet")
    found = vlecht("solve", SAMPLE, "-o", tmp_path, "--quiet")
    assert (tmp_path / "roster.1.json").exists()
    assert "previous roster: " in found.stdout
    assert found.stderr == ""


@pytest.mark.usefixtures("clean")
def test_json_outcome_and_a_start_roster(vlecht: Run, solves: Solves, made: Path, tmp_path: Path) -> None:
    found = vlecht("solve", SAMPLE, "-o", tmp_path, "--json", "-q", "--start", made, "--reproducible")
    data = json.loads(found.stdout)
    assert data["exit_code"] == 0
    assert data["files"]["roster"] == str(tmp_path / "roster.json")
    assert data["cost"] == 6
    assert solves["options"]["start"].school == "p4-87"
    assert solves["options"]["reproducible"]


@pytest.mark.parametrize(("status", "code"), [("infeasible", 3), ("unknown", 4), ("interrupted", 130)])
def test_no_roster(vlecht: Run, solves: Solves, tmp_path: Path, status: Any, code: int) -> None:
    solves["result"] = Result(status, message="no more staff")
    found = vlecht("solve", SAMPLE, "-o", tmp_path / "out")
    assert found.exit_code == code
    assert f"status: {status} (no more staff)" in found.stdout
    assert list((tmp_path / "out").iterdir()) == []


def test_what_the_checker_rejects_is_never_a_success(
    vlecht: Run, solves: Solves, tmp_path: Path, planted: Planted
) -> None:
    broken = planted.roster.model_copy(update={"sessions": planted.roster.sessions[1:]})
    solves["result"] = Result("optimal", broken, cost=0, bound=0, gap=0.0)
    found = vlecht("solve", SAMPLE, "-o", tmp_path, "-q")
    assert found.exit_code == 4
    assert not (tmp_path / "roster.json").exists()
    assert (tmp_path / "rejected.json").exists()


@pytest.mark.usefixtures("clean")
def test_demo_says_where_the_page_is(vlecht: Run, solves: Solves, tmp_path: Path) -> None:
    found = vlecht("demo", "-o", tmp_path, "--time-limit", "5")
    assert found.exit_code == 0
    assert solves["options"]["time_limit"] == 5.0
    assert "Kameleon (synthetic): 300 pupils" in found.stdout
    assert f"page: {tmp_path / 'roster.html'}" in found.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interruption_writes_the_best_so_far(tmp_path: Path, number: signal.Signals) -> None:
    code = """
import sys, time
import vlecht.solver
from vlecht.instances.samples import sample
from vlecht.models.result import Progress, Result

def solve(school, *, should_stop, on_progress, **options):
    on_progress(Progress(0.0, "waiting"))
    while not should_stop():
        time.sleep(0.01)
    return Result("interrupted", sample(school.id).roster, cost=1)

vlecht.solver.solve = solve
from vlecht.cli import main
main(sys.argv[1:])
"""
    arguments = [sys.executable, "-c", code, "solve", SAMPLE, "-o", str(tmp_path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "waiting" in process.stderr.readline()
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "Stopping" in stderr
    assert "status: interrupted" in stdout
    assert list(tmp_path.glob("r*.json"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_in_a_terminal_is_a_live_table_without_colour_where_none_is_wanted(tmp_path: Path) -> None:
    code = """
import sys, time
import vlecht.solver
from vlecht.models.result import Progress, Result

def solve(school, *, on_progress, **options):
    on_progress(Progress(1.5, "improve", 12, 9))
    time.sleep(0.6)
    return Result("unknown")

vlecht.solver.solve = solve
from vlecht.cli import main
main(sys.argv[1:])
"""
    import pty

    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "NO_COLOR": "1", "COLUMNS": "100"}
    arguments = [sys.executable, "-c", code, "solve", SAMPLE, "-o", str(tmp_path)]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment
    ) as process:
        os.close(theirs)
        shown = _read_all(ours)
        process.communicate(timeout=60)
    assert process.returncode == 4
    for word in ("best cost", "improve", "12", "9", "25.0%"):
        assert word in shown
    assert not re.search(r"\x1b\[(3[0-7]|38)", shown)


def _read_all(handle: int) -> str:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(handle, 4096)
        except OSError:  # Linux says so when the other side is closed
            part = b""
        if not part:
            os.close(handle)
            return b"".join(parts).decode(errors="replace")
        parts.append(part)


def test_an_output_that_cannot_be_written_is_told_before_solving(
    vlecht: Run, solves: Solves, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    found = vlecht("solve", SAMPLE, "-o", tmp_path / "file" / "out")
    assert found.exit_code == 1
    assert "file" in found.stderr
    assert "options" not in solves


@pytest.mark.slow
def test_demo_for_real(vlecht: Run, tmp_path: Path) -> None:
    found = vlecht("demo", "-o", tmp_path, "--time-limit", "2m", "--quiet")
    assert found.exit_code == 0, found.output
    assert "hard violations: 0" in found.stdout
    assert vlecht("check", "sample:kameleon", tmp_path, "-q").exit_code == 0
