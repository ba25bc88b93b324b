"""Some pupils are better off in different groups."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.apart import Apart
from vlecht.core.constraints.base import Constraint
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class KeepApart(Rule):
    """Per delivery and pair of pupils to keep apart: the instruction groups both are in, guests included.

    And per pair, the sessions in which they meet because one of them visits. A shared home group is a fact of
    the school and not judged.
    """

    id = "keep_apart"
    words = Phrase(
        "Pupils who are to be kept apart are not in one instruction group.",
        "Leerlingen die niet samen mogen, zitten niet in dezelfde instructiegroep.",
    )
    unit = Phrase("groups", "groepen")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per delivery and pair."""
        for delivery, joined in roster.joined.items():
            for one, two in index.apart:
                shared = [group for group in joined.get(one, ()) if group in joined.get(two, ())]
                if shared:
                    sentence = Phrase(
                        f"Pupils {one} and {two} should be apart, but share {listed(shared)}",
                        f"Leerlingen {one} en {two} horen niet samen, maar delen {listed(shared):nl}",
                    )
                    yield self.breach(len(shared), (one, two, delivery), sentence)

        yield from self._visits(index, roster)

    def _visits(self, index: SchoolIndex, roster: RosterView) -> Iterator[Violation]:
        """One violation per pair that meets on a visit."""
        hosts = {
            name: (set(found), set(roster.attendees(roster.session[name])))
            for name, found in roster.visitors.items()
            if name in roster.session
        }
        for one, two in index.apart if hosts else ():
            shared = [
                name
                for name, (visitors, present) in hosts.items()
                if {one, two} <= present and not visitors.isdisjoint((one, two))
            ]
            shared = [name for name in shared if not _at_home_together(index, roster, one, two, name)]
            if shared:
                sentence = Phrase(
                    f"Pupils {one} and {two} should be apart, but meet on a visit to {listed(shared)}",
                    f"Leerlingen {one} en {two} horen niet samen, maar zijn samen te gast bij"
                    f" {listed(shared):nl}",
                )
                yield self.breach(len(shared), (one, two), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Apart, per delivery, for pairs that it regroups both."""
        for delivery, groups in frame.plan.groups_of.items():
            regrouped = {p for c in frame.plan.choices if c.delivery == delivery for p in c.pupils}
            pairs = tuple(
                (frame.pupil[one], frame.pupil[two])
                for one, two in index.apart
                if one in regrouped and two in regrouped
            )
            if pairs:
                yield Apart(
                    **self.common(setting, (delivery,), f"Pupils to be kept apart are so in {delivery}"),
                    pairs=pairs,
                    groups=tuple(frame.group[group] for group in groups),
                )


def _at_home_together(index: SchoolIndex, roster: RosterView, one: str, two: str, host: str) -> bool:
    """Whether both visit from one home group that they share anyway."""
    return index.pupils[one].home_group == index.pupils[two].home_group and {one, two} <= set(
        roster.visitors[host]
    )
