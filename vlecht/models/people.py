"""Pupils, home groups, clusters, staff and their roles."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from vlecht.models.words import Clock, Function, Id, Minutes, Window, Words


class Elsewhere(Words):
    """A standing moment at which a pupil is not with us: another site, newcomer school, day-a-week school.

    When ``site`` is one of our sites the way there and back takes the sites' travel minutes too.
    """

    days: tuple[str, ...] = ()
    start: Clock
    end: Clock
    site: Id | None = None
    note: str = ""


class Pupil(Words):
    """A pupil. Only ids are needed to make a roster; names are for display.

    ``levels``: subject -> a number, a band of the subject, or null when unknown. ``attendance``: windows
    in which the pupil is at school (none: always). ``works_with``: subject -> the other cluster at whose
    level the pupil works. ``wishes``: workshop offers, best first; ``worth``: offer -> what getting it is
    worth (for rule ``worth``); ``done``: offers taken in an earlier period, for prerequisites and repeats.
    ``together``/``apart``: other pupils. ``friends``: pupils of whom at least one should be near.
    ``attributes``: whatever groups may be balanced by, for example ``{"language": "nl"}``. ``born``: year
    and month, for age limits.
    """

    id: Id
    name: str = ""
    year: int = Field(ge=0, le=20)
    home_group: Id
    levels: dict[Id, float | str | None] = Field(default_factory=dict)
    needs: tuple[str, ...] = ()
    attendance: tuple[Window, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    exemptions: tuple[Id, ...] = ()
    extra_subjects: tuple[Id, ...] = ()
    works_with: dict[Id, Id] = Field(default_factory=dict)
    wishes: tuple[Id, ...] = ()
    worth: dict[Id, Annotated[int, Field(ge=0, le=1_000_000)]] = Field(default_factory=dict)
    done: tuple[Id, ...] = ()
    together: tuple[Id, ...] = ()
    apart: tuple[Id, ...] = ()
    friends: tuple[Id, ...] = ()
    attributes: dict[Id, Annotated[str, Field(min_length=1)]] = Field(default_factory=dict)
    born: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2017-04"])] | None = None


class TeacherDays(Words):
    """One of a home group's own teachers, and the days on which (none: the engine decides)."""

    staff: Id
    days: tuple[str, ...] = ()


class HomeGroup(Words):
    """Where a pupil belongs (Dutch: stamgroep).

    ``scales``: subject -> the name of the scale its levels are on, where groups are tested differently.
    Levels on different scales are not compared (unless a delivery asks to normalise them).
    """

    id: Id
    name: str = ""
    years: tuple[int, ...]
    cluster: Id
    room: Id | None = None
    teachers: tuple[TeacherDays, ...] = ()
    scales: dict[Id, str] = Field(default_factory=dict)


class Cluster(Words):
    """Home groups that work together with a staff team (Dutch: bouw, cluster, unit)."""

    id: Id
    name: str = ""
    team: tuple[Id, ...] = ()


class Role(Words):
    """A kind of staff and what it may do: the substitution matrix as data.

    ``functions``: function -> ``alone``, or ``in_reach`` when only with an end-responsible teacher in
    reach (at that moment running an activity for the same cluster). A function left out is not allowed.
    """

    id: Id
    name: str = ""
    end_responsible: bool = False
    functions: dict[Function, Literal["alone", "in_reach"]] = Field(default_factory=dict)


class Qualification(Words):
    """Subjects and years someone may teach; none means all. ``most``: pupils in a group at most."""

    subjects: tuple[Id, ...] = ()
    years: tuple[int, ...] = ()
    most: int | None = Field(default=None, ge=1)


class Availability(Words):
    """When someone cannot, would rather not, or prefers to work.

    ``absent``: cannot, for once (ill, on leave): meetings then go on without them.
    """

    days: tuple[str, ...] = ()
    start: Clock = 0
    end: Clock = 24 * 60
    level: Literal["cannot", "rather_not", "prefers", "absent"] = "cannot"


class Staff(Words):
    """A member of staff.

    ``task_minutes`` a week are deducted first; ``contact_minutes`` a week overrides what follows from the
    FTE and the policy; ``max_days`` limits the number of days at school (all else open: the engine
    chooses the days). ``cost`` is euros a year per FTE, ``funding`` the source it is paid from (one of the
    school's, where the school lists them).
    """

    id: Id
    name: str = ""
    roles: tuple[Id, ...]
    qualifications: tuple[Qualification, ...] = (Qualification(),)
    fte: float = Field(default=1.0, gt=0, le=1.5)
    availability: tuple[Availability, ...] = ()
    task_minutes: Minutes = 0
    contact_minutes: Minutes | None = None
    max_days: int | None = Field(default=None, ge=1)
    contract_end: date | None = None
    funding: str = ""
    cost: float | None = Field(default=None, ge=0)
