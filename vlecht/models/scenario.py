"""The scenario file: what-if questions about the staffing (Dutch: formatie) of one school or of many."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from vlecht.models.changes import AnyChange
from vlecht.models.people import Staff
from vlecht.models.words import Id, Words, parse_seconds

Seconds = Annotated[float, BeforeValidator(parse_seconds), Field(gt=0)]
"""A length of time: ``60``, ``"60s"``, ``"5m"`` or ``"PT5M"`` in files, seconds in the program."""


class RoleChoice(Words):
    """Other roles that somebody is open to, and euros a year per FTE in them (none: as stated)."""

    roles: tuple[Id, ...] = Field(min_length=1)
    cost: float | None = Field(default=None, ge=0)


Ftes = tuple[Annotated[float, Field(gt=0, le=1.5)], ...]


class Candidate(Staff):
    """Somebody who could come: a member of staff, and where they would belong.

    ``teams``: clusters whose team they join. ``home_groups``: of which they become a teacher. For
    ``formation least``: hours and roles they are open to instead of those stated.
    """

    teams: tuple[Id, ...] = ()
    home_groups: tuple[Id, ...] = ()
    fte_choices: Ftes = ()
    role_choices: tuple[RoleChoice, ...] = ()


class Present(Words):
    """For ``formation least``: somebody on the staff about whom something is open.

    ``may_leave``: need not stay. Hours and roles they are open to instead of their own.
    """

    staff: Id
    may_leave: bool = False
    fte_choices: Ftes = ()
    role_choices: tuple[RoleChoice, ...] = ()


class TeachingChoice(Words):
    """For ``formation most``: other ways in which a delivery with level groups, instruction rounds or support
    could be given: the fields that change, such as ``{ sessions = 3 }``.
    """

    delivery: Id
    choices: tuple[dict[str, Any], ...] = Field(min_length=1)


class CandidateFile(Words):
    """Who could come, and who of the staff could leave, change hours or roles. ``at_most``: so many of the
    candidates come. ``teaching``: what could be given otherwise (none named: up to two more groups, or
    sessions of support, than now wherever there are any)."""

    format_version: Literal[1] = 1
    notes: str = ""
    at_most: int | None = Field(default=None, ge=0)
    candidates: tuple[Candidate, ...] = ()
    present: tuple[Present, ...] = ()
    teaching: tuple[TeachingChoice, ...] = ()


class Shared(Words):
    """Somebody whom schools of a board share: a candidate, and how many ``days`` a week at each school.

    Nobody is at two schools on one day; FTE goes with the days. Which days is decided for all schools
    together: those on which a school has fewest people of its own.
    """

    candidate: Id
    days: dict[str, Annotated[int, Field(ge=1, le=7)]] = Field(min_length=1)


class Scenario(Words):
    """A named set of changes to the base. ``optional``: left out for a school to which it does not apply
    (it names something that the school does not have), instead of being a mistake."""

    id: Id
    name: str = ""
    changes: tuple[AnyChange, ...] = ()
    optional: bool = False


class Where(Words):
    """Which ones an axis takes: those with all that is named."""

    role: Id | None = None
    cluster: Id | None = None
    funding: str | None = None
    kind: str | None = None
    ids: tuple[Id, ...] = ()


class Option(Words):
    """One point of an axis."""

    id: Id
    name: str = ""
    changes: tuple[AnyChange, ...] = ()


class Axis(Words):
    """One way in which scenarios differ: listed ``options``, or a set of ``changes`` for ``each`` thing of a
    kind or for each of some ``values``; ``{each}`` in the changes stands for its id or value.

    ``neutral``: whether "no change" is a point of the axis too.
    """

    id: Id
    name: str = ""
    options: tuple[Option, ...] = ()
    each: Literal["staff", "candidate", "home_group", "room", "year"] | None = None
    where: Where = Where()
    values: tuple[float | int | str, ...] = ()
    changes: tuple[dict[str, Any], ...] = ()
    neutral: bool = False


class Cross(Words):
    """A scenario for every combination of the points of some axes."""

    axes: tuple[Id, ...] = Field(min_length=1)


class RunOptions(Words):
    """How every scenario is solved. ``reproducible``: by an amount of work instead of by the clock, so that
    every machine finds the same. ``workers``: of the solver, per scenario (none: so that all processors
    are used and not more). ``gap``: a share of the cost at which a search ends."""

    time_limit: Seconds = 60.0
    seeds: tuple[int, ...] = (0,)
    workers: int | None = Field(default=None, ge=1, le=256)
    gap: float = Field(default=0.0, ge=0, lt=1)
    reproducible: bool = False


class ScenarioFile(Words):
    """A batch of scenarios over a base school (or, by option, over each school of a folder).

    ``base``: a school file beside this one, or ``sample:NAME``. ``candidates``: who could come;
    ``candidates_from`` a file with them. Axes that no ``cross`` names are crossed with each other.
    ``shared``: people whom several of the schools share; they are there in every scenario.
    ``assumptions`` are printed with the comparison.
    """

    format_version: Literal[1] = 1
    title: str = ""
    notes: str = ""
    base: str = ""
    assumptions: tuple[str, ...] = ()
    options: RunOptions = RunOptions()
    candidates: tuple[Candidate, ...] = ()
    candidates_from: str = ""
    shared: tuple[Shared, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    axes: tuple[Axis, ...] = ()
    crosses: tuple[Cross, ...] = ()
