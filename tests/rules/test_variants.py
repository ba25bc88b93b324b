"""All rules agree with their constraints on schools unlike the tiny one: weeks, lengths, crossings, modes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.rules.parity import assert_parity, random_roster
from tests.schools import tiny_data
from vlecht.models.index import SchoolIndex
from vlecht.models.school import School
from vlecht.rules.frame import Frame
from vlecht.rules.registry import RULES


def two_weeks(data: dict[str, Any]) -> None:
    data["calendar"]["weeks"] = ["A", "B"]


def crossing_pupils(data: dict[str, Any]) -> None:
    """Pupils at another cluster's level, exempt, with extra support, away for part of the week."""
    pupils = data["pupils"]
    pupils[0]["works_with"] = {"math": "b", "lang": "b"}
    pupils[7]["works_with"] = {"math": "b"}
    pupils[13]["works_with"] = {"math": "a"}
    pupils[1]["exemptions"] = ["math", "world", "gym", "choice"]
    pupils[2]["extra_subjects"] = ["rt"]
    pupils[12]["attendance"] = [{"start": "08:30", "end": "10:00"}]
    pupils[4]["elsewhere"] = [{"days": ["tue"], "start": "09:00", "end": "10:00", "site": "annex"}]


def uneven_lengths(data: dict[str, Any]) -> None:
    """Lines that do not divide: sections shorter than a moment, rounds that leave a rest."""
    changes = {"choice": (75, 30), "lang": (150, 50), "world": (75, 75), "gym": (50, 45)}
    for line in data["curriculum"]:
        line["day_part"] = "afternoon"
        if line["subject"] in changes:
            line["minutes"], line["usual"] = changes[line["subject"]]


def other_forms(data: dict[str, Any]) -> None:
    """Mixed level groups, homogeneous rounds with two groups taught at once, equipment for every class."""
    for delivery in data["deliveries"]:
        if delivery["form"] == "level_groups":
            delivery |= {"mode": "mixed", "groups": {"min": 1, "max": 3}}
        if delivery["form"] == "instruction_rounds":
            delivery |= {"mode": "homogeneous", "parallel": 2, "groups": 4, "ratio": 4}
        if delivery["form"] == "circuit":
            delivery["mode"] = "homogeneous"
        if delivery["form"] == "class":
            delivery["equipment"] = {"tablets": 16}
    params = {
        "level_mix": {"tolerance": 3, "mixed_tolerance": 0},
        "independent_minutes": {"minutes_by_year": {"3": 200, "5": 90}},
        "balanced_sizes": {"tolerance": 0},
    }
    data["policy"] = {"rules": {rule: {"params": values} for rule, values in params.items()}}


def five_minutes(data: dict[str, Any]) -> None:
    data["calendar"]["slot_minutes"] = 5


@pytest.mark.parametrize(
    "changes",
    [
        (two_weeks, crossing_pupils),
        (crossing_pupils, uneven_lengths, other_forms),
        (five_minutes, other_forms),
    ],
)
def test_rules_and_constraints_agree(changes: tuple[Callable[[dict[str, Any]], None], ...]) -> None:
    data = tiny_data()
    for change in changes:
        change(data)
    index = SchoolIndex(School.model_validate(data))
    frame, rng = Frame(index), random.Random(1)
    rosters = [random_roster(index, frame.plan, rng) for _ in range(4)]
    for rule in RULES:
        for roster in rosters:
            assert_parity(rule, index, frame, roster)
