"""How a subject is given to a set of home groups: one delivery form per subject and set of home groups."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vlecht.models.words import Clock, Function, Id, Minutes, Window, Words

Mode = Literal["homogeneous", "mixed", "free"]
"""How a group's levels should lie: close together, alike across groups, or as they fall."""


class Size(Words):
    """Pupils in a group: at least, at most."""

    min: int = Field(default=1, ge=0)
    max: int = Field(default=30, ge=1)


class Count(Words):
    """How many groups: as many as the staff really present allow, within these limits."""

    min: int = Field(ge=1)
    max: int = Field(ge=1)


class Delivery(Words):
    """What all forms share.

    ``home_groups`` receive ``subject`` this way. ``leads``: who may lead (none: anyone allowed by role and
    qualification). ``room_kinds``: kinds of room that suit (none: the home group's own room, or any
    classroom or instruction room for groups). ``equipment``: pool -> number used per activity. ``windows``:
    when it may be given (none: any lesson time).
    """

    id: Id
    subject: Id
    home_groups: tuple[Id, ...]
    leads: tuple[Id, ...] = ()
    room_kinds: tuple[str, ...] = ()
    equipment: dict[Id, int] = Field(default_factory=dict)
    windows: tuple[Window, ...] = ()


class ClassDelivery(Delivery):
    """Sessions of one home group with its own teacher by preference.

    ``independent`` sessions are independent work: they are supervised rather than led.
    """

    form: Literal["class"] = "class"
    independent: bool = False


class CoTaughtDelivery(Delivery):
    """As ``class``, with a second staff member in function ``second`` for a ``share`` of the sessions."""

    form: Literal["co_taught"] = "co_taught"
    second: Function = Function.CO_TEACH
    share: float = Field(default=1.0, ge=0, le=1)


class LevelGroupsDelivery(Delivery):
    """Aligned sessions in which the pupils of all the home groups are regrouped into parallel groups."""

    form: Literal["level_groups"] = "level_groups"
    groups: Count
    size: Size = Size()
    mode: Mode = "homogeneous"


class InstructionRoundsDelivery(Delivery):
    """An aligned block of rounds: some groups are taught, everybody else works independently, supervised.

    Each block has ``rounds`` rounds of equal length; in a round at most ``parallel`` of the ``groups``
    groups are taught. A round's effective instruction is its length less ``overhead_minutes`` (switching,
    wrap-up, a round through the class). Every pupil gets at least ``instruction_minutes`` effective
    minutes per block. One supervisor guides at most ``ratio`` pupils at independent work, in rooms of
    ``independent_kinds``. At least ``freed`` of the clusters' teachers at work are freed in every round.
    """

    form: Literal["instruction_rounds"] = "instruction_rounds"
    rounds: int = Field(ge=1, le=12)
    groups: int = Field(ge=2)
    parallel: int = Field(ge=1)
    overhead_minutes: Minutes = 5
    instruction_minutes: Minutes = 10
    size: Size = Size()
    mode: Mode = "mixed"
    ratio: int = Field(default=30, ge=1)
    independent_kinds: tuple[str, ...] = ("collaboration", "quiet", "hall", "library", "classroom")
    freed: int = Field(default=0, ge=0)


class Station(Words):
    """A station of a circuit: its place and what its staff member does there."""

    id: Id
    name: str = ""
    function: Function = Function.LEAD
    room_kinds: tuple[str, ...] = ()
    leads: tuple[Id, ...] = ()


class CircuitDelivery(Delivery):
    """s stations, s sub-groups, s rounds: every sub-group visits every station once per block."""

    form: Literal["circuit"] = "circuit"
    stations: tuple[Station, ...] = Field(min_length=2)
    size: Size = Size()
    mode: Mode = "mixed"


class Offer(Words):
    """A workshop on offer, given in ``sections`` separate sections that choose their own moment."""

    id: Id
    title: str = ""
    capacity: int = Field(ge=1)
    min: int = Field(default=1, ge=0)
    sections: int = Field(default=1, ge=1)
    leads: tuple[Id, ...] = ()
    room_kinds: tuple[str, ...] = ()


class WorkshopsDelivery(Delivery):
    """Moments at which pupils enrol in workshops: one section per moment, no offer twice."""

    form: Literal["workshops"] = "workshops"
    offers: tuple[Offer, ...] = Field(min_length=1)


class SupportDelivery(Delivery):
    """Named pupils, or pupils by need or extra subject, taken apart for ``sessions`` × ``minutes`` a week.

    Never during the subjects of ``never_from``. At most ``size.max`` pupils in a group; there are as many
    groups as that takes.
    """

    form: Literal["support"] = "support"
    pupils: tuple[Id, ...] = ()
    needs: tuple[str, ...] = ()
    sessions: int = Field(default=1, ge=1)
    minutes: Minutes = 30
    never_from: tuple[Id, ...] = ()
    size: Size = Size(min=1, max=6)


class FixedDelivery(Delivery):
    """A given time: assembly, parent walk-in, swimming. ``joint``: all home groups in one place.

    It has no ``windows``: the time is given.
    """

    form: Literal["fixed"] = "fixed"
    days: tuple[str, ...]
    start: Clock
    minutes: Minutes
    joint: bool = False


AnyDelivery = Annotated[
    ClassDelivery
    | CoTaughtDelivery
    | LevelGroupsDelivery
    | InstructionRoundsDelivery
    | CircuitDelivery
    | WorkshopsDelivery
    | SupportDelivery
    | FixedDelivery,
    Field(discriminator="form"),
]
"""Any delivery form, told apart by ``form``."""
