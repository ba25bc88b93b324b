"""Schools for the grouping benchmarks: samples with everything added that groups can be composed by."""

from __future__ import annotations

import random

from vlecht.instances.registry import load_school
from vlecht.models.deliveries import LevelGroupsDelivery, Regrouped, Size
from vlecht.models.people import Pupil
from vlecht.models.school import Policy, RuleSetting, School

LANGUAGES = ("nl",) * 14 + ("ar", "tr", "pl", "uk", "ti", "en")


def seven_hundred(seed: int) -> School:
    """``balans-700`` with spelling in level groups too (levels near those of language), and everything added.

    Four subjects, three level groups per cluster and subject.
    """
    rng = random.Random(seed)
    school = load_school("sample:balans-700")
    like = {
        d.home_groups: d for d in school.deliveries if d.subject == "language" and d.form == "level_groups"
    }
    deliveries = tuple(
        like[d.home_groups].model_copy(update={"id": d.id, "subject": d.subject})
        if d.subject == "spelling" and d.home_groups in like
        else d
        for d in school.deliveries
    )
    pupils = tuple(
        pupil.model_copy(update={"levels": pupil.levels | {"spelling": level + rng.randint(-4, 4)}})
        if isinstance(level := pupil.levels.get("language"), (int, float))
        else pupil
        for pupil in school.pupils
    )
    return with_everything(school.model_copy(update={"deliveries": deliveries, "pupils": pupils}), seed)


def with_everything(school: School, seed: int) -> School:
    """A school with friends, needs, languages, ages, unknown levels, and every grouping rule switched on.

    All of it is drawn at random (synthetic).
    """
    rng = random.Random(seed)
    by_cluster: dict[str, list[Pupil]] = {}
    cluster = {group.id: group.cluster for group in school.home_groups}
    for pupil in school.pupils:
        by_cluster.setdefault(cluster[pupil.home_group], []).append(pupil)
    pupils: list[Pupil] = []
    for pupil in school.pupils:
        peers = [p.id for p in by_cluster[cluster[pupil.home_group]] if p.id != pupil.id]
        near = [p.id for p in by_cluster[cluster[pupil.home_group]] if p.home_group == pupil.home_group]
        near = [p for p in near if p != pupil.id]
        friends = [rng.choice(near if rng.random() < 0.7 else peers) for _ in range(3)]
        levels = {s: (None if rng.random() < 0.03 else value) for s, value in pupil.levels.items()}
        apart = pupil.apart + ((rng.choice(peers),) if rng.random() < 0.03 else ())
        heavy = ("heavy",) if rng.random() < 0.07 else ()
        help_needed = ("helper",) if rng.random() < 0.06 else ()
        month = rng.randrange(12)
        pupils.append(
            pupil.model_copy(
                update={
                    "friends": tuple(dict.fromkeys(friends)),
                    "levels": levels,
                    "apart": tuple(dict.fromkeys(p for p in apart if p not in friends)),
                    "needs": pupil.needs + heavy + help_needed,
                    "attributes": {"language": rng.choice(LANGUAGES)},
                    "born": f"{2021 - pupil.year - (month < 9)}-{month + 1:02d}",
                }
            )
        )
    deliveries = tuple(
        delivery.model_copy(
            update={
                "size": Size(
                    min=max(1, delivery.size.min - 4), max=delivery.size.max + 2, target=None, reserved=1
                ),
                "helpers": 1 if isinstance(delivery, LevelGroupsDelivery) else 0,
                "helper_needs": ("helper",) if isinstance(delivery, LevelGroupsDelivery) else (),
            }
        )
        if isinstance(delivery, Regrouped)
        else delivery
        for delivery in school.deliveries
    )
    rules = school.policy.rules | {
        "not_alone": RuleSetting(params={"attributes": "language, year"}),
        "attribute_mix": RuleSetting(params={"attributes": "year, language"}),
        "home_language": RuleSetting(mode="soft"),
        "age_span": RuleSetting(params={"months": 30}),
    }
    policy = school.policy.model_copy(update={"rules": rules})
    assert isinstance(policy, Policy)
    return school.model_copy(update={"pupils": tuple(pupils), "deliveries": deliveries, "policy": policy})
