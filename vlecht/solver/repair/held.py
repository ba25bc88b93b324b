"""What is published stays so in whatever is done next: automatic pins on it, in the school of that week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vlecht.models.index import SchoolIndex
from vlecht.models.repair import Option
from vlecht.models.roster import Session
from vlecht.models.school import AnyPin, RoomPin, School, StaffPin, StartPin
from vlecht.models.words import Window
from vlecht.solver.week.given import plan_of


def held(option: Option, frozen: tuple[Window, ...]) -> Option:
    """The option, with automatic pins in its school on every session in the published part of the week.

    What somebody pinned already stays as it is. Of a session that was changed into something that the plan
    does not know (independent work in place of a lesson, pupils who are elsewhere) only the time is held.
    """
    index, roster = SchoolIndex(option.school), option.roster
    plan = plan_of(index, roster)
    kept = index.grid.within(frozen)
    if plan is None or not kept:
        return option
    made: dict[tuple[str, ...], AnyPin] = {}
    for session in roster.sessions:
        day = index.grid.day_index[session.day]
        if kept.isdisjoint(index.grid.span(day, session.start, session.end)):
            continue
        activity = plan.activity[session.id]
        start = session.start - activity.offset * index.grid.step
        planned = [seat.function for seat in activity.seats] == [a.function for a in session.staff]
        for pin in _pins(session, start, planned):
            made.setdefault(_about(pin), pin)
    old = tuple(pin for pin in option.school.pins if not (pin.automatic and _about(pin) in made))
    by_hand = {_about(pin) for pin in old}
    new = tuple(pin for about, pin in made.items() if about not in by_hand)
    school = option.school.model_copy(update={"pins": (*old, *new)})
    run = roster.run.model_copy(update={"school_hash": school.hash()})
    return replace(option, school=school, roster=roster.model_copy(update={"run": run}))


def without_automatic(school: School, sessions: frozenset[str]) -> School:
    """The school without what holds the staff and room of some sessions automatically."""
    pins = tuple(
        pin
        for pin in school.pins
        if not (pin.automatic and isinstance(pin, StaffPin | RoomPin) and pin.session in sessions)
    )
    return school if len(pins) == len(school.pins) else school.model_copy(update={"pins": pins})


def _pins(session: Session, start: int, planned: bool) -> Iterator[AnyPin]:
    yield StartPin(block=session.block, day=session.day, start=start, automatic=True)
    functions = [seat.function for seat in session.staff]
    # A pin names a function: of two who do the same it cannot say which is which.
    if planned and len(set(functions)) == len(functions):
        for seat in session.staff:
            yield StaffPin(session=session.id, staff=seat.staff, function=seat.function, automatic=True)
    if planned and session.room is not None:
        yield RoomPin(session=session.id, room=session.room, automatic=True)


def _about(pin: AnyPin) -> tuple[str, ...]:
    """What a pin is about, whatever it says of it. What forbids is about nothing else."""
    if isinstance(pin, StartPin) and not pin.forbid:
        return ("start", pin.block)
    if isinstance(pin, StaffPin) and not pin.forbid:
        return ("staff", pin.session, pin.staff, pin.function.value)
    if isinstance(pin, RoomPin) and not pin.forbid:
        return ("room", pin.session)
    return (pin.what, str(pin))
