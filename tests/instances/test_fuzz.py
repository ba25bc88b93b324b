"""Files with random faults: findings, or something that can be used; never a traceback."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.instances.test_roster_json import INDEX, ROSTER
from tests.schools import tiny_data
from vlecht.instances import roster_json
from vlecht.instances.findings import InputError, errors
from vlecht.instances.school_json import examine_data
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.report.page import render
from vlecht.rules.judge import judge

JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    1,
    -1,
    7,
    99,
    1e9,
    2.5,
    "",
    "x",
    "a1",
    "a b",
    "mon",
    "sun",
    "08:30",
    "10:17",
    "24:00",
    "math",
    [],
    {},
    [[]],
    ["x"],
    ["a1", "a2", "b1"],
    {"x": 1},
    {"min": 3, "max": 1},
    [{}],
)


def _containers(node: Any, found: list[Any]) -> list[Any]:
    if isinstance(node, dict | list):
        found.append(node)
        for child in node.values() if isinstance(node, dict) else node:
            _containers(child, found)
    return found


def _mutate(data: dict[str, Any], rng: random.Random) -> None:
    target = rng.choice([c for c in _containers(data, []) if c])
    key = rng.choice(list(target)) if isinstance(target, dict) else rng.randrange(len(target))
    how = rng.random()
    if how < 0.25:
        del target[key]
    elif how < 0.4 and isinstance(target, list):
        target.append(target[key])
    elif how < 0.5 and isinstance(target[key], int) and not isinstance(target[key], bool):
        target[key] = target[key] * rng.choice([0, 2, 3, 10]) + rng.choice([-1, 0, 1])
    else:
        target[key] = rng.choice(JUNK)


@pytest.mark.parametrize("seed", range(60))
def test_schools_with_faults(seed: int) -> None:
    rng = random.Random(seed)
    data = tiny_data()
    for _ in range(rng.choice([1, 1, 1, 2, 5])):
        _mutate(data, rng)
    reading = examine_data("school.json", data)
    assert (reading.school is None) == bool(errors(reading.findings))
    for finding in reading.findings:
        assert finding.problem
        assert finding.remedy
    if reading.school is not None:
        # What is called usable can be expanded and judged.
        index = SchoolIndex(reading.school)
        expand(index)
        judge(index, Roster(school=reading.school.id))


@pytest.mark.parametrize("seed", range(40))
def test_rosters_with_faults(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    data = json.loads(roster_json.text(ROSTER))
    for _ in range(rng.choice([1, 1, 2])):
        _mutate(data, rng)
    path = tmp_path / "roster.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with suppress(InputError):
        roster = roster_json.read(path, INDEX)
        render(INDEX, roster, judge(INDEX, roster))
