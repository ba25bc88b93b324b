"""From a school to its :class:`~vlecht.models.plan.Plan`: the blocks and choices of all its deliveries."""

from __future__ import annotations

from collections.abc import Mapping

from vlecht.models.deliveries import (
    LevelGroupsDelivery,
)
from vlecht.models.forms import FORMS
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Block, Plan, PupilChoice


def expand(index: SchoolIndex, counts: Mapping[str, int] | None = None) -> Plan:
    """The plan of a school. ``counts``: level_groups delivery -> number of groups (default: the most)."""
    chosen = dict(counts or {})
    blocks: list[Block] = []
    choices: list[PupilChoice] = []
    for delivery in index.school.deliveries:
        if isinstance(delivery, LevelGroupsDelivery):
            chosen.setdefault(delivery.id, delivery.groups.max)
        made, joined = FORMS[delivery.form](index, delivery, chosen.get(delivery.id, 0))
        blocks.extend(made)
        choices.extend(joined)
    return Plan(tuple(blocks), tuple(choices), chosen)
