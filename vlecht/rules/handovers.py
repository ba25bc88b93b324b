"""A home group keeps the same teacher through the day."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Assigned, StartsWithin, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.words import Function
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, on
from vlecht.rules.view import RosterView

_IN_CHARGE = (Function.LEAD, Function.SUPERVISE)


class Handovers(Rule):
    """Amount: per home group and day, own teachers beyond the first who lead or supervise a session that
    the home group attends as a whole (class, co-taught, independent work of the class, fixed)."""

    id = "handovers"
    words = Phrase(
        "A home group has one of its own teachers a day before it as a class, not several in turn.",
        "Een stamgroep heeft per dag een van de eigen leerkrachten voor de klas, niet meer na elkaar.",
    )
    unit = Phrase("handovers", "overdrachten")
    mode = "soft"
    weight = 2

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per home group and day."""
        seen: dict[tuple[str, str], dict[str, None]] = {}
        for session in roster.roster.sessions:
            for group in session.groups:
                if group in index.home_groups:
                    own = index.own_teachers(group)
                    for seat in session.staff:
                        if seat.function in _IN_CHARGE and seat.staff in own:
                            seen.setdefault((group, session.day), {})[seat.staff] = None
        for (group, day), teachers in seen.items():
            if len(teachers) > 1:
                names, times = ", ".join(teachers), counted(len(teachers) - 1, "handover")
                sentence = Phrase(
                    f"Home group {group} goes from hand to hand on {day} ({names}): {times}",
                    f"Stamgroep {group} gaat {on(day):nl} van hand tot hand ({names}): {times:nl}",
                )
                yield self.breach(len(teachers) - 1, (group, day), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per home group and day: at most one of the own teachers in a seat of an activity that day."""
        for group in index.home_groups:
            own = tuple(dict.fromkeys(index.own_teachers(group)))
            seats = [
                (frame.event[activity.id], role)
                for block in frame.blocks_of(group)
                for activity in block.activities
                if group in activity.groups
                for role, seat in enumerate(activity.seats)
                if seat.function in _IN_CHARGE
            ]
            if len(own) < 2 or not seats:
                continue
            yield LimitSum(
                **self.common(setting, (group,), f"Home group {group} keeps one own teacher through a day"),
                sums=tuple(
                    Sum(
                        f"{group} / {name}",
                        tuple(
                            Term(1, _before(frame.staff[person], seats, frame.day_slots(day)))
                            for person in own
                        ),
                        maximum=1,
                    )
                    for day, name in enumerate(index.grid.days)
                ),
            )


def _before(person: int, seats: list[tuple[int, int]], times: tuple[int, ...]) -> AnyOf:
    """The person has one of the (event, role) seats in an event that starts at one of the times."""
    return AnyOf(
        tuple(All((Assigned(event, role, person), StartsWithin(event, times))) for event, role in seats)
    )
