"""A small sample with its planted roster on disk, and a solve that returns it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from vlecht.cli import main
from vlecht.instances.generator import Planted
from vlecht.instances.registry import save_roster, save_school
from vlecht.instances.samples import sample
from vlecht.models import result as results
from vlecht.models.school import School

SMALL = "p4-87"


@pytest.fixture(scope="session")
def planted() -> Planted:
    """The smallest sample."""
    return sample(SMALL)


@pytest.fixture(scope="session")
def made(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory as ``solve`` leaves it: school.json and roster.json. Tests only read it."""
    out = tmp_path_factory.mktemp("made")
    save_school(planted.school, out / "school.json")
    save_roster(planted.roster, out / "roster.json")
    return out


@pytest.fixture
def vlecht() -> Callable[..., Result]:
    """Runs the command line in this process: ``vlecht("check", school, roster)``."""

    def run(*arguments: str | Path, stdin: str | None = None) -> Result:
        found = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        return found

    return run


@pytest.fixture
def solves(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Replaces the solver. ``solves["result"]`` is what it returns (default: the sample's planted roster);
    what it was called with is put in ``solves["options"]``."""
    state: dict[str, Any] = {}

    def fake(school: School, **options: Any) -> results.Result:
        state["options"] = options
        if options["on_progress"] is not None:
            options["on_progress"](results.Progress(0.1, "construct"))
            options["on_progress"](results.Progress(0.2, "improve", 12, 10))
        if "result" in state:
            found: results.Result = state["result"]
            return found
        return results.Result("feasible", sample(school.id).roster, cost=1, bound=0, gap=1.0, seconds=0.2)

    monkeypatch.setattr("vlecht.solver.solve", fake)
    return state
