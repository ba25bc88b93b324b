"""What may be done about what is lost, and what it weighs: little change first, then quality."""

from __future__ import annotations

from dataclasses import dataclass

RELEASE = 150
"""A lesson that two give goes on with one, and the other stands in elsewhere."""
EMPTY = 1_000_000
"""A seat that nobody takes."""
OTHER = 400
"""A seat or duty of somebody who could have kept it goes to another."""
STAND_IN = 100
"""A lost seat or duty is taken."""
GUIDE = 130
"""A lesson becomes independent work."""
FACE = 60
"""Each different person who stands in before a home group or instruction group."""
TEAM, KNOWN, STRANGER = 10, 20, 50
"""Who stands in is of the team, sees the group at another moment, or neither (own teachers: nothing)."""
BURDEN = 40
"""At most so much for who has stood in most of late."""
RULES_COST = 10
"""A point of the soft rules about staff."""
REWARD = 5_000
"""For each lost lesson that is mended in the way that is asked for."""


@dataclass(frozen=True)
class Measures:
    """What may be done, beside asking who is free; ``wanted``: the way that is asked for, at least once."""

    swap: bool = False
    """Others change seats, so that who knows the lost lesson can take it."""
    release: bool = False
    """Who is second in a lesson takes a lost one, and the first goes on alone."""
    guide: bool = False
    """A lesson becomes independent work, with somebody who may supervise that."""
    merge: bool = False
    """A group goes to another session as a whole, the lost one or one whose teacher then stands in."""
    distribute: bool = False
    """The pupils of a lost lesson go to several other sessions."""
    empty: bool = False
    """Seats may stay empty: to tell which cannot be filled."""
    wanted: str = ""
    without: frozenset[str] = frozenset()
    """People who do not stand in."""
