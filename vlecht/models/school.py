"""The school file: everything a roster is made from."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import Field

from vlecht.models.calendar import Calendar
from vlecht.models.deliveries import AnyDelivery
from vlecht.models.people import Cluster, HomeGroup, Pupil, Role, Staff
from vlecht.models.places import Equipment, Room, Site, Travel
from vlecht.models.regrouping import Regrouping
from vlecht.models.words import Clock, Function, Id, Minutes, Window, Words

FORMAT_VERSION: Literal[1] = 1


class Subject(Words):
    """A subject. ``bands``: names of its level bands, lowest first, where levels are bands."""

    id: Id
    name: str = ""
    core: bool = False
    bands: tuple[str, ...] = ()


class CurriculumLine(Words):
    """Minutes a week of a subject for some years, or for named home groups (which then win).

    Sessions last between ``shortest`` and ``longest`` minutes, ``usual`` by preference; at most
    ``max_per_day`` a day; by preference in ``day_part`` (before or after noon).
    """

    years: tuple[int, ...] = ()
    home_groups: tuple[Id, ...] = ()
    subject: Id
    minutes: Minutes
    usual: Minutes = 45
    shortest: Minutes = 15
    longest: Minutes = 120
    max_per_day: int = Field(default=1, ge=1)
    day_part: Literal["morning", "afternoon", "any"] = "any"


class Meeting(Words):
    """Staff together: joint preparation, stand-up, team meeting.

    Members: ``staff`` and the teams of ``clusters``; neither means everybody. Held ``per_week`` times for
    ``minutes``, within ``windows``, on different days. ``attendance`` ``all``: on a moment when every
    member can; ``working``: those at school that day come.
    """

    id: Id
    name: str = ""
    kind: Literal["joint_preparation", "stand_up", "team_meeting"] = "joint_preparation"
    staff: tuple[Id, ...] = ()
    clusters: tuple[Id, ...] = ()
    minutes: Minutes
    per_week: int = Field(default=1, ge=1)
    windows: tuple[Window, ...]
    attendance: Literal["all", "working"] = "all"


class Funding(Words):
    """A source of money for staff: ``amount`` euros a year (less than 0: a cut), and ``per_pupil`` euros a
    year for every pupil."""

    id: Id
    name: str = ""
    amount: float = 0.0
    per_pupil: float = Field(default=0.0, ge=0)


class Presence(Words):
    """At least ``at_least`` of ``staff`` are at school on every school day."""

    staff: tuple[Id, ...] = Field(min_length=1)
    at_least: int = Field(default=1, ge=1)


class RuleSetting(Words):
    """How a rule counts here: hard, weighted or off; ``weight`` per unit; its parameters."""

    mode: Literal["hard", "soft", "off"] | None = None
    weight: int | None = Field(default=None, ge=0, le=1_000_000)
    params: dict[str, float | int | str | dict[str, int]] = Field(default_factory=dict)


class Policy(Words):
    """Every rule, hard or weighted, with its parameters. What is left out has its documented default."""

    rules: dict[str, RuleSetting] = Field(default_factory=dict)
    contact_minutes_per_fte: Minutes = 1500


class StartPin(Words):
    """A block starts then (or, ``forbid``, does not).

    ``automatic``, of any pin: made by a program to hold what is published, not by a person. It is kept as any
    other; when what it names is no longer there it is let go with a warning.
    """

    what: Literal["start"] = "start"
    block: str
    day: str
    start: Clock
    forbid: bool = False
    automatic: bool = False


class StaffPin(Words):
    """A staff member has a function in a session (or not).

    ``session`` may be a block or delivery id: all of it.
    """

    what: Literal["staff"] = "staff"
    session: str
    staff: Id
    function: Function = Function.LEAD
    forbid: bool = False
    automatic: bool = False


class RoomPin(Words):
    """A session is in a room (or not). ``session`` may be a block or delivery id: all of it."""

    what: Literal["room"] = "room"
    session: str
    room: Id
    forbid: bool = False
    automatic: bool = False


class PupilPin(Words):
    """A pupil is in an instruction group (or not)."""

    what: Literal["pupil"] = "pupil"
    pupil: Id
    group: str
    forbid: bool = False
    automatic: bool = False


class GroupPin(Words):
    """A closed group: its members are these pupils and nobody else."""

    what: Literal["group"] = "group"
    group: str
    pupils: tuple[Id, ...]
    automatic: bool = False


class MomentPin(Words):
    """A workshop section is given at that moment of its delivery, 1 is the first (or is not)."""

    what: Literal["moment"] = "moment"
    section: str
    moment: int = Field(ge=1)
    forbid: bool = False
    automatic: bool = False


AnyPin = Annotated[
    StartPin | StaffPin | RoomPin | PupilPin | GroupPin | MomentPin, Field(discriminator="what")
]


class School(Words):
    """A school: what is given, what is asked, and what counts how heavily."""

    format_version: Literal[1] = FORMAT_VERSION
    id: Id
    name: str = ""
    synthetic: bool = False
    notes: str = ""
    calendar: Calendar
    sites: tuple[Site, ...] = ()
    travel: tuple[Travel, ...] = ()
    rooms: tuple[Room, ...] = Field(min_length=1)
    equipment: tuple[Equipment, ...] = ()
    subjects: tuple[Subject, ...] = Field(min_length=1)
    clusters: tuple[Cluster, ...] = Field(min_length=1)
    home_groups: tuple[HomeGroup, ...] = Field(min_length=1)
    pupils: tuple[Pupil, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)
    staff: tuple[Staff, ...] = Field(min_length=1)
    curriculum: tuple[CurriculumLine, ...] = Field(min_length=1)
    deliveries: tuple[AnyDelivery, ...] = Field(min_length=1)
    meetings: tuple[Meeting, ...] = ()
    presence: tuple[Presence, ...] = ()
    funding: tuple[Funding, ...] = ()
    pins: tuple[AnyPin, ...] = ()
    regrouping: Regrouping = Regrouping()
    policy: Policy = Policy()

    def canonical(self) -> dict[str, Any]:
        """The school as plain data, defaults left out; what tells forms and pins apart stays in."""
        data: dict[str, Any] = json.loads(self.model_dump_json(exclude_defaults=True))
        data["deliveries"] = [
            {"form": delivery.form} | stated
            for delivery, stated in zip(self.deliveries, data["deliveries"], strict=True)
        ]
        if self.pins:
            data["pins"] = [
                {"what": pin.what} | stated for pin, stated in zip(self.pins, data["pins"], strict=True)
            ]
        return {"format_version": self.format_version} | data

    def hash(self) -> str:
        """A short content hash: rosters carry it, so that a roster and its school cannot be mixed up."""
        text = json.dumps(self.canonical(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]
