"""Everybody gets real instruction in a block of rounds: switching and wrapping up take their minutes too."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, Joins, Placed, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.attending import taught_pupils
from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class InstructionMinutes(Rule):
    """Per pupil and block of rounds: minutes of effective instruction short of the delivery's minimum.

    Effective are the minutes, less the overhead, of each round in which a group the pupil is a member of
    is taught. A pupil who is pulled out of a round is not judged differently here.
    """

    id = "instruction_minutes"
    words = Phrase(
        "In every block of rounds each pupil gets at least so many minutes of effective instruction.",
        "In elk blok met rondes krijgt elke leerling minstens zoveel minuten echte instructie.",
    )
    unit = Phrase("minutes", "minuten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil and delivery."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, InstructionRoundsDelivery):
                continue
            groups = [group for group in roster.roster.groups if group.delivery == delivery.id]
            taught = {
                block.id: {
                    group.id: sum(
                        max(0, session.minutes - delivery.overhead_minutes)
                        for session in roster.by_block.get(block.id, ())
                        if session.kind == "instruction" and group.id in session.groups
                    )
                    for group in groups
                }
                for block in roster.plan.blocks
                if block.delivery == delivery.id
            }
            mine: dict[str, list[str]] = {pupil: [] for pupil in taught_pupils(index, delivery)[0]}
            for group in groups:
                for pupil in group.members:
                    if pupil in mine:
                        mine[pupil].append(group.id)
            for pupil, names in mine.items():
                got = {block: sum(minutes[name] for name in names) for block, minutes in taught.items()}
                short = {b: delivery.instruction_minutes - m for b, m in got.items()}
                short = {b: minutes for b, minutes in short.items() if minutes > 0}
                if short:
                    least = min(got[block] for block in short)
                    asked = delivery.instruction_minutes
                    sentence = Phrase(
                        f"Pupil {pupil} gets {least} of {asked} minutes of instruction in {listed(short)}",
                        f"Leerling {pupil} krijgt {least} van {asked} minuten instructie in "
                        f"{listed(short):nl}",
                    )
                    yield self.breach(sum(short.values()), (pupil, delivery.id), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Planned turns of the group that a pupil joins, per block."""
        for delivery in index.school.deliveries:
            if not isinstance(delivery, InstructionRoundsDelivery) or delivery.instruction_minutes == 0:
                continue
            choice = next(c for c in frame.plan.choices if c.delivery == delivery.id and not c.guest)
            for block in frame.plan.blocks:
                if block.delivery != delivery.id:
                    continue
                turns = [
                    (
                        frame.group[activity.groups[0]],
                        frame.event[activity.id],
                        max(0, activity.length * index.grid.step - delivery.overhead_minutes),
                    )
                    for activity in block.activities
                    if activity.kind == "instruction"
                ]
                sums = tuple(
                    Sum(
                        f"{block.id} / {pupil}",
                        tuple(
                            Term(minutes, All((Joins(frame.pupil[pupil], group), Placed(event))))
                            for group, event, minutes in turns
                        ),
                        minimum=delivery.instruction_minutes,
                    )
                    for pupil in choice.pupils
                )
                sentence = (
                    f"Every pupil gets {delivery.instruction_minutes} minutes of instruction in {block.id}"
                )
                yield LimitSum(**self.common(setting, (block.id,), sentence), sums=sums)
