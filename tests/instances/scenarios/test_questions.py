"""The questions that schools asked: every ready file says something that can be asked of its sample."""

from __future__ import annotations

from pathlib import Path

import pytest

import vlecht.instances
from vlecht.instances.findings import SourceError
from vlecht.instances.registry import load_school
from vlecht.instances.scenarios import read_candidates, read_scenarios
from vlecht.instances.scenarios.plan import make_plan
from vlecht.instances.scenarios.staffing import ask

FOLDER = Path(vlecht.instances.__file__).parent / "questions"
SCENARIOS = sorted(p.stem for p in FOLDER.glob("*.toml") if ".candidates" not in p.name)
IMPOSSIBLE = {
    "kameleon": {"gymzaal-dicht"},
    "p6-575": {"docent-weg"},
    "p7-175": {"grotere-klassen"},
    "sint-anna": {"samen", "krimp--15+samen"},
}
"""Scenarios that plain arithmetic excludes."""


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_ready_file_can_be_asked(name: str) -> None:
    file = read_scenarios(f"sample:{name}")
    school = load_school(f"sample:{name}")
    assert file.base == f"sample:{name}"
    assert file.assumptions
    plan = make_plan(file, name, {name: school}, file.options, "1")
    assert len(plan.rows) >= 3
    assert {row.scenario for row in plan.rows if row.obstacles} == IMPOSSIBLE.get(name, set())
    keys = [row.key for row in plan.rows if row.key]
    assert len(set(keys)) >= len(keys) - 1  # a scenario that changes nothing may stand for "as it is"


def test_the_schools_that_asked_have_their_questions() -> None:
    asked = {"p1-750", "p2-275", "p3-125", "p5-325", "p6-575", "p7-175", "p8-750", "p9-225", "sint-anna"}
    assert asked <= set(SCENARIOS)


def test_ten_candidates_for_borgstee() -> None:
    file = read_candidates("sample:borgstee-220")
    assert len(file.candidates) == 10
    question, build = ask(load_school("sample:borgstee-220"), file, "x")
    now = {options[0].id for options in question.by_person.values() if not options[0].hired}
    assert build(now).school.hash() != ""
    assert not build(now).obstacles


def test_there_is_no_other_file() -> None:
    with pytest.raises(SourceError, match="did you mean kameleon"):
        read_scenarios("sample:kamelon")
    with pytest.raises(SourceError, match="no ready file"):
        read_candidates("sample:kameleon")
