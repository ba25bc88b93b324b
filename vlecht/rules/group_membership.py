"""Who is regrouped joins an instruction group, and nobody else does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.attending import session_lengths, support_pupils, taught_pupils
from vlecht.models.deliveries import AnyDelivery, Regrouped
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, listed
from vlecht.rules.view import RosterView


class GroupMembership(Rule):
    """Per delivery and pupil: how many groups the pupil is in, compared with how many the pupil should be in.

    Level groups, rounds, circuits and support ask for one group, flex hours for one in every hour,
    workshops for one section per moment;
    pupils who do not belong ask for none. A pupil listed as a guest who should be a member, or the other
    way round, adds one per group. The amount is in pupils: one per group too many, too few or wrong.
    """

    id = "group_membership"
    words = Phrase(
        "Every pupil who is regrouped is in a group of the delivery, and nobody else is.",
        "Elke leerling die wordt hergroepeerd zit in een groep van de werkvorm, en niemand anders.",
    )
    unit = Phrase("pupils", "leerlingen")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per delivery and pupil."""
        for delivery in index.school.deliveries:
            wanted = _wanted(index, delivery)
            everywhere = roster.joined.get(delivery.id, {})
            for joined in _hours(roster, delivery, everywhere):
                yield from self._compare(roster, delivery, wanted, joined)
            for pupil, groups in everywhere.items():
                if pupil not in wanted:
                    names = listed(groups)
                    sentence = Phrase(
                        f"Pupil {pupil} is in {names}, but is not regrouped for {delivery.id}",
                        f"Leerling {pupil} zit in {names:nl}, maar wordt voor {delivery.id} niet "
                        "hergroepeerd",
                    )
                    yield self.breach(len(groups), (pupil, delivery.id), sentence)

    def _compare(
        self,
        roster: RosterView,
        delivery: AnyDelivery,
        wanted: dict[str, tuple[int, bool]],
        joined: Mapping[str, tuple[str, ...]],
    ) -> Iterator[Violation]:
        for pupil, (count, as_guest) in wanted.items():
            groups = joined.get(pupil, ())
            amount = abs(len(groups) - count)
            if amount:
                names = listed(groups)
                names = Phrase(f" ({names})", f" ({names:nl})") if groups else names
                there = counted(len(groups), "group")
                sentence = Phrase(
                    f"Pupil {pupil} is in {there} of {delivery.id}{names}, not in {count}",
                    f"Leerling {pupil} zit in {there:nl} van {delivery.id}{names:nl}, niet in {count}",
                )
                yield self.breach(amount, (pupil, delivery.id), sentence)
            wrong = [
                group
                for group in groups
                if pupil not in (roster.group[group].guests if as_guest else roster.group[group].members)
            ]
            if wrong:
                member = Phrase("a member, not a guest", "lid en geen gast")
                role = member if as_guest else Phrase("a guest, not a member", "gast en geen lid")
                sentence = Phrase(
                    f"Pupil {pupil} is {role} of {listed(wrong)}",
                    f"Leerling {pupil} is {role:nl} van {listed(wrong):nl}",
                )
                yield self.breach(len(wrong), (pupil, *wrong), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Joined groups per choice and pupil. Pupils without a choice cannot join in a model."""
        for choice in frame.plan.choices:
            kind = "guests" if choice.guest else "members"
            yield LimitSum(
                **self.common(
                    setting,
                    (choice.delivery, kind),
                    f"Each of the {len(choice.pupils)} {kind} of {choice.delivery} "
                    f"is in {counted(choice.count, 'group')}",
                ),
                sums=tuple(
                    Sum(
                        f"{choice.delivery} / {pupil}",
                        tuple(Term(1, Joins(frame.pupil[pupil], frame.group[g])) for g in choice.groups),
                        choice.count,
                        choice.count,
                    )
                    for pupil in choice.pupils
                ),
            )


def _hours(
    roster: RosterView, delivery: AnyDelivery, joined: Mapping[str, tuple[str, ...]]
) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Pupil -> joined groups, per flex hour; of other forms once, for all groups."""
    if delivery.form != "flex":
        yield joined
        return
    for names in roster.plan.sets_of.get(delivery.id, ()):
        yield {pupil: tuple(g for g in groups if g in names) for pupil, groups in joined.items()}


def _wanted(index: SchoolIndex, delivery: AnyDelivery) -> dict[str, tuple[int, bool]]:
    """Pupil -> (number of groups, as a guest) that a delivery asks for."""
    if delivery.form == "support":
        return dict.fromkeys(support_pupils(index, delivery), (1, False))
    if delivery.form == "workshops":
        line = index.curriculum.get((delivery.home_groups[0], delivery.subject))
        weeks = max(1, len(index.school.calendar.weeks))
        moments = len(session_lengths(line, index.grid.step, weeks)) if line else 0
        return {p: (moments, False) for group in delivery.home_groups for p in index.pupils_of[group]}
    if isinstance(delivery, Regrouped):
        members, guests = taught_pupils(index, delivery)
        return dict.fromkeys(members, (1, False)) | dict.fromkeys(guests, (1, True))
    return {}
