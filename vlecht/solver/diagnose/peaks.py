"""Sessions that take so many people at once that the rest of the school cannot do without them.

Home groups are never without staff: beside an aligned block the other clusters still need theirs. Where the
people who can be there are fewer than both together, the block cannot be in that part of the week.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate

from vlecht.models.deliveries import WorkshopsDelivery
from vlecht.solver.diagnose.budget import Budget, Count
from vlecht.solver.diagnose.sessions import Alike, Place, filled


def add_peaks(x: Budget) -> None:
    """Bar the parts of the week in which a session would need more people at once than there are."""
    assumed = x.assumed
    if not assumed.rule("staffed") or not assumed.rule("staff_one_activity"):
        return
    fewest = fewest_at_once(x)
    people = _people(x)
    there: dict[Place, int] = {}
    for count in x.counts:
        if not count.alike.block.home_groups:
            continue
        for place in count.places:
            if place not in there:
                there[place] = sum(assumed.blocked[person].isdisjoint(place) for person in people)
        here = frozenset(count.alike.block.home_groups)
        others = sum(number for groups, number in fewest if groups.isdisjoint(here))
        if _at_once(x, count) + others > max(there[place] for place in count.places):
            x.model.add(count.number == 0)


def _people(x: Budget) -> frozenset[str]:
    """Whoever can take any seat at all."""
    return frozenset(
        p for count in x.counts for act in count.alike.acts for able in act.candidates for p in able
    )


def _at_once(x: Budget, count: Count) -> int:
    """Seats of a session's fullest moment, and the teachers who must be free beside it."""
    freed = 0
    delivery = x.index.deliveries[count.alike.block.delivery]
    if x.assumed.rule("freed_teacher") and x.assumed.holds(f"freed|{delivery.id}") and count.alike.asked:
        freed = getattr(delivery, "freed", 0)
    seats: dict[int, int] = defaultdict(int)
    for act in count.alike.acts:
        for slot in range(act.offset, act.offset + act.length):
            seats[slot] += len(act.candidates)
    return max(seats.values(), default=0) + freed


def fewest_at_once(x: Budget, *, proven: bool = True) -> list[tuple[frozenset[str], int]]:
    """Home groups that share sessions, and the fewest people that all of them can be with at one moment.

    ``proven``: only home groups of which it is certain that somebody is always there are counted.
    """
    options: list[tuple[frozenset[str], int]] = []
    for alike in x.sessions:
        if alike.block.home_groups:
            seats: dict[int, int] = dict.fromkeys(range(alike.length), 0)
            for act in alike.acts:
                for slot in range(act.offset, act.offset + act.length):
                    seats[slot] += len(act.candidates)
            least = min(seats.values())
            options.append(
                (frozenset(alike.block.home_groups), least if proven else max(least, _sections(x, alike)))
            )
    sets: list[frozenset[str]] = []
    for groups, _ in options:
        touching = [known for known in sets if not known.isdisjoint(groups)]
        sets = [known for known in sets if known not in touching]
        sets.append(groups.union(*touching))
    found: list[tuple[frozenset[str], int]] = []
    for groups in sets:
        mine = [option for option in options if option[0] <= groups]
        sure = frozenset(group for group in groups if not proven or filled(x.assumed, group))
        found.append((groups, _cover(sure, mine, {})))
    return found


def _sections(x: Budget, alike: Alike) -> int:
    """Sections of a workshop moment, sessions of their own, that hold all its pupils; else 0."""
    delivery = x.index.deliveries[alike.block.delivery]
    if not isinstance(delivery, WorkshopsDelivery):
        return 0
    pupils = sum(len(x.index.pupils_of[group]) for group in alike.block.home_groups)
    places = sorted((o.capacity for o in delivery.offers for _ in range(o.sections)), reverse=True)
    return 1 + sum(held < pupils for held in accumulate(places[:-1]))


def _cover(
    left: frozenset[str], options: list[tuple[frozenset[str], int]], known: dict[frozenset[str], int]
) -> int:
    """Fewest seats of sessions that cover some home groups; groups not asked about may be in them too."""
    if not left:
        return 0
    if left not in known:
        first = min(left)
        known[left] = min(
            (seats + _cover(left - groups, options, known) for groups, seats in options if first in groups),
            default=0,
        )
    return known[left]
