"""There is only so much of everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_pool import LimitPool
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import moment
from vlecht.rules.view import RosterView


class Equipment(Rule):
    """Per pool: over all slots, the pieces that sessions use then beyond those there are.

    Every session of a delivery uses what the delivery names, whatever the number of pupils in it.
    """

    id = "equipment"
    words = Phrase(
        "At no moment is more of a pool of equipment in use than there is.",
        "Nooit is er van iets meer in gebruik dan er is.",
    )
    unit = Phrase("pieces x slots", "stuks x tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pool."""
        for pool in index.school.equipment:
            used: Counter[int] = Counter()
            for delivery in index.school.deliveries:
                pieces = delivery.equipment.get(pool.id, 0)
                if pieces:
                    for session in roster.by_delivery.get(delivery.id, ()):
                        used.update(dict.fromkeys(roster.slots(session), pieces))
            amount = sum(max(0, pieces - pool.count) for pieces in used.values())
            if amount:
                worst = min(used, key=lambda slot: (-used[slot], slot))
                when = moment(index.grid, worst)
                sentence = Phrase(
                    f"There are {pool.count} of {pool.id}, at {when} {used[worst]} are in "
                    f"use; {amount} pieces x slots too many in all",
                    f"Er zijn {pool.count} van {pool.id}, {when:nl} zijn er {used[worst]} in "
                    f"gebruik; samen {amount} stuks x tijdvakken te veel",
                )
                yield self.breach(amount, (pool.id,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """A pool per kind of equipment."""
        for pool in index.school.equipment:
            demands = tuple(
                (frame.event[activity.id], pieces)
                for activity in frame.plan.activities
                for name, pieces in activity.equipment
                if name == pool.id and pieces > 0
            )
            if demands:
                yield LimitPool(
                    **self.common(
                        setting, (pool.id,), f"At most {pool.count} of {pool.id} are in use at once"
                    ),
                    pool=pool.id,
                    demands=demands,
                    maximum=pool.count,
                )
