"""What happens to a week that is running, what may change because of it, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from vlecht.models.diff import RosterDiff
from vlecht.models.people import Pupil
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.models.words import Clock, Id, Window, Words


class Absent(Words):
    """Somebody is not there: on some days (none: all week), all day or between two times."""

    do: Literal["absent"] = "absent"
    staff: Id
    days: tuple[str, ...] = ()
    start: Clock = 0
    end: Clock = 24 * 60


class RoomClosed(Words):
    """A room cannot be used: on some days (none: all week), all day or between two times."""

    do: Literal["room_closed"] = "room_closed"
    room: Id
    days: tuple[str, ...] = ()
    start: Clock = 0
    end: Clock = 24 * 60


class PupilJoins(Words):
    """A pupil comes."""

    do: Literal["pupil_joins"] = "pupil_joins"
    pupil: Pupil


class PupilLeaves(Words):
    """A pupil goes."""

    do: Literal["pupil_leaves"] = "pupil_leaves"
    pupil: Id


class LessonMoved(Words):
    """A lesson is moved by hand: to a day and time, and to a room where one is named. What starts together
    with it (other groups of its block) moves along."""

    do: Literal["lesson_moved"] = "lesson_moved"
    session: str
    day: str
    start: Clock
    room: Id | None = None


AnyEvent = Annotated[Absent | RoomClosed | PupilJoins | PupilLeaves | LessonMoved, Field(discriminator="do")]
"""Anything that happens, told apart by ``do``."""


class Budget(Words):
    """How much may change at most: moments in the week of any one pupil, of any one member of staff (who is
    absent not counted), and sessions, meetings and break duties in all."""

    per_pupil: int | None = Field(default=None, ge=0)
    per_staff: int | None = Field(default=None, ge=0)
    total: int | None = Field(default=None, ge=0)


class ChangeFile(Words):
    """What happens (``changes``), which part of the week is published and stays (``frozen``), and how much
    may change (``budget``). ``week``: the Monday of the week that it is about, for the counters of cover.

    ``eased``: hard rules that are wishes this week when somebody is absent: who is freed can then stand in,
    on top of the contact minutes of a usual week (none: every hard rule holds).
    """

    format_version: Literal[1] = 1
    week: date | None = None
    changes: tuple[AnyEvent, ...] = Field(min_length=1)
    frozen: tuple[Window, ...] = ()
    budget: Budget = Budget()
    eased: tuple[str, ...] = ("freed_teacher", "contact_minutes")


class Cover(Words):
    """A colleague stood in: when, for how long, in which session, for whom."""

    day: date
    staff: Id
    minutes: int = Field(ge=1)
    session: str
    instead_of: Id | None = None


@dataclass(frozen=True, slots=True)
class Fairness:
    """What an option asks of a colleague, and minutes of cover before it: that week, period and year."""

    staff: str
    minutes: int
    week: int
    period: int
    year: int


OptionKind = Literal[
    "cover", "release", "swap", "supervise", "merge", "distribute", "mixed", "room", "group", "move"
]
"""What an option mainly does."""


@dataclass(frozen=True)
class Option:
    """A way to mend a roster: checked, with its reasons and its price."""

    kind: OptionKind
    title: Phrase
    roster: Roster
    school: School
    reasons: tuple[Phrase, ...]
    diff: RosterDiff
    cost: int
    covers: tuple[tuple[str, str, int], ...] = ()
    """(session, who stands in, minutes)."""
    fairness: tuple[Fairness, ...] = ()
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        """Sessions, meetings and duties that are otherwise, the absent's own included."""
        return len(self.diff.sessions)

    @property
    def cost_change(self) -> int:
        """What the soft rules cost more than before."""
        return sum(line.after - line.before for line in self.diff.costs if line.mode == "soft")

    def as_dict(self) -> dict[str, Any]:
        """As plain data, for ``--json``."""
        return {
            "kind": self.kind,
            "title": self.title.en,
            "title_nl": self.title.nl,
            "reasons": [reason.en for reason in self.reasons],
            "reasons_nl": [reason.nl for reason in self.reasons],
            "changes": self.changes,
            "pupils": len(self.diff.of("pupil")),
            "staff": len(self.diff.of("staff")),
            "cost": self.cost,
            "cost_change": self.cost_change,
            "covers": [
                {"session": session, "staff": person, "minutes": minutes}
                for session, person, minutes in self.covers
            ],
            "fairness": [
                {
                    "staff": line.staff,
                    "minutes": line.minutes,
                    "week": line.week,
                    "period": line.period,
                    "year": line.year,
                }
                for line in self.fairness
            ],
            "seconds": round(self.seconds, 2),
            "diff": self.diff.as_dict(),
        }


@dataclass(frozen=True)
class Repair:
    """What can be done, best first; or why nothing can. ``complete``: every way was tried to the end."""

    options: tuple[Option, ...]
    reasons: tuple[Phrase, ...] = ()
    impossible: bool = False
    """Proven: within what may change, nothing mends it."""
    complete: bool = True
    first: float = 0.0
    """Seconds until the first option."""
    seconds: float = 0.0
