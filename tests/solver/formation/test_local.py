"""Tasks on processes of this machine: what happens to one never happens to the others."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.solver.formation.helpers import play
from vlecht.solver.formation.local import LocalRunner, processors
from vlecht.solver.formation.runner import Done, deadline


@pytest.fixture
def runner() -> Iterator[LocalRunner]:
    found = LocalRunner(2, do=play)
    yield found
    found.close()


def collect(runner: LocalRunner, number: int) -> dict[str, Done]:
    found: dict[str, Done] = {}
    until = time.monotonic() + 60
    while len(found) < number and time.monotonic() < until:
        found |= {done.key: done for done in runner.finished(1.0)}
    return found


def test_a_death_a_fault_and_a_deadline_cost_only_their_own_task(runner: LocalRunner) -> None:
    runner.submit("late", "sleep 60", 1.0)
    runner.submit("dead", "die", 30.0)
    runner.submit("wrong", "fail", 30.0)
    for number in range(4):
        runner.submit(f"fine{number}", f"say {number}", 30.0)
    found = collect(runner, 7)
    assert found["late"].failure == "deadline"
    assert found["dead"].failure == "lost"
    assert found["wrong"].failure == "error"
    assert "RuntimeError: on purpose" in found["wrong"].detail
    assert [found[f"fine{number}"].text for number in range(4)] == ["0", "1", "2", "3"]
    assert runner.slots == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a process without parent ends by itself there")
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    code = f"""
import sys, time
from tests.solver.formation.helpers import play
from vlecht.solver.formation.local import LocalRunner
if __name__ == "__main__":
    runner = LocalRunner(1, do=play)
    runner.submit("who", "pid", 60.0)
    (done,) = runner.finished(60.0)
    open({str(tmp_path / "pid")!r}, "w").write(done.text)
    runner.submit("long", "sleep 120", 120.0)
    time.sleep(0.5)
    print("ready", flush=True)
    time.sleep(120)
"""
    script = tmp_path / "parent.py"
    script.write_text(code)
    environment = os.environ | {"PYTHONPATH": os.getcwd()}
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    parent.kill()
    parent.wait()
    worker = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 30
    while time.monotonic() < until and _runs(worker):
        time.sleep(0.2)
    assert not _runs(worker)


def _runs(process: int) -> bool:
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return text.rsplit(")", 1)[1].split()[0] != "Z"


def test_deadlines_leave_room_beyond_the_limit() -> None:
    assert deadline(60, by_work=False) == 120
    assert deadline(60, by_work=True) > 300
    assert processors() >= 1
