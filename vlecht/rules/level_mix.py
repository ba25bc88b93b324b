"""Levels in a group lie close together, or alike across groups: as the delivery's mode says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.level_balance import LevelBalance
from vlecht.core.constraints.level_spread import LevelSpread
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import comparable_levels
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class LevelMix(Rule):
    """Per group: level points off what the delivery's mode asks, beyond the tolerance.

    ``homogeneous``: highest minus lowest level in the group. ``mixed``: how far the sum of the group's
    levels is from its fair share, which is the number of its pupils times the average over all groups
    of the delivery; rounded down. ``free`` asks nothing. Members with a comparable level of the
    delivery's subject count, guests do not; of flex hours every hour has an average of its own.
    """

    id = "level_mix"
    words = Phrase(
        "Levels lie close together in homogeneous groups, and alike across mixed groups.",
        "Niveaus liggen dicht bij elkaar in homogene groepen, en gelijk verdeeld over gemengde groepen.",
    )
    unit = Phrase("level points", "niveaupunten")
    mode = "soft"
    weight = 1
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "tolerance": Parameter(0, "level points between highest and lowest that are fine in a group"),
        "mixed_tolerance": Parameter(0, "level points off its fair share that are fine for a mixed group"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group, naming who lies furthest."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.mode == "free":
                continue
            level = comparable_levels(index, delivery)
            for names in roster.plan.sets_of.get(delivery.id, ()):
                there = {n: [p for p in roster.members_in(n) if p in level] for n in names}
                everything = [level[p] for those in there.values() for p in those]
                for name, those in there.items():
                    if those and delivery.mode == "homogeneous":
                        yield from self._wide(name, {p: level[p] for p in those}, setting)
                    elif those:
                        yield from self._off(name, {p: level[p] for p in those}, everything, setting)

    def _wide(self, name: str, levels: dict[str, int], setting: Setting) -> Iterator[Violation]:
        low, high = min(levels, key=levels.__getitem__), max(levels, key=levels.__getitem__)
        over = levels[high] - levels[low] - int(setting.params["tolerance"])
        if over > 0:
            sentence = Phrase(
                f"Levels in {name} run from {levels[low]} ({low}) to {levels[high]} ({high}), "
                f"{over} points too far apart",
                f"Niveaus in {name} lopen van {levels[low]} ({low}) tot {levels[high]} ({high}), "
                f"{over} punten te ver uit elkaar",
            )
            yield self.breach(over, (name, low, high), sentence)

    def _off(
        self, name: str, levels: dict[str, int], everything: list[int], setting: Setting
    ) -> Iterator[Violation]:
        average = Fraction(sum(everything), len(everything))
        off = sum(levels.values()) - len(levels) * average
        over = floor(abs(off)) - int(setting.params["mixed_tolerance"])
        if over > 0:
            here = sum(levels.values()) / len(levels)
            sign = 1 if off < 0 else -1
            far = listed(sorted(levels, key=levels.__getitem__)[::sign])
            sentence = Phrase(
                f"Levels in {name} average {here:.1f} where all groups average {float(average):.1f}, "
                f"{over} points too far off its share (by {far})",
                f"Niveaus in {name} zijn gemiddeld {here:.1f} en over alle groepen {float(average):.1f}, "
                f"{over} punten te ver van het eigen deel (door {far:nl})",
            )
            yield self.breach(over, (name,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Spread of homogeneous groups, balance of mixed ones."""
        for choice in frame.plan.choices:
            delivery = index.deliveries[choice.delivery]
            if choice.guest or not isinstance(delivery, Regrouped):
                continue
            groups = tuple(frame.group[name] for name in choice.groups)
            known = comparable_levels(index, delivery)
            levels = tuple((frame.pupil[p], known[p]) for p in choice.pupils if p in known)
            facts = (delivery.id, *choice.groups[:1])
            given = self.common(setting, facts, f"Groups of {delivery.id} are {delivery.mode}")
            if delivery.mode == "homogeneous":
                tolerance = int(setting.params["tolerance"])
                yield LevelSpread(**given, groups=groups, levels=levels, tolerance=tolerance)
            elif delivery.mode == "mixed":
                tolerance = int(setting.params["mixed_tolerance"])
                yield LevelBalance(**given, groups=groups, levels=levels, tolerance=tolerance)
