"""The table of XHSTT runs: what is compared with what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vlecht.report.xhstt_table import Known, read_known, table


def _row(
    name: str, value: tuple[int, int], bound: list[int] | None = None, limit: float = 60
) -> dict[str, Any]:
    return {
        "instance": name,
        "infeasibility": value[0],
        "objective": value[1],
        "bound": bound,
        "time_limit": limit,
        "workers": 2,
        "seconds": limit,
        "history": [[1.0, 5, 5, "times"], [12.4, *value, "days"]],
        "commit": "abc",
        "seed": 3,
        "machine": {"processor": "P", "cores": 2, "memory_gib": 8, "ortools": "9"},
    }


def _cells(page: str, name: str) -> list[str]:
    line = next(line for line in page.splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_a_gap_needs_a_bound_and_no_infeasibility() -> None:
    known = {"a": Known(best=(0, 80), bound=60), "b": Known(best=(0, 80), bound=60), "c": Known()}
    page = table([_row("a", (0, 100), [0, 75]), _row("b", (1, 100)), _row("c", (0, 100))], known)
    assert _cells(page, "a")[1:] == ["80", "60", "-", "-", "100", "75", "25.0%", "12", "abc"]
    assert _cells(page, "b")[5:8] == ["(1, 100)", "-", "-"]
    assert _cells(page, "c")[7] == "-"


def test_what_is_proven_or_costs_nothing_has_no_gap_and_a_record_is_bold() -> None:
    known = {"a": Known(best=(0, 80)), "b": Known(best=(0, 0))}
    page = table([_row("a", (0, 79), [0, 79]), _row("b", (0, 0))], known)
    assert _cells(page, "a")[5:8] == ["**79**", "79", "0 %"]
    assert _cells(page, "b")[7] == "0 %"


def test_the_last_run_of_an_instance_at_a_limit_counts() -> None:
    page = table([_row("a", (0, 5)), _row("a", (0, 4)), _row("a", (0, 3), limit=1000)], {})
    assert (
        page.index("## 60 s, 2 workers")
        < page.index("| a | - | - | - | - | 4 |")
        < page.index("## 1000 s, 2 workers")
    )
    assert "| 5 |" not in page
    assert "seed 3; P, 2 cores, 8 GiB, OR-Tools 9." in page


def test_published_runs_within_limited_time(tmp_path: Path) -> None:
    head = "file\tinstance\tsolution_group\tauthors_time_limit_s\tinfeasibility\tobjective\n"
    rows = "x\tA\tfast\t1000\t0\t9\nx\tA\tslow\t20000\t0\t1\nx\tA\tFET5\t\t2\t7\n"
    (tmp_path / "published.tsv").write_text(head + rows)
    assert read_known(tmp_path)["A"] == Known(limited=((0, 9), 1000), fet=(2, 7))
    assert read_known(tmp_path / "nowhere") == {}
