"""What a scenario changes in a school, in the words in which schools ask it; told apart by ``do``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from vlecht.models.places import Room, Site, Travel
from vlecht.models.words import Id, Minutes, Words


class Pick(Words):
    """A member of staff by what they are: the ``nth`` in file order of those with all that is named.

    For scenarios over many schools, in which ids differ.
    """

    role: Id | None = None
    cluster: Id | None = None
    funding: str | None = None
    subject: Id | None = None
    nth: int = Field(default=1, ge=1)


Who = Id | Pick
"""A member of staff: an id, or what they are."""


class Leave(Words):
    """Somebody leaves, or is ill for long. ``successor`` takes over home groups, teams and named lessons."""

    do: Literal["leave"] = "leave"
    staff: Who
    successor: Id | None = None


class ContractsEnd(Words):
    """Everybody whose contract ends on or before a date leaves."""

    do: Literal["contracts_end"] = "contracts_end"
    by: date


class Hire(Words):
    """A candidate of the scenario file comes: as the candidate stands there, or otherwise where stated."""

    do: Literal["hire"] = "hire"
    candidate: Id
    fte: float | None = Field(default=None, gt=0, le=1.5)
    days: tuple[str, ...] = ()
    roles: tuple[Id, ...] = ()
    teams: tuple[Id, ...] = ()
    home_groups: tuple[Id, ...] = ()


class Hours(Words):
    """More or fewer hours: ``fte`` is the new FTE, ``by`` what is added; ``days`` are those worked then."""

    do: Literal["hours"] = "hours"
    staff: Who
    fte: float | None = Field(default=None, gt=0, le=1.5)
    by: float | None = Field(default=None, ge=-1.5, le=1.5)
    days: tuple[str, ...] = ()
    max_days: int | None = Field(default=None, ge=1)


class Tasks(Words):
    """Task hours, taken off teaching first: ``minutes`` a week in all, or ``by`` so many more or fewer."""

    do: Literal["tasks"] = "tasks"
    staff: Who
    minutes: Minutes | None = None
    by: int | None = None


class RoleChange(Words):
    """Roles that somebody gains and loses."""

    do: Literal["role"] = "role"
    staff: Who
    gains: tuple[Id, ...] = ()
    loses: tuple[Id, ...] = ()


class QualificationChange(Words):
    """Somebody may teach more: ``subjects`` in ``years`` (none: all); or, ``lost``, no longer those."""

    do: Literal["qualification"] = "qualification"
    staff: Who
    subjects: tuple[Id, ...] = ()
    years: tuple[int, ...] = ()
    lost: bool = False


class Growth(Words):
    """More pupils or fewer, by ``percent`` or by a number of ``pupils``, in some years or home groups (none:
    all). New pupils are made after those of the same year; they are synthetic and their ids say so."""

    do: Literal["growth"] = "growth"
    years: tuple[int, ...] = ()
    home_groups: tuple[Id, ...] = ()
    percent: float | None = Field(default=None, ge=-100, le=400)
    pupils: int | None = Field(default=None, ge=-2000, le=2000)


class ExtraHomeGroup(Words):
    """A home group more, taught as the home group ``like``. Its pupils come from the home groups
    ``pupils_from`` (none: from ``like``), so that all of these become equally large."""

    do: Literal["extra_home_group"] = "extra_home_group"
    id: Id
    name: str = ""
    like: Id
    pupils_from: tuple[Id, ...] = ()
    room: Id | None = None
    teachers: tuple[Id, ...] = ()


class MergeHomeGroups(Words):
    """Home groups become one: the first, with the pupils, years and teachers of all."""

    do: Literal["merge_home_groups"] = "merge_home_groups"
    home_groups: tuple[Id, ...] = Field(min_length=2)
    room: Id | None = None


class DeliveryChange(Words):
    """A subject is given otherwise. Which: a ``delivery``, or a ``subject`` in some home groups or clusters
    (none: wherever it is given). ``becomes``: the fields that change; with another ``form`` a new one."""

    do: Literal["delivery"] = "delivery"
    delivery: Id | None = None
    subject: Id | None = None
    home_groups: tuple[Id, ...] = ()
    clusters: tuple[Id, ...] = ()
    becomes: dict[str, Any] = Field(min_length=1)


class VariantChange(Words):
    """Another organisation variant: 1 traditional, 2 adaptive, 3 flexible, 4 units, 5 personalised."""

    do: Literal["variant"] = "variant"
    number: int = Field(ge=1, le=5)


class CurriculumChange(Words):
    """Other minutes a week, in some years or home groups (none: all): ``to`` so many, or ``by`` so many more
    or fewer. What one subject gains another must lose: the week does not get longer."""

    do: Literal["curriculum"] = "curriculum"
    years: tuple[int, ...] = ()
    home_groups: tuple[Id, ...] = ()
    to: dict[Id, Minutes] = Field(default_factory=dict)
    by: dict[Id, int] = Field(default_factory=dict)
    usual: dict[Id, Minutes] = Field(default_factory=dict)


class RoomGained(Words):
    """A room more."""

    do: Literal["room_gained"] = "room_gained"
    room: Room


class RoomLost(Words):
    """A room less. A home group that had it as its own has none then."""

    do: Literal["room_lost"] = "room_lost"
    room: Id


class SiteGained(Words):
    """A building more, with its rooms and the way to it."""

    do: Literal["site_gained"] = "site_gained"
    site: Site
    rooms: tuple[Room, ...] = ()
    travel: tuple[Travel, ...] = ()


class SiteLost(Words):
    """A building less, with all its rooms."""

    do: Literal["site_lost"] = "site_lost"
    site: Id


class FundingChange(Words):
    """Another amount of a funding source: ``amount`` in all, or ``by`` euros or ``percent`` more or less."""

    do: Literal["funding"] = "funding"
    source: Id
    amount: float | None = Field(default=None, ge=0)
    by: float | None = None
    percent: float | None = None


class PolicyChange(Words):
    """A rule counts otherwise."""

    do: Literal["policy"] = "policy"
    rule: str
    mode: Literal["hard", "soft", "off"] | None = None
    weight: int | None = Field(default=None, ge=0, le=1_000_000)
    params: dict[str, float | int | str | dict[str, int]] = Field(default_factory=dict)


AnyChange = Annotated[
    Leave
    | ContractsEnd
    | Hire
    | Hours
    | Tasks
    | RoleChange
    | QualificationChange
    | Growth
    | ExtraHomeGroup
    | MergeHomeGroups
    | DeliveryChange
    | VariantChange
    | CurriculumChange
    | RoomGained
    | RoomLost
    | SiteGained
    | SiteLost
    | FundingChange
    | PolicyChange,
    Field(discriminator="do"),
]
"""Any change, told apart by ``do``."""
