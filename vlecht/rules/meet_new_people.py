"""Pupils meet others than those they were in a group with before."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, Joins
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.count_pairs import CountPairs
from vlecht.models.deliveries import CircuitDelivery, FlexDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class MeetNewPeople(Rule):
    """Per group of a circuit or flex hour and earlier group: pairs of pupils who are in both.

    Earlier groups are those of the same delivery in the period before (``regrouping.former``), and for
    flex hours also those of the hours before.
    """

    id = "meet_new_people"
    words = Phrase(
        "In circuits and flex hours pupils meet others than the time before.",
        "In circuits en flexuren komen leerlingen anderen tegen dan de vorige keer.",
    )
    unit = Phrase("pairs", "tweetallen")
    mode = "off"
    weight = 1

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per group and earlier group."""
        regrouping = index.school.regrouping
        for delivery in index.school.deliveries:
            if not isinstance(delivery, CircuitDelivery | FlexDelivery):
                continue
            former = regrouping.former
            earlier = [(group.id, group.members) for group in former if group.delivery == delivery.id]
            for names in roster.plan.sets_of.get(delivery.id, ()):
                for name in names:
                    members = roster.members_in(name)
                    for other, known in earlier:
                        again = [p for p in members if p in known]
                        pairs = len(again) * (len(again) - 1) // 2
                        if pairs:
                            pupils = counted(len(again), "pupil")
                            sentence = Phrase(
                                f"{pupils} of {name} were together in {other} before",
                                f"{pupils:nl} van {name} zaten eerder samen in {other}",
                            )
                            yield self.breach(pairs, (name, other), sentence)
                earlier += [(name, roster.members_in(name)) for name in names]

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Pairs among who joins a group and was, or is, in the earlier one."""
        regrouping = index.school.regrouping
        for delivery in index.school.deliveries:
            if not isinstance(delivery, CircuitDelivery | FlexDelivery):
                continue
            pupils = frame.plan.members_of.get(delivery.id, ())
            sets: list[tuple[str, tuple[All | Joins, ...]]] = []
            hours = frame.plan.sets_of.get(delivery.id, ())
            for hour, names in enumerate(hours):
                for name in names:
                    group = frame.group[name]
                    for before in regrouping.former:
                        if before.delivery == delivery.id:
                            known = tuple(Joins(frame.pupil[p], group) for p in pupils if p in before.members)
                            sets.append((f"{name} / {before.id}", known))
                    for other in (other for earlier in hours[:hour] for other in earlier):
                        both = tuple(
                            All((Joins(frame.pupil[p], group), Joins(frame.pupil[p], frame.group[other])))
                            for p in pupils
                        )
                        sets.append((f"{name} / {other}", both))
            if sets:
                sentence = f"Pupils meet others at {delivery.id}"
                yield CountPairs(**self.common(setting, (delivery.id,), sentence), sets=tuple(sets))
