"""The roster file: who is where, when, with whom, in which function."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from vlecht.models.words import Clock, Function, Id, Minutes, Words

Kind = Literal[
    "class", "level_group", "flex", "instruction", "independent", "station", "workshop", "support", "fixed"
]
"""What goes on in a session."""


class Assignment(Words):
    """A staff member in a function."""

    staff: Id
    function: Function


class Group(Words):
    """An instruction group: who learns together for the regrouping period.

    ``guests`` work independently in the group's room: they attend, but are not taught there (their own
    level is elsewhere, or they are exempt). They count for the room, not for the group's size or level.
    """

    id: str
    delivery: Id
    members: tuple[Id, ...]
    guests: tuple[Id, ...] = ()


class Session(Words):
    """One activity in the week.

    ``block`` is the aligned block it is part of; ``groups`` are home groups or instruction groups that
    attend (guests too); ``without`` are pupils of those groups who are elsewhere at that moment (pulled
    out for support, or at their own level in another cluster).
    """

    id: str
    block: str
    delivery: Id
    subject: Id
    kind: Kind
    day: str
    start: Clock
    minutes: Minutes
    groups: tuple[str, ...]
    without: tuple[Id, ...] = ()
    staff: tuple[Assignment, ...] = ()
    room: Id | None = None

    @property
    def end(self) -> int:
        """Minutes since midnight at which it ends."""
        return self.start + self.minutes


class MeetingSession(Words):
    """A meeting held: when and who comes."""

    meeting: Id
    day: str
    start: Clock
    minutes: Minutes
    staff: tuple[Id, ...]


class BreakDuty(Words):
    """A staff member supervises a break on a day."""

    pause: Id
    day: str
    staff: Id
    place: Id | None = None


class Freed(Words):
    """A staff member at school whose pupils are all with others during a round of a block."""

    block: str
    day: str
    start: Clock
    minutes: Minutes
    staff: Id


class Visit(Words):
    """Pupils of a session who are in another one at that moment: two groups together, or a group that is
    distributed over others. ``session`` is their own, ``host`` where they are.

    A session of which all pupils are elsewhere needs neither staff nor a room.
    """

    session: str
    host: str
    pupils: tuple[Id, ...] = Field(min_length=1)


class RuleCost(Words):
    """What a rule costs: number of violations, total amount, and amount × weight."""

    rule: str
    mode: Literal["hard", "soft"]
    count: int
    amount: int
    cost: int


class Run(Words):
    """How a roster was made."""

    tool_version: str = ""
    school_hash: str = ""
    seed: int = 0
    options: dict[str, Any] = Field(default_factory=dict)
    status: Literal["optimal", "feasible", "planted", "by_hand"] = "by_hand"
    seconds: float = 0.0
    cost: int | None = None
    bound: int | None = None
    costs: tuple[RuleCost, ...] = ()


class Roster(Words):
    """A week for a school. ``workdays``: staff -> the days they are at school."""

    format_version: Literal[1] = 1
    school: Id
    period: Id | None = None
    groups: tuple[Group, ...] = ()
    sessions: tuple[Session, ...] = ()
    meetings: tuple[MeetingSession, ...] = ()
    duties: tuple[BreakDuty, ...] = ()
    workdays: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    freed: tuple[Freed, ...] = ()
    visits: tuple[Visit, ...] = ()
    run: Run = Run()
