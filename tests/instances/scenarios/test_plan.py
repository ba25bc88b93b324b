"""Multiplying out, and the tasks that follow: each different school once, each near its neighbour."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.schools import tiny_data, tiny_school
from vlecht.instances.findings import InputError
from vlecht.instances.scenarios.axes import cases
from vlecht.instances.scenarios.plan import Plan, make_plan
from vlecht.models.scenario import ScenarioFile
from vlecht.models.school import School

AXES = """
[[axes]]
id = "leaves"
name = "{each} leaves"
each = "staff"
where = { role = "supporter" }
changes = [{ do = "leave", staff = "{each}" }]
[[axes]]
id = "tasks"
values = [30, 60]
changes = [{ do = "tasks", staff = "t-a1", minutes = "{each}" }]
neutral = true
"""


def scenario_file(text: str) -> ScenarioFile:
    return ScenarioFile.model_validate(tomllib.loads(text))


def plan_of(text: str, **changes: Any) -> Plan:
    file = scenario_file(text)
    schools = changes.pop("schools", {"tiny": tiny_school()})
    return make_plan(file, "what.toml", schools, file.options.model_copy(update=changes), "1")


def test_axes_are_crossed_with_values_of_their_own_kind() -> None:
    found = cases(scenario_file(AXES), tiny_school(), "f")
    assert [case.id for case in found] == [
        "base",
        "leaves-helper-a",
        "leaves-helper-a+tasks-30",
        "leaves-helper-a+tasks-60",
        "leaves-helper-b",
        "leaves-helper-b+tasks-30",
        "leaves-helper-b+tasks-60",
    ]
    assert found[3].name == "helper-a leaves + tasks: 60"
    assert found[3].changes[1].model_dump()["minutes"] == 60
    assert dict(found[1].points) == {"leaves": "leaves-helper-a", "tasks": "as-is"}


def test_named_crosses_leave_the_other_axes_to_each_other() -> None:
    text = AXES + '[[crosses]]\naxes = ["tasks"]\n'
    found = [case.id for case in cases(scenario_file(text), tiny_school(), "f")]
    assert found == ["base", "tasks-30", "tasks-60", "leaves-helper-a", "leaves-helper-b"]


@pytest.mark.parametrize(
    ("each", "where", "count"),
    [
        ("staff", {}, 8),
        ("staff", {"cluster": "a"}, 3),
        ("home_group", {"cluster": "b"}, 2),
        ("room", {"kind": "gym"}, 1),
        ("year", {}, 4),
        ("staff", {"ids": ["carer"]}, 1),
    ],
)
def test_each(each: str, where: dict[str, Any], count: int) -> None:
    file = ScenarioFile.model_validate(
        {
            "axes": [
                {"id": "x", "each": each, "where": where,
                 "changes": [{"do": "policy", "rule": "few_faces", "weight": 1}]}
            ]
        }
    )  # fmt: skip
    assert len(cases(file, tiny_school(), "f")) == count + 1


def test_mistakes_in_axes_are_told_together() -> None:
    text = """
[[axes]]
id = "x"
each = "staff"
where = { role = "suporter", ids = ["nobody"] }
changes = [{ do = "leave" }]
[[axes]]
id = "y"
values = [1]
changes = [{ do = "tasks", staff = "t-a1", minutes = "{each}", more = 1 }]
"""
    with pytest.raises(InputError) as caught:
        cases(scenario_file(text), tiny_school(), "f")
    texts = [str(finding) for finding in caught.value.findings]
    assert any("Did you mean supporter?" in t for t in texts)
    assert any("nobody" in t for t in texts)
    assert any("axes[1].changes[0]" in t for t in texts)


def test_nobody_crosses_more_than_they_can_mean() -> None:
    axis = '[[axes]]\nid = "{}"\nvalues = {}\nchanges = [{{ do = "tasks", staff = "t-a1", minutes = 15 }}]\n'
    text = "".join(axis.format(name, list(range(100))) for name in "abc")
    with pytest.raises(InputError, match="1,000,000 combinations"):
        cases(scenario_file(text), tiny_school(), "f")


def test_neighbours_begin_from_each_other() -> None:
    plan = plan_of(AXES)
    keys = {row.scenario: row.key for row in plan.rows}
    start = {name: plan.tasks[key].start for name, key in keys.items() if key}
    assert start["base"] is None
    assert start["leaves-helper-a"] == keys["base"]
    assert start["leaves-helper-a+tasks-30"] == keys["leaves-helper-a"]


def test_equal_schools_are_one_task_and_options_make_another() -> None:
    text = """
[[scenarios]]
id = "one"
changes = [{ do = "tasks", staff = "t-a1", minutes = 30 }]
[[scenarios]]
id = "same"
changes = [{ do = "tasks", staff = "t-a1", by = 30 }]
"""
    plan = plan_of(text)
    assert len(plan.rows) == 3
    assert len(plan.tasks) == 2
    more = plan_of(text, seeds=(1, 2))
    assert len(more.rows) == 6
    assert len(more.tasks) == 4
    assert not set(plan_of(text, time_limit=3.0).tasks) & set(plan.tasks)
    assert set(plan_of(text).tasks) == set(plan.tasks)


def test_what_cannot_be_and_what_does_not_apply_is_not_solved() -> None:
    text = """
[[scenarios]]
id = "no-gym"
changes = [{ do = "leave", staff = "gymnast" }]
[[scenarios]]
id = "floaters"
optional = true
changes = [{ do = "leave", staff = { role = "floater" } }]
"""
    plan = plan_of(text)
    base, gym, floaters = plan.rows
    assert base.key in plan.tasks
    assert gym.key is None
    assert gym.obstacles
    assert floaters.key is None
    assert "with role floater: there are 0" in floaters.skipped


def test_mistakes_of_all_schools_are_told_together() -> None:
    other = School.model_validate(tiny_data() | {"id": "other"})
    text = '[[scenarios]]\nid = "x"\nchanges = [{ do = "leave", staff = "t9" }]\n'
    with pytest.raises(InputError) as caught:
        plan_of(text, schools={"tiny": tiny_school(), "other": other})
    assert [f.file for f in caught.value.findings] == ["what.toml on tiny", "what.toml on other"]
