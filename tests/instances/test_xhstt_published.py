"""The evaluator equals the published costs of every solution in the public archive, where it is at hand."""

from __future__ import annotations

import ast
import csv
import os
from pathlib import Path

import pytest

from vlecht.cli.xhstt import evaluation
from vlecht.instances.xhstt import from_xml, read_archive, to_xml

_ROOT = Path(__file__).parents[2]
_BENCHMARKS = Path(os.environ.get("VLECHT_BENCHMARKS", _ROOT.parent / "shared" / "benchmarks")) / "xhstt"
_TABLE = _BENCHMARKS / "published.tsv"

pytestmark = pytest.mark.skipif(
    not _TABLE.exists(),
    reason=f"the XHSTT archive is not at {_BENCHMARKS}: set VLECHT_BENCHMARKS to a directory that has it",
)


def _published() -> dict[str, list[dict[str, str]]]:
    """File -> its rows of the table, in the order of the file."""
    found: dict[str, list[dict[str, str]]] = {}
    if _TABLE.exists():
        with _TABLE.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                found.setdefault(row["file"], []).append(row)
    return found


@pytest.mark.parametrize("file", sorted(_published()))
def test_costs_are_the_published_ones(file: str) -> None:
    archive = read_archive(_BENCHMARKS / file)
    stored = [(group.id, each) for group in archive.solution_groups for each in group.solutions]
    for (group, solution), row in zip(stored, _published()[file], strict=True):
        found = evaluation(archive.instance(solution.instance).problem, solution.solution)
        assert group == row["solution_group"]
        assert found.cost.infeasibility == int(row["infeasibility"])
        assert found.cost.objective == int(row["objective"])
        assert found.by_kind() == ast.literal_eval(row["by_constraint"])


def test_all_published_solutions_are_there() -> None:
    assert sum(map(len, _published().values())) == 94


@pytest.mark.parametrize("file", ["BrazilInstance1.xml", "GR-P3-10.xml", "ZA-LW-09.xml", "FI-WP-06.xml"])
def test_published_archives_survive_writing(file: str) -> None:
    archive = read_archive(_BENCHMARKS / file)
    assert from_xml(to_xml(archive)) == archive
