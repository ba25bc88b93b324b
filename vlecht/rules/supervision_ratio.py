"""Nobody guides more pupils at independent work than they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.supervision import Supervision
from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.words import Function
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame, seat_name
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class SupervisionRatio(Rule):
    """Per session of independent work: pupils beyond the ratio times the supervisors it has.

    Everybody in its groups counts, guests too, and also who is pulled out for part of it. A planned
    session that is not held has no supervisor at all. The ratio is the delivery's for rounds, else the
    parameter.
    """

    id = "supervision_ratio"
    words = Phrase(
        "At independent work there are at most so many pupils per supervisor.",
        "Bij zelfstandig werken zijn er hoogstens zoveel leerlingen per begeleider.",
    )
    unit = Phrase("pupils", "leerlingen")
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "ratio": Parameter(30, "pupils per supervisor at independent work outside instruction rounds")
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per session, held or missing."""
        for session in roster.roster.sessions:
            if session.kind == "independent":
                pupils = roster.attendees(session)
                present = sum(person.function == Function.SUPERVISE for person in session.staff)
                ratio = self._ratio(index, session.delivery, setting)
                over = len(pupils) - ratio * present
                if over > 0:
                    heads, guides = counted(len(pupils), "pupil"), counted(present, "supervisor")
                    sentence = Phrase(
                        f"{session.id} has {heads} for {guides}, {over} above {ratio} each",
                        f"{session.id} heeft {heads:nl} op {guides:nl}, {over} boven {ratio} per begeleider",
                    )
                    yield self.breach(over, (session.id,), sentence)
        for activity in roster.plan.activities:
            if activity.kind == "independent" and activity.id not in roster.session:
                left = {pupil for group in activity.groups for pupil in roster.members.get(group, ())}
                if left:
                    heads = counted(len(left), "pupil")
                    sentence = Phrase(
                        f"{activity.id} is not held: {heads} without supervisor",
                        f"{activity.id} valt uit: {heads:nl} zonder begeleider",
                    )
                    yield self.breach(len(left), (activity.id,), sentence)

    def _ratio(self, index: SchoolIndex, delivery: str, setting: Setting) -> int:
        found = index.deliveries[delivery]
        return found.ratio if isinstance(found, InstructionRoundsDelivery) else int(setting.params["ratio"])

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Supervision per delivery; only seats of supervisors count."""
        for delivery in index.school.deliveries:
            work = [
                activity
                for activity in frame.plan.activities
                if activity.delivery == delivery.id and activity.kind == "independent"
            ]
            if not work:
                continue
            ratio = int(setting.params["ratio"])
            if isinstance(delivery, InstructionRoundsDelivery):
                ratio = delivery.ratio
            roles = {
                seat_name(number, seat.function)
                for activity in work
                for number, seat in enumerate(activity.seats)
                if seat.function == Function.SUPERVISE
            }
            yield Supervision(
                **self.common(
                    setting, (delivery.id,), f"At most {ratio} pupils per supervisor at {delivery.id}"
                ),
                events=tuple(frame.event[activity.id] for activity in work),
                roles=tuple(sorted(roles)),
                ratio=ratio,
            )
