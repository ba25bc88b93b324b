"""Nobody is the only one of a kind in a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.atoms import Joins
from vlecht.core.constraints.avoid_lone import AvoidLone
from vlecht.core.constraints.base import Constraint
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import attributes_in, kinds_of, pupils_by_kind
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class NotAlone(Rule):
    """Per group and kind: 1 when exactly one of its members is of the kind, and the delivery has more of it.

    Kinds are the values of the named attributes: ``year``, ``home_group``, ``needs`` (each need), or an
    attribute of the pupils. Guests do not count.
    """

    id = "not_alone"
    words = Phrase(
        "Nobody is the only one of a kind in an instruction group.",
        "Niemand is de enige van zijn soort in een instructiegroep.",
    )
    unit = Phrase("pupils", "leerlingen")
    mode = "soft"
    weight = 5
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "attributes": Parameter("", "by what: year, home_group, needs or attributes, with commas"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group and kind."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped):
                continue
            belong = roster.plan.members_of.get(delivery.id, ())
            for attribute in attributes_in(str(setting.params["attributes"])):
                there = pupils_by_kind(index, belong, attribute)
                for name in roster.plan.groups_of.get(delivery.id, ()):
                    members = [p for p in roster.members_in(name) if p in belong]
                    for kind, everybody in there.items():
                        those = [p for p in members if kind in kinds_of(index, p, attribute)]
                        if len(those) == 1 and len(everybody) > 1:
                            sentence = Phrase(
                                f"Pupil {those[0]} is the only one of {attribute} {kind} in {name}",
                                f"Leerling {those[0]} is in {name} de enige met {attribute} {kind}",
                            )
                            yield self.breach(1, (those[0], name), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per set of groups and attribute: not exactly one of a kind joins."""
        for choice in frame.plan.choices:
            if choice.guest or not isinstance(index.deliveries[choice.delivery], Regrouped):
                continue
            for attribute in attributes_in(str(setting.params["attributes"])):
                sets = tuple(
                    (f"{name} / {kind}", tuple(Joins(frame.pupil[p], frame.group[name]) for p in those))
                    for kind, those in pupils_by_kind(index, choice.pupils, attribute).items()
                    if len(those) > 1
                    for name in choice.groups
                )
                if sets:
                    facts = (choice.groups[0], attribute)
                    sentence = f"Nobody is the only one of a {attribute} in a group of {choice.delivery}"
                    yield AvoidLone(**self.common(setting, facts, sentence), sets=sets)
