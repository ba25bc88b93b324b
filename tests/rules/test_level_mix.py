from __future__ import annotations

from tests.rules.drawn import amounts, drawn, grouped, judged, tiny
from tests.rules.parity import check_parity
from tests.schools import tiny_data, tiny_school
from vlecht.models.index import SchoolIndex
from vlecht.rules.level_mix import LevelMix

RULE = LevelMix()


def _levels(subject: str, levels: dict[str, float | str | None], **changes: object) -> SchoolIndex:
    """Pupils with these levels in a subject; others have none."""
    pupils = tiny_data()["pupils"]
    for pupil in pupils:
        pupil["levels"] = {subject: levels[pupil["id"]]} if pupil["id"] in levels else {}
    policy = {"rules": {"level_mix": {"params": {"tolerance": 10, "mixed_tolerance": 10}}}}
    return SchoolIndex(tiny_school(pupils=pupils, policy=policy, **changes))


def test_without_a_tolerance_every_level_point_counts() -> None:
    pupils = tiny_data()["pupils"]
    for pupil in pupils:
        pupil["levels"] = {"math": {"p-a1-0": 40, "p-a1-1": 43}.get(pupil["id"])}
    index = SchoolIndex(tiny_school(pupils=pupils))
    groups = grouped(index, {"math-a.g1": ("p-a1-0", "p-a1-1")})
    assert [v.amount for v in judged(RULE, index, drawn(index, groups=groups))] == [3]


def test_violations_and_constraints_agree() -> None:
    check_parity(RULE, tiny())
    pupils = tiny_data()["pupils"]
    pupils[3]["works_with"] = {"math": "b"}
    pupils[4]["exemptions"] = ["lang"]
    pupils[5]["levels"]["math"] = None
    policy = {"rules": {"level_mix": {"weight": 3, "params": {"tolerance": 0, "mixed_tolerance": 2}}}}
    check_parity(RULE, SchoolIndex(tiny_school(pupils=pupils, policy=policy)), rounds=10)


def test_levels_of_a_homogeneous_group_at_and_beyond_the_tolerance() -> None:
    for top, amount in ((50, 0), (51, 1), (62, 12)):
        index = _levels("math", {"p-a1-0": 40, "p-a1-1": top, "p-a1-2": 0, "p-a2-0": None})
        groups = grouped(index, {"math-a.g1": ("p-a1-0", "p-a1-1", "p-a2-0"), "math-a.g2": ("p-a1-2",)})
        found = judged(RULE, index, drawn(index, groups=groups))
        assert [v.amount for v in found] == ([amount] if amount else [])
    assert found[0].sentence == (
        "Levels in math-a.g1 run from 40 (p-a1-0) to 62 (p-a1-1), 12 points too far apart"
    )


def test_mixed_groups_at_and_beyond_their_share() -> None:
    # Average 20: the first group's share is 40 of its 50, the second's 20 of 10.
    for extra, found in ((0, {}), (3, {("lang-a.g1",): 1, ("lang-a.g2",): 1})):
        index = _levels("lang", {"p-a1-0": 20, "p-a1-1": 30 + extra, "p-a1-2": 10})
        groups = grouped(index, {"lang-a.g1": ("p-a1-0", "p-a1-1"), "lang-a.g2": ("p-a1-2", "p-a2-1")})
        # 53 - 2 x 63/3 = 11, and 10 - 63/3 = -11.
        assert amounts(RULE, index, drawn(index, groups=groups)) == found


def test_guests_and_free_groups_do_not_count() -> None:
    deliveries = tiny_data()["deliveries"]
    index = _levels("math", {"p-a1-0": 40, "p-a1-1": 90})
    groups = grouped(index, {"math-a.g1": ("p-a1-0",)}, {"math-a.g1": ("p-a1-1",)})
    assert judged(RULE, index, drawn(index, groups=groups)) == []
    for delivery in deliveries:
        if delivery["id"] == "math-a":
            delivery["mode"] = "free"
    index = _levels("math", {"p-a1-0": 40, "p-a1-1": 90}, deliveries=deliveries)
    groups = grouped(index, {"math-a.g1": ("p-a1-0", "p-a1-1")})
    assert judged(RULE, index, drawn(index, groups=groups)) == []


def test_bands_are_ten_points_apart() -> None:
    subjects = tiny_data()["subjects"]
    subjects[0]["bands"] = ["low", "middle", "high"]
    for top, amount in (("middle", 0), ("high", 10)):
        index = _levels("math", {"p-a1-0": "low", "p-a1-1": top}, subjects=subjects)
        groups = grouped(index, {"math-a.g1": ("p-a1-0", "p-a1-1")})
        assert sum(v.amount for v in judged(RULE, index, drawn(index, groups=groups))) == amount
