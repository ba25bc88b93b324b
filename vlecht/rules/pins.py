"""What the scheduler has fixed by hand stays so, and what is forbidden does not happen."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Assigned, Atom, Not, StartsWithin, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Activity
from vlecht.models.roster import Session
from vlecht.models.school import AnyPin, GroupPin, MomentPin, PupilPin, RoomPin, StaffPin, StartPin
from vlecht.models.words import format_clock
from vlecht.rules import pupil_pins
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import doing, moment, on
from vlecht.rules.view import RosterView


class Pins(Rule):
    """Amount: one per pin that is not respected.

    A pin speaks about what is held: sessions that are missing are the curriculum's business. A start pin
    is kept when the block starts at that moment; a staff or room pin when every session that it names
    (by its own id, its block's or its delivery's) has that person in that function, or is in that room;
    a pupil pin when the pupil is in the group, as a member or guest; a group pin when the group has those
    members and no others; a moment pin when the section starts with that moment. A pin that forbids is
    broken when the block starts then, when any of the sessions has the person or room, when the pupil is
    in the group, or when the section starts with the moment. To staff and room pins a workshop moment is
    no name: its sections are named one by one. A pin that names nothing in the plan is found when the
    school is validated.
    """

    id = "pins"
    words = Phrase(
        "Every pin is kept, and nothing forbidden by one happens.",
        "Alles wat is vastgezet blijft zo, en niets wat verboden is gebeurt.",
    )
    unit = Phrase("pins", "vastgezette punten")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per broken pin."""
        for pin in index.school.pins:
            sentence = _breach(index, roster, pin)
            if sentence is not None:
                yield self.breach(1, _names(pin), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per pin: the statement that it is broken does not hold."""
        for number, pin in enumerate(index.school.pins):
            broken = _broken(index, frame, pin)
            if broken is not None:
                yield LimitSum(
                    **self.common(setting, (str(number), *_names(pin)), str(_order(pin))),
                    sums=(Sum("/".join(_names(pin)), (Term(1, broken),), maximum=0),),
                )


def _names(pin: AnyPin) -> tuple[str, ...]:
    if isinstance(pin, StartPin):
        return (pin.block, pin.day)
    if isinstance(pin, StaffPin):
        return (pin.session, pin.staff)
    return (pin.session, pin.room) if isinstance(pin, RoomPin) else pupil_pins.named(pin)


def _order(pin: AnyPin) -> Phrase:
    """The pin in words."""
    if isinstance(pin, PupilPin | GroupPin | MomentPin):
        return pupil_pins.order(pin)
    head = pupil_pins.head(pin)
    does_not = "does not " if pin.forbid else ""
    s = "" if pin.forbid else "s"
    niet = "niet " if pin.forbid else ""
    if isinstance(pin, StartPin):
        clock = format_clock(pin.start)
        return Phrase(
            f"{head}: block {pin.block} {does_not}start{s} on {pin.day} at {clock}",
            f"{head:nl}: blok {pin.block} begint {niet}op {on(pin.day):nl} om {clock}",
        )
    if isinstance(pin, StaffPin):
        return Phrase(
            f"{head}: {pin.staff} {does_not}take{s} {pin.session} ({pin.function.value})",
            f"{head:nl}: {pin.staff} staat {niet}in {pin.session} om {doing(pin.function):nl}",
        )
    return Phrase(
        f"{head}: {pin.session} {does_not}use{s} room {pin.room}",
        f"{head:nl}: {pin.session} is {niet}in ruimte {pin.room}",
    )


def _breach(index: SchoolIndex, roster: RosterView, pin: AnyPin) -> Phrase | None:
    """What is wrong in the roster, ``None`` when the pin is respected."""
    order = _order(pin)
    if isinstance(pin, StartPin):
        start = roster.block_start.get(pin.block)
        if start is None or (_is_then(index, pin, start) != pin.forbid):
            return None
        when = moment(index.grid, start)
        return Phrase(f"{order}, but it starts at {when}", f"{order:nl}, maar dat is {when:nl}")
    if isinstance(pin, PupilPin | GroupPin | MomentPin):
        return pupil_pins.breach(roster, pin)
    named = [session for session in roster.roster.sessions if _is_named(index, session, pin.session)]
    wrong = [session.id for session in named if _has(session, pin) == pin.forbid]
    if not wrong:
        return None
    names = ", ".join(wrong)
    return Phrase(f"{order}, broken by {names}", f"{order:nl}, maar {names} houdt zich daar niet aan")


def _is_then(index: SchoolIndex, pin: StartPin, start: int) -> bool:
    grid = index.grid
    minutes = pin.start - grid.clock(start)
    return grid.matches(grid.day(start), (pin.day,)) and 0 <= minutes < grid.step


def _is_named(index: SchoolIndex, session: Session, name: str) -> bool:
    workshop = index.deliveries[session.delivery].form == "workshops"
    return name in (session.id, session.delivery) or (name == session.block and not workshop)


def _has(session: Session, pin: StaffPin | RoomPin) -> bool:
    if isinstance(pin, RoomPin):
        return session.room == pin.room
    return any(a.staff == pin.staff and a.function == pin.function for a in session.staff)


def _broken(index: SchoolIndex, frame: Frame, pin: AnyPin) -> Atom | None:
    """The statement that the pin is not respected; ``None`` for a pin that names nothing."""
    always = tuple(range(index.grid.size))
    if isinstance(pin, StartPin):
        if pin.block not in frame.anchor:
            return None
        anchor = frame.anchor[pin.block]
        offset = pin.start - index.grid.opens
        inside = 0 <= offset < index.grid.closes - index.grid.opens
        days = index.grid.days_of((pin.day,)) if inside else ()
        then = StartsWithin(anchor, tuple(index.grid.slot(day, pin.start) for day in days))
        return then if pin.forbid else All((StartsWithin(anchor, always), Not(then)))
    if isinstance(pin, PupilPin | GroupPin | MomentPin):
        return pupil_pins.broken(index, frame, pin)
    named = [a for a in frame.plan.activities if pin.session in (a.id, a.block, a.delivery)]
    if not named:
        return None
    return AnyOf(
        tuple(
            All(
                (
                    StartsWithin(frame.event[activity.id], always),
                    _taken(frame, activity, pin) if pin.forbid else Not(_taken(frame, activity, pin)),
                )
            )
            for activity in named
        )
    )


def _taken(frame: Frame, activity: Activity, pin: StaffPin | RoomPin) -> Atom:
    """Whether an activity has the person in that function, or the room."""
    event = frame.event[activity.id]
    if isinstance(pin, RoomPin):
        return Assigned(event, frame.room_role(activity.id), frame.room[pin.room])
    return AnyOf(
        tuple(
            Assigned(event, role, frame.staff[pin.staff])
            for role, seat in enumerate(activity.seats)
            if seat.function == pin.function
        )
    )
