"""Kinds of pupils are shared fairly between groups: years, needs, or whatever a school names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.level_balance import LevelBalance
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import attributes_in, kinds_of, pupils_by_kind
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, listed
from vlecht.rules.view import RosterView


class AttributeMix(Rule):
    """Per mixed group and kind: whole pupils off the fair share of that kind, beyond the tolerance.

    Kinds are the values of the named attributes: ``year``, ``home_group``, ``needs`` (each need), or an
    attribute of the pupils. A group's fair share of a kind is its number of members times the kind's part
    of all members; the difference is rounded down.
    """

    id = "attribute_mix"
    words = Phrase(
        "Mixed groups each have their fair share of the kinds of pupils that the school names.",
        "Gemengde groepen hebben elk hun deel van de soorten leerlingen die de school noemt.",
    )
    unit = Phrase("pupils", "leerlingen")
    mode = "soft"
    weight = 3
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "attributes": Parameter(
            "", "what to share fairly: year, home_group, needs or attributes, with commas"
        ),
        "tolerance": Parameter(0, "pupils off its fair share that are fine for a group"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group and kind."""
        tolerance = int(setting.params["tolerance"])
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped) or delivery.mode != "mixed":
                continue
            for names in roster.plan.sets_of.get(delivery.id, ()):
                everybody = [p for name in names for p in roster.members_in(name)]
                for attribute in attributes_in(str(setting.params["attributes"])):
                    kinds = dict.fromkeys(k for p in everybody for k in kinds_of(index, p, attribute))
                    for kind in kinds:
                        all_of = sum(kind in kinds_of(index, p, attribute) for p in everybody)
                        for name in names:
                            members = roster.members_in(name)
                            those = [p for p in members if kind in kinds_of(index, p, attribute)]
                            share = len(members) * all_of / len(everybody)
                            apart = abs(len(those) * len(everybody) - len(members) * all_of)
                            over = apart // len(everybody) - tolerance
                            if over > 0:
                                has, who = counted(len(those), "pupil"), listed(those)
                                sentence = Phrase(
                                    f"{name} has {has} of {attribute} {kind} ({who}), "
                                    f"{share:.1f} is its share",
                                    f"{name} heeft {has:nl} met {attribute} {kind} ({who:nl}), "
                                    f"{share:.1f} is het eigen deel",
                                )
                                yield self.breach(over, (name, attribute, kind), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Balance of 1 for those of a kind and 0 for the others."""
        for choice in frame.plan.choices:
            delivery = index.deliveries[choice.delivery]
            if not isinstance(delivery, Regrouped) or delivery.mode != "mixed" or choice.guest:
                continue
            for attribute in attributes_in(str(setting.params["attributes"])):
                for kind, those in pupils_by_kind(index, choice.pupils, attribute).items():
                    facts = (choice.groups[0], attribute, kind)
                    sentence = f"Groups of {delivery.id} share {attribute} {kind} fairly"
                    yield LevelBalance(
                        **self.common(setting, facts, sentence),
                        groups=tuple(frame.group[name] for name in choice.groups),
                        levels=tuple((frame.pupil[p], int(p in those)) for p in choice.pupils),
                        tolerance=int(setting.params["tolerance"]),
                    )
