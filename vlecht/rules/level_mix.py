"""Levels in a group lie close together, or alike across groups: as the delivery's mode says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.level_balance import LevelBalance
from vlecht.core.constraints.level_spread import LevelSpread
from vlecht.models.deliveries import CircuitDelivery, InstructionRoundsDelivery, LevelGroupsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class LevelMix(Rule):
    """Per group: level points off what the delivery's mode asks, beyond the tolerance.

    ``homogeneous``: highest minus lowest level in the group. ``mixed``: how far the sum of the group's
    levels is from its fair share, which is the number of its pupils times the average over all groups
    of the delivery; rounded down. ``free`` asks nothing. Members with a known level of the delivery's
    subject count, guests do not.
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
        """One violation per group."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, LevelGroupsDelivery | InstructionRoundsDelivery | CircuitDelivery):
                continue
            levels: dict[str, list[int]] = {}
            for group in roster.roster.groups:
                if group.delivery == delivery.id:
                    found = (index.level(pupil, delivery.subject) for pupil in group.members)
                    levels[group.id] = [level for level in found if level is not None]
            everything = [level for known in levels.values() for level in known]
            for name, known in levels.items():
                if delivery.mode == "homogeneous" and known:
                    spread = max(known) - min(known)
                    over = spread - int(setting.params["tolerance"])
                    low, high = min(known), max(known)
                    sentence = Phrase(
                        f"Levels in {name} run from {low} to {high}, {over} points too far apart",
                        f"Niveaus in {name} lopen van {low} tot {high}, {over} punten te ver uit elkaar",
                    )
                elif delivery.mode == "mixed" and known:
                    share = len(known) * Fraction(sum(everything), len(everything))
                    over = floor(abs(sum(known) - share)) - int(setting.params["mixed_tolerance"])
                    here, all_of = sum(known) / len(known), sum(everything) / len(everything)
                    sentence = Phrase(
                        f"Levels in {name} average {here:.1f} where all groups average {all_of:.1f}, "
                        f"{over} points too far off its share",
                        f"Niveaus in {name} zijn gemiddeld {here:.1f} en over alle groepen {all_of:.1f}, "
                        f"{over} punten te ver van het eigen deel",
                    )
                else:
                    continue
                if over > 0:
                    yield self.breach(over, (name,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Spread of homogeneous groups, balance of mixed ones."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, LevelGroupsDelivery | InstructionRoundsDelivery | CircuitDelivery):
                continue
            groups = tuple(frame.group[name] for name in frame.plan.groups_of.get(delivery.id, ()))
            levels = tuple(
                (frame.pupil[pupil], level)
                for choice in frame.plan.choices
                if choice.delivery == delivery.id and not choice.guest
                for pupil in choice.pupils
                if (level := index.level(pupil, delivery.subject)) is not None
            )
            given = self.common(setting, (delivery.id,), f"Groups of {delivery.id} are {delivery.mode}")
            if delivery.mode == "homogeneous":
                tolerance = int(setting.params["tolerance"])
                yield LevelSpread(**given, groups=groups, levels=levels, tolerance=tolerance)
            elif delivery.mode == "mixed":
                tolerance = int(setting.params["mixed_tolerance"])
                yield LevelBalance(**given, groups=groups, levels=levels, tolerance=tolerance)
