"""The command ``vlecht bench``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.instances.xhstt_archive import archive
from vlecht.cli import main

BEST = "instance\tfile\tbest_infeasibility\tbest_objective\tby\tlower_bound\tlower_bound_source\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "archives"
    place.mkdir()
    (place / "tiny.xml").write_bytes(archive())
    (place / "best_known.tsv").write_text(BEST + "Tiny\ttiny.xml\t0\t3\tsomebody\t1\tby hand\n")
    return place


def _bench(folder: Path, *more: str) -> Result:
    results = str(folder.parent / "runs.jsonl")
    arguments = ["bench", "xhstt", str(folder), "--time-limit", "2", "--workers", "1", "-q"]
    return CliRunner().invoke(main, [*arguments, "--results", results, *more])


def test_a_run_is_kept_tabled_and_not_repeated(folder: Path) -> None:
    first = _bench(folder)
    assert first.exit_code == 0, first.output
    lines = (folder.parent / "runs.jsonl").read_text().splitlines()
    row = json.loads(lines[0])
    assert (row["instance"], row["file"], row["time_limit"], row["workers"]) == ("Tiny", "tiny.xml", 2.0, 1)
    assert [row["infeasibility"], row["objective"]] == row["history"][-1][1:3]
    assert sum(row["by_kind"].values()) == row["infeasibility"] + row["objective"]
    assert row["memory_mib"] > 0
    assert {"processor", "cores", "ortools"} <= row["machine"].keys()
    page = (folder.parent / "runs.md").read_text()
    assert "| Tiny | 3 | 1 | - | - |" in page
    again = _bench(folder)
    assert again.exit_code == 0
    assert "Tiny:" not in again.output
    assert (folder.parent / "runs.jsonl").read_text().splitlines() == lines


def test_the_table_alone_runs_nothing(folder: Path) -> None:
    found = _bench(folder, "--table-only", "--table", str(folder.parent / "table.md"))
    assert found.exit_code == 0
    assert not (folder.parent / "runs.jsonl").exists()
    assert (folder.parent / "table.md").read_text().startswith("# XHSTT instances")


def test_an_unknown_name_is_a_usage_error(folder: Path) -> None:
    found = _bench(folder, "--instance", "tinny")
    assert found.exit_code == 1
    assert "tinny.xml" in found.stderr


def test_a_folder_without_archives_is_a_usage_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["bench", "xhstt", str(tmp_path)])
    assert done.exit_code == 1
    assert "has no XHSTT archives" in done.output
    assert not list(tmp_path.iterdir())


def test_broken_results_are_named_by_line(folder: Path) -> None:
    (folder.parent / "runs.jsonl").write_text("{}\n{oops\n")
    found = _bench(folder, "--table-only")
    assert found.exit_code == 1
    assert "line 2" in found.stderr
