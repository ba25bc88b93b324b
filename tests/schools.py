"""A tiny school with every delivery form, for tests: two clusters, four home groups, three mornings."""

from __future__ import annotations

import copy
from typing import Any

from vlecht.models.school import School


def _cluster(name: str, years: tuple[int, int]) -> dict[str, Any]:
    groups = [f"{name}1", f"{name}2"]
    return {
        "groups": [
            {"id": g, "years": [y], "cluster": name, "room": f"room-{g}", "teachers": [{"staff": f"t-{g}"}]}
            for g, y in zip(groups, years, strict=True)
        ],
        "deliveries": [
            {"form": "fixed", "id": f"walk-{name}", "subject": "walk", "home_groups": groups, "days": ["mon"],
             "start": "08:30", "minutes": 15},
            {"form": "level_groups", "id": f"math-{name}", "subject": "math", "home_groups": groups,
             "groups": {"min": 2, "max": 2}, "size": {"min": 3, "max": 10}},
            {"form": "instruction_rounds", "id": f"lang-{name}", "subject": "lang", "home_groups": groups,
             "rounds": 3, "groups": 3, "parallel": 1, "overhead_minutes": 5, "instruction_minutes": 10,
             "size": {"min": 2, "max": 8}, "ratio": 20, "independent_kinds": ["collaboration"], "freed": 0},
            {"form": "circuit", "id": f"world-{name}", "subject": "world", "home_groups": groups,
             "stations": [{"id": "lab"}, {"id": "map"}], "size": {"min": 3, "max": 9}},
            {"form": "workshops", "id": f"choice-{name}", "subject": "choice", "home_groups": groups,
             "offers": [{"id": "clay", "capacity": 9, "sections": 2},
                        {"id": "code", "capacity": 9, "sections": 2}]},
            {"form": "class", "id": f"gym-{name}", "subject": "gym", "home_groups": groups,
             "leads": ["gymnast"], "room_kinds": ["gym"]},
            {"form": "co_taught", "id": f"read-{name}", "subject": "read", "home_groups": groups,
             "share": 0.5},
            {"form": "class", "id": f"task-{name}", "subject": "task", "home_groups": groups,
             "independent": True},
        ],
    }  # fmt: skip


def tiny_data() -> dict[str, Any]:
    """The tiny school as plain data, to be changed at will."""
    clusters = {"a": _cluster("a", (3, 4)), "b": _cluster("b", (5, 6))}
    groups = [g for c in clusters.values() for g in c["groups"]]
    pupils: list[dict[str, Any]] = []
    for group in groups:
        pupils.extend(
            {
                "id": f"p-{group['id']}-{number}",
                "year": group["years"][0],
                "home_group": group["id"],
                "levels": {"math": 10 * number + group["years"][0], "lang": (7 * number) % 30},
                "wishes": ["clay", "code"] if number % 2 else ["code", "clay"],
            }
            for number in range(6)
        )
    pupils[0]["needs"] = ["rt"]
    pupils[7]["needs"] = ["rt"]
    pupils[1]["together"] = ["p-a2-2"]
    pupils[2]["apart"] = ["p-a2-3"]
    teacher = {
        "lead": "alone",
        "co_teach": "alone",
        "supervise": "alone",
        "support": "alone",
        "break_duty": "alone",
    }
    supporter = {
        "lead": "in_reach",
        "co_teach": "alone",
        "supervise": "alone",
        "support": "alone",
        "break_duty": "alone",
    }
    staff: list[dict[str, Any]] = [{"id": f"t-{g['id']}", "roles": ["teacher"]} for g in groups]
    staff += [
        {"id": "gymnast", "roles": ["specialist"], "qualifications": [{"subjects": ["gym"]}], "fte": 0.5},
        {"id": "helper-a", "roles": ["supporter"], "fte": 0.8},
        {"id": "helper-b", "roles": ["supporter"], "fte": 0.8, "max_days": 3,
         "availability": [{"days": ["mon"], "start": "08:30", "end": "09:30", "level": "rather_not"}]},
        {"id": "carer", "roles": ["coordinator"], "fte": 0.6, "max_days": 2},
    ]  # fmt: skip
    return {
        "format_version": 1,
        "id": "tiny",
        "synthetic": True,
        "calendar": {
            "days": ["mon", "tue", "wed"],
            "lessons": [{"start": "08:30", "end": "12:00"}],
            "opening": [{"start": "08:00", "end": "13:00"}],
            "breaks": [{"id": "pause", "start": "10:15", "end": "10:30", "supervisors": 1}],
        },
        "sites": [{"id": "main"}, {"id": "annex"}],
        "travel": [{"a": "main", "b": "annex", "minutes": 15}],
        "rooms": [
            *({"id": f"room-{g['id']}", "site": "main", "capacity": 14} for g in groups),
            {"id": "plaza", "site": "main", "kind": "collaboration", "capacity": 40, "concurrent": 2},
            {"id": "nook", "site": "main", "kind": "instruction", "capacity": 12},
            {"id": "gym", "site": "main", "kind": "gym", "capacity": 30},
        ],
        "equipment": [{"id": "tablets", "count": 30}],
        "subjects": [
            {"id": "math", "core": True},
            {"id": "lang", "core": True},
            {"id": "read", "core": True},
            *({"id": name} for name in ("world", "choice", "gym", "task", "walk", "rt")),
        ],
        "clusters": [
            {"id": "a", "team": ["t-a1", "t-a2", "helper-a"]},
            {"id": "b", "team": ["t-b1", "t-b2", "helper-b"]},
        ],
        "home_groups": groups,
        "pupils": pupils,
        "roles": [
            {"id": "teacher", "end_responsible": True, "functions": teacher},
            {"id": "specialist", "functions": {"lead": "alone"}},
            {"id": "supporter", "functions": supporter},
            {"id": "coordinator", "functions": {"support": "alone"}},
        ],
        "staff": staff,
        "curriculum": [
            {"subject": "math", "minutes": 135, "usual": 45, "day_part": "morning"},
            {"subject": "lang", "minutes": 135, "usual": 45},
            {"subject": "world", "minutes": 60, "usual": 60},
            {"subject": "choice", "minutes": 60, "usual": 30, "max_per_day": 2},
            {"subject": "gym", "minutes": 45, "usual": 45},
            {"subject": "read", "minutes": 90, "usual": 45},
            {"subject": "task", "minutes": 45, "usual": 45},
            {"subject": "walk", "minutes": 15, "usual": 15},
        ],
        "deliveries": [
            *(d for c in clusters.values() for d in c["deliveries"]),
            {"form": "support", "id": "rt", "subject": "rt", "home_groups": ["a1", "a2"], "needs": ["rt"],
             "sessions": 2, "minutes": 30, "never_from": ["math", "lang"], "leads": ["carer"],
             "size": {"max": 4}},
        ],
        "meetings": [
            {"id": "prep-a", "clusters": ["a"], "minutes": 30,
             "windows": [{"start": "12:00", "end": "13:00"}]},
            {"id": "stand-up", "kind": "stand_up", "minutes": 15, "per_week": 3, "attendance": "working",
             "windows": [{"start": "08:15", "end": "08:30"}]},
        ],
        "presence": [{"staff": ["t-a1", "carer"]}],
    }  # fmt: skip


def tiny_school(**changes: Any) -> School:
    """The tiny school, with top-level fields replaced."""
    data = copy.deepcopy(tiny_data())
    data.update(changes)
    return School.model_validate(data)
