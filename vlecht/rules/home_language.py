"""Pupils with one home language together, or spread: only when a school asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.atoms import AnyOf, Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.level_balance import LevelBalance
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.kinds import kinds_of, pupils_by_kind
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class HomeLanguage(Rule):
    """Pupils of one home language in as few groups as can be (``same``), or shared fairly (``mixed``).

    ``same``: per set of groups and language, the groups it is found in beyond one. ``mixed``: per group
    and language, whole pupils off the group's fair share. The language is an attribute of pupils; who has
    none does not count.
    """

    id = "home_language"
    words = Phrase(
        "Pupils with the same home language are together, or spread, as the school asks.",
        "Leerlingen met dezelfde thuistaal zitten bij elkaar, of juist verspreid, zoals de school vraagt.",
    )
    unit = Phrase("groups or pupils", "groepen of leerlingen")
    mode = "off"
    weight = 3
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "attribute": Parameter("language", "the attribute of pupils that tells the home language"),
        "want": Parameter("mixed", "same: together in few groups; mixed: spread over them"),
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per set and language (same), or per group and language (mixed)."""
        attribute = str(setting.params["attribute"])
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped):
                continue
            for names in roster.plan.sets_of.get(delivery.id, ()):
                speak = {
                    name: [kind for p in roster.members_in(name) for kind in kinds_of(index, p, attribute)]
                    for name in names
                }
                for language in dict.fromkeys(kind for found in speak.values() for kind in found):
                    if setting.params["want"] == "same":
                        yield from self._scattered(delivery.id, language, speak)
                    else:
                        yield from self._unshared(language, speak)

    def _scattered(self, delivery: str, language: str, speak: dict[str, list[str]]) -> Iterator[Violation]:
        where = [name for name, kinds in speak.items() if language in kinds]
        if len(where) > 1:
            sentence = Phrase(
                f"Pupils with home language {language} are spread over {listed(where, 6)}",
                f"Leerlingen met thuistaal {language} zijn verdeeld over {listed(where, 6):nl}",
            )
            yield self.breach(len(where) - 1, (delivery, language), sentence)

    def _unshared(self, language: str, speak: dict[str, list[str]]) -> Iterator[Violation]:
        number = sum(len(kinds) for kinds in speak.values())
        those = sum(kinds.count(language) for kinds in speak.values())
        for name, kinds in speak.items():
            over = abs(number * kinds.count(language) - those * len(kinds)) // number
            if over > 0:
                share = those * len(kinds) / number
                sentence = Phrase(
                    f"{name} has {kinds.count(language)} pupils with home language {language}, "
                    f"its share is {share:.1f}",
                    f"{name} heeft {kinds.count(language)} leerlingen met thuistaal {language}, "
                    f"het eigen deel is {share:.1f}",
                )
                yield self.breach(over, (name, language), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per language: groups with any of its pupils (same), or the balance of who speaks it (mixed)."""
        attribute = str(setting.params["attribute"])
        for choice in frame.plan.choices:
            if choice.guest or not isinstance(index.deliveries[choice.delivery], Regrouped):
                continue
            groups = tuple(frame.group[name] for name in choice.groups)
            speakers = pupils_by_kind(index, choice.pupils, attribute)
            known = [p for those in speakers.values() for p in those]
            for language, those in speakers.items():
                common = self.common(
                    setting, (choice.groups[0], language), f"Home language {language} in {choice.delivery}"
                )
                if setting.params["want"] == "same":
                    terms = tuple(
                        Term(1, AnyOf(tuple(Joins(frame.pupil[p], group) for p in those))) for group in groups
                    )
                    yield LimitSum(**common, sums=(Sum(language, terms, maximum=1),))
                else:
                    levels = tuple((frame.pupil[p], int(p in those)) for p in known)
                    yield LevelBalance(**common, groups=groups, levels=levels)
