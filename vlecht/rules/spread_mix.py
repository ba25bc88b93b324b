"""Mixed groups have weak and strong pupils alike, not only the same average."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.level_balance import LevelBalance
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import comparable_levels
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class SpreadMix(Rule):
    """Per mixed group: level points by which its spread is off its fair share, beyond the tolerance.

    Spread is how far a pupil's level is from the average of all groups (rounded), added up; a group's
    fair share is the number of its pupils times the average of that over all pupils. Rounded down.
    Members with a comparable level count.
    """

    id = "spread_mix"
    words = Phrase(
        "Levels are spread alike across mixed groups.",
        "Niveaus lopen in alle gemengde groepen even ver uiteen.",
    )
    unit = Phrase("level points", "niveaupunten")
    mode = "soft"
    weight = 1
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "tolerance": Parameter(5, "level points off its fair share that are fine for a group"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.mode != "mixed":
                continue
            levels = comparable_levels(index, delivery)
            if not levels:
                continue
            middle = round(Fraction(sum(levels.values()), len(levels)))
            away = {pupil: abs(level - middle) for pupil, level in levels.items()}
            for names in roster.plan.sets_of.get(delivery.id, ()):
                known = {n: [away[p] for p in roster.members_in(n) if p in away] for n in names}
                everything = [points for found in known.values() for points in found]
                for name, found in known.items():
                    if not found:
                        continue
                    share = len(found) * Fraction(sum(everything), len(everything))
                    over = floor(abs(sum(found) - share)) - int(setting.params["tolerance"])
                    if over > 0:
                        here, there = sum(found) / len(found), sum(everything) / len(everything)
                        sentence = Phrase(
                            f"Levels in {name} lie {here:.1f} from the average where in all groups "
                            f"they lie {there:.1f}, {over} points too far off its share",
                            f"Niveaus in {name} liggen {here:.1f} van het gemiddelde en over alle groepen "
                            f"{there:.1f}, {over} punten te ver van het eigen deel",
                        )
                        yield self.breach(over, (name,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Balance of the distances to the average."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.mode != "mixed":
                continue
            levels = comparable_levels(index, delivery)
            if not levels:
                continue
            middle = round(Fraction(sum(levels.values()), len(levels)))
            for number, names in enumerate(frame.plan.sets_of.get(delivery.id, ())):
                yield LevelBalance(
                    **self.common(
                        setting, (delivery.id, str(number)), f"Levels are spread alike in {delivery.id}"
                    ),
                    groups=tuple(frame.group[name] for name in names),
                    levels=tuple((frame.pupil[p], abs(level - middle)) for p, level in levels.items()),
                    tolerance=int(setting.params["tolerance"]),
                )
