"""How a subject is given to a set of home groups: one delivery form per subject and set of home groups."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vlecht.models.words import Clock, Function, Id, Minutes, Window, Words

Mode = Literal["homogeneous", "mixed", "free"]
"""How a group's levels should lie: close together, alike across groups, or as they fall."""


class Size(Words):
    """Pupils in a group: at least, at most, ``target`` by preference.

    ``reserved``: places that are kept free for newcomers while nobody needs them.
    """

    min: int = Field(default=1, ge=0)
    max: int = Field(default=30, ge=1)
    target: int | None = Field(default=None, ge=0)
    reserved: int = Field(default=0, ge=0)


class Count(Words):
    """How many groups: as many as the staff really present allow, within these limits."""

    min: int = Field(ge=1)
    max: int = Field(ge=1)


class Delivery(Words):
    """What all forms share.

    ``home_groups`` receive ``subject`` this way. ``leads``: who may lead (none: anyone allowed by role and
    qualification). ``room_kinds``: kinds of room that suit (none: the home group's own room, or any
    classroom or instruction room for groups). ``equipment``: pool -> number used per activity. ``windows``:
    when it may be given (none: any lesson time). ``alone``: sessions that do without their second person (who
    co-teaches or helps), because that person is needed elsewhere.
    """

    id: Id
    subject: Id
    home_groups: tuple[Id, ...]
    leads: tuple[Id, ...] = ()
    room_kinds: tuple[str, ...] = ()
    equipment: dict[Id, int] = Field(default_factory=dict)
    windows: tuple[Window, ...] = ()
    alone: tuple[str, ...] = ()


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


class Regrouped(Delivery):
    """What the forms share that regroup pupils into instruction groups.

    ``mode``: how levels should lie. ``normalise``: compare levels of different scales by how far each is
    from its own scale's average (otherwise only those of the most common scale are compared).
    ``helpers``: the first so many groups have a second member of staff, for pupils with one of
    ``helper_needs``. ``same_groups_as``: a delivery whose groups should be kept, g1 with g1 and so on;
    ``other_groups_than``: one whose groups should be mixed up.
    """

    size: Size = Size()
    mode: Mode = "mixed"
    normalise: bool = False
    helpers: int = Field(default=0, ge=0)
    helper_needs: tuple[str, ...] = ()
    same_groups_as: Id | None = None
    other_groups_than: Id | None = None


class LevelGroupsDelivery(Regrouped):
    """Aligned sessions in which the pupils of all the home groups are regrouped into parallel groups."""

    form: Literal["level_groups"] = "level_groups"
    groups: Count
    mode: Mode = "homogeneous"


class FlexDelivery(Regrouped):
    """Flex hours: aligned sessions with ``groups`` parallel groups whose composition changes per session."""

    form: Literal["flex"] = "flex"
    groups: int = Field(ge=2)


class InstructionRoundsDelivery(Regrouped):
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


class CircuitDelivery(Regrouped):
    """s stations, s sub-groups, s rounds: every sub-group visits every station once per block."""

    form: Literal["circuit"] = "circuit"
    stations: tuple[Station, ...] = Field(min_length=2)


class Offer(Words):
    """A workshop on offer, given in ``sections`` separate sections that choose their own moment.

    ``section_leads``: who leads the first, the second, … section (those not given: as ``leads`` says).
    ``moments``: numbers of the moments (1 is the first) at which it may be given; none means any.
    ``parallel``: two of its sections may be given at one moment. ``after``: offers that a pupil must have
    ``done`` before. ``repeat``: how often a pupil may take it: ``never`` again once done, once in every
    period (``later``), or as often as there are moments (``often``: a study hall, a place for who is left).
    """

    id: Id
    title: str = ""
    capacity: int = Field(ge=1)
    min: int = Field(default=1, ge=0)
    sections: int = Field(default=1, ge=1)
    leads: tuple[Id, ...] = ()
    section_leads: tuple[Id, ...] = ()
    room_kinds: tuple[str, ...] = ()
    moments: tuple[int, ...] = ()
    parallel: bool = True
    after: tuple[Id, ...] = ()
    repeat: Literal["never", "later", "often"] = "later"


class MomentLimits(Words):
    """How many sections a moment holds: at least and at most. Offers that repeat ``often`` do not count."""

    min_sections: int = Field(default=0, ge=0)
    max_sections: int | None = Field(default=None, ge=0)


class WorkshopsDelivery(Delivery):
    """Moments at which pupils enrol in workshops: one section per moment, by default no offer twice.

    ``moments``: limits of the first, second, … moment (none given: no limits).
    """

    form: Literal["workshops"] = "workshops"
    offers: tuple[Offer, ...] = Field(min_length=1)
    moments: tuple[MomentLimits, ...] = ()


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
    | FlexDelivery
    | InstructionRoundsDelivery
    | CircuitDelivery
    | WorkshopsDelivery
    | SupportDelivery
    | FixedDelivery,
    Field(discriminator="form"),
]
"""Any delivery form, told apart by ``form``."""
