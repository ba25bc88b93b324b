"""Schools of nothing but pupils to be grouped: one subject, clusters of home groups, levels at random."""

from __future__ import annotations

import random
from typing import Any, Literal

from vlecht.models.school import School

GROUP = 25
"""Pupils in a home group, about; an instruction group may have up to 30."""
RELATED = 0.1
"""Part of the pupils who are to be kept together with somebody, and as many apart from somebody."""
MIDDLE, STEP = 50, 10
"""Average and standard deviation of levels."""


def draw(
    pupils: int, mode: Literal["homogeneous", "mixed"], seed: int, clusters: int = 1, pairs: bool = False
) -> School:
    """So many pupils in clusters that are regrouped each on its own.

    Levels are drawn from a normal distribution around a middle that differs per home group, as where
    classes of several years learn together. ``pairs``: with pupils to be kept together, and apart.
    """
    rng = random.Random(f"{seed}/{pupils}/{mode}/{clusters}")
    homes: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    deliveries: list[dict[str, Any]] = []
    for c in range(clusters):
        number = pupils // clusters + (c < pupils % clusters)
        classes = max(1, round(number / GROUP))
        names = [f"c{c}h{h}" for h in range(classes)]
        middles = [rng.gauss(MIDDLE, STEP / 2) for _ in names]
        homes += [{"id": name, "years": [3 + h % 2], "cluster": f"c{c}"} for h, name in enumerate(names)]
        own: list[dict[str, Any]] = [
            {
                "id": f"c{c}p{p}",
                "year": 3 + p % classes % 2,
                "home_group": names[p % classes],
                "levels": {"math": round(rng.gauss(middles[p % classes], STEP))},
            }
            for p in range(number)
        ]
        for kind in ("together", "apart") if pairs else ():
            for _ in range(round(RELATED * number / 2)):
                one, two = rng.sample(own, 2)
                tied = [*one.get("together", []), *one.get("apart", []), *two.get("together", [])]
                if two["id"] not in tied and one["id"] not in (*tied, *two.get("apart", [])):
                    one.setdefault(kind, []).append(two["id"])
        people += own
        count = max(2, round(number / GROUP))
        even = number / count
        deliveries.append(
            {
                "form": "level_groups",
                "id": f"math-c{c}",
                "subject": "math",
                "home_groups": names,
                "mode": mode,
                "groups": {"min": count, "max": count},
                "size": {"min": int(0.7 * even), "max": max(int(even) + 1, int(1.3 * even))},
            }
        )
    return School.model_validate(
        {
            "id": f"{mode}-{pupils}-{clusters}{'-pairs' if pairs else ''}",
            "synthetic": True,
            "calendar": {
                "days": ["mon"],
                "lessons": [{"start": "08:30", "end": "09:30"}],
                "opening": [{"start": "08:00", "end": "10:00"}],
            },
            "sites": [{"id": "main"}],
            "rooms": [{"id": "room", "site": "main", "capacity": 30}],
            "subjects": [{"id": "math", "core": True}],
            "clusters": [{"id": f"c{c}"} for c in range(clusters)],
            "home_groups": homes,
            "pupils": people,
            "roles": [{"id": "teacher", "functions": {"lead": "alone"}}],
            "staff": [{"id": "t", "roles": ["teacher"]}],
            "curriculum": [{"subject": "math", "minutes": 60, "usual": 60}],
            "deliveries": deliveries,
        }
    )
