"""Every pupil has a friend in the group."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class FriendNear(Rule):
    """Per pupil and set of groups: 1 when the pupil joined a group and no friend shares any of the pupil's.

    Only friends who are regrouped with the pupil count; a pupil without such friends is content.
    """

    id = "friend_near"
    words = Phrase(
        "Every pupil who names friends has at least one of them in the instruction group.",
        "Elke leerling die vrienden noemt, heeft er minstens één in de instructiegroep.",
    )
    unit = Phrase("pupils", "leerlingen")
    mode = "soft"
    weight = 5

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil and set of groups."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, Regrouped):
                continue
            belong = roster.plan.members_of.get(delivery.id, ())
            for names in roster.plan.sets_of.get(delivery.id, ()):
                for pupil in belong:
                    friends = [f for f in index.pupils[pupil].friends if f in belong and f != pupil]
                    mine = [name for name in names if pupil in roster.members_in(name)]
                    if not friends or not mine:
                        continue
                    if not any(friend in roster.members_in(name) for name in mine for friend in friends):
                        sentence = Phrase(
                            f"Pupil {pupil} is in {listed(mine)} without a friend ({listed(friends)})",
                            f"Leerling {pupil} zit in {listed(mine):nl} zonder vriend ({listed(friends):nl})",
                        )
                        yield self.breach(1, (pupil, mine[0]), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per set of groups: a pupil who joins one of them does so with a friend."""
        for choice in frame.plan.choices:
            if choice.guest or not isinstance(index.deliveries[choice.delivery], Regrouped):
                continue
            chosen = set(choice.pupils)
            sums: list[Sum] = []
            for pupil in choice.pupils:
                friends = [f for f in index.pupils[pupil].friends if f in chosen and f != pupil]
                if not friends:
                    continue
                joins = [Joins(frame.pupil[pupil], frame.group[name]) for name in choice.groups]
                near = [
                    All((join, AnyOf(tuple(Joins(frame.pupil[f], join.group) for f in friends))))
                    for join in joins
                ]
                terms = (Term(1, AnyOf(tuple(joins))), Term(-1, AnyOf(tuple(near))))
                sums.append(Sum(pupil, terms, maximum=0))
            if sums:
                sentence = f"Everybody has a friend in the groups of {choice.delivery}"
                yield LimitSum(**self.common(setting, (choice.groups[0],), sentence), sums=tuple(sums))
