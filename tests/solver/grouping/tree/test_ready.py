"""Trees are compiled once, and then can be used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vlecht.solver.grouping.tree import ready as module
from vlecht.solver.grouping.tree.ready import FOUR, ready
from vlecht.solver.grouping.tree.suits import suits
from vlecht.solver.run import Clock

WORK = Clock(60, deterministic=True)


def test_who_waits_can_use_trees_and_so_can_whoever_asks_later() -> None:
    assert ready(WORK)
    assert ready(Clock(60))


def test_what_is_compiled_for_suits_a_tree() -> None:
    assert suits(FOUR)


def test_an_error_is_told_to_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(module._Compiling):
        def run(self) -> None:
            self.error = RuntimeError("no compiler")

    monkeypatch.setattr(module, "_compiling", None)
    monkeypatch.setattr(module, "_Compiling", Failing)
    with pytest.raises(RuntimeError, match="no compiler"):
        ready(WORK)


def test_who_does_not_wait_is_told_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    ended = threading.Event()

    class Slow(module._Compiling):
        def run(self) -> None:
            ended.wait()

    monkeypatch.setattr(module, "_compiling", None)
    monkeypatch.setattr(module, "_Compiling", Slow)
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    assert not ready(Clock(60))
    ended.set()
    assert ready(WORK)


def test_nothing_is_begun_when_time_is_nearly_up_and_nobody_waits_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited = []

    class Told(module._Compiling):
        def run(self) -> None:
            pass

        def join(self, timeout: float | None = None) -> None:
            waited.append(timeout)
            super().join()

    monkeypatch.setattr(module, "_compiling", None)
    monkeypatch.setattr(module, "_Compiling", Told)
    assert not ready(Clock(1.0))
    assert waited == []
    assert ready(Clock(4.0))
    assert waited[0] is not None
    assert waited[0] <= 2.0


@pytest.mark.slow
def test_run_as_a_module_it_compiles_trees_and_keeps_them(tmp_path: Path) -> None:
    here = {k: v for k, v in os.environ.items() if k != "NUMBA_CACHE_DIR"} | {"XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-m", module.__name__], env=here, check=True)
    kept = {path.name.split(".")[0] for path in tmp_path.rglob("*.nbc")}
    assert {"search", "anneal"} <= kept
