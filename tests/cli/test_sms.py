"""The command ``vlecht sms``."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.instances.test_sms import small
from vlecht.instances.registry import load_roster, load_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.judge import judge

_ROOT = Path(__file__).parents[2]
_SMS = Path(os.environ.get("VLECHT_BENCHMARKS", _ROOT.parent / "shared" / "benchmarks")) / "sms"
published = pytest.mark.skipif(
    not (_SMS / "requests.csv").exists(),
    reason=f"the data are not at {_SMS}: set VLECHT_BENCHMARKS to a directory that has sms/",
)
FREE = tuple(word for course in ("61", "63", "65", "66", "67") for word in ("--free", course))
"""The six placements of long courses that its authors fixed by hand (course 68 is fixed by the school)."""
Vlecht = Callable[..., Result]


@pytest.mark.parametrize("joint", [(), ("--joint",)])
def test_what_can_be_granted_is_and_the_rest_is_proven(
    tmp_path: Path, vlecht: Vlecht, joint: tuple[str, ...]
) -> None:
    # Long 16 to 20 and 10 to 12 fill the six blocks twice over for a: two of its eight requests are missed.
    wanted = [10, 11, 12, 16, 17, 18, 19, 20]
    folder = small(tmp_path, [f"a,11,{n}" for n in wanted] + ["a,11,1", "b,12,2", "b,12,30"])
    done = vlecht("sms", "solve", folder, "--workers", "2", "--json", "-o", tmp_path / "out", *joint)
    found = json.loads(done.stdout)
    assert found["granted"] == {"short": 13, "long": 36, "total": 49}
    assert found["asked"] == {"short": 13, "long": 38, "total": 51}
    assert (found["status"], found["proven_most"], found["hard_violations"]) == ("optimal", 49, 0)
    school = load_school(tmp_path / "out" / "school.json")
    judgement = judge(SchoolIndex(school), load_roster(tmp_path / "out", SchoolIndex(school)))
    assert not judgement.hard
    assert judgement.cost == 2
    assert [1, 10, 4] in found["blocks"]


def test_an_unknown_course_to_free_is_a_usage_error(tmp_path: Path, vlecht: Vlecht) -> None:
    done = vlecht("sms", "solve", small(tmp_path, ["a,11,1"]), "--free", "99")
    assert done.exit_code == 1
    assert "--free 99" in done.stderr


def test_a_timetable_with_a_teacher_twice_at_once_is_refused(tmp_path: Path, vlecht: Vlecht) -> None:
    folder = small(tmp_path, ["a,11,1", "a,11,2"])
    blocks = [[1, 1, 1], [1, 2, 2], [2, 2, 3], *([1, n, 4 + (n - 10) // 4] for n in range(10, 34))]
    (tmp_path / "blocks.json").write_text(json.dumps(blocks))
    good = vlecht("sms", "judge", folder, tmp_path / "blocks.json", "--workers", "1")
    assert good.exit_code == 0
    assert "total: 11 of 11, at most 11 can be" in good.stdout
    blocks[2] = [2, 2, 1]
    (tmp_path / "blocks.json").write_text(json.dumps(blocks))
    bad = vlecht("sms", "judge", folder, tmp_path / "blocks.json", "--workers", "1")
    assert bad.exit_code == 5
    assert "hard staff_one_activity (1): T1" in bad.stdout
    assert "total: 0 of 11" in bad.stdout


@published
@pytest.mark.parametrize("joint", [(), ("--joint",)])
def test_the_published_timetable_grants_what_was_published(vlecht: Vlecht, joint: tuple[str, ...]) -> None:
    done = vlecht("sms", "judge", _SMS, _SMS / "published_blocks.json", "--workers", "1", "--json", *joint)
    found = json.loads(done.stdout)
    assert found["granted"] == {"short": 892, "long": 1285, "total": 2177}
    assert found["proven_most"] == 2177
    assert found["hard_violations"] == 0
    assert done.exit_code == 0


@published
@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--joint",), FREE])
def test_the_published_value_is_reached_and_proven_best(vlecht: Vlecht, options: tuple[str, ...]) -> None:
    done = vlecht("sms", "solve", _SMS, "--workers", "2", "--time-limit", "280s", "--json", *options)
    found = json.loads(done.stdout)
    assert found["granted"] == {"short": 892, "long": 1285, "total": 2177}
    assert (found["status"], found["proven_most"], found["hard_violations"]) == ("optimal", 2177, 0)
