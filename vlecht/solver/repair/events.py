"""A school in the week in which something happens: the same school, with what is different this week."""

from __future__ import annotations

from collections.abc import Iterable

from vlecht.models.grid import Grid
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Availability
from vlecht.models.places import Room
from vlecht.models.repair import Absent, AnyEvent, LessonMoved, PupilJoins, PupilLeaves, RoomClosed
from vlecht.models.roster import Roster, Session
from vlecht.models.school import AnyPin, RoomPin, RuleSetting, School, StaffPin, StartPin
from vlecht.models.words import Window
from vlecht.rules.registry import RULE
from vlecht.solver.repair.held import without_automatic
from vlecht.solver.week.given import plan_of


def school_of_week(
    school: School, roster: Roster, events: Iterable[AnyEvent], eases: tuple[str, ...]
) -> School:
    """The school this week. Pins on what is lost are let go for as long as it is; others stay."""
    for event in events:
        if isinstance(event, Absent):
            school = eased(_absent(school, roster, event), eases)
        elif isinstance(event, RoomClosed):
            school = _closed(school, roster, event)
        elif isinstance(event, PupilJoins):
            school = school.model_copy(update={"pupils": (*school.pupils, event.pupil)})
        elif isinstance(event, PupilLeaves):
            school = _left(school, event.pupil)
        else:
            school = _moved(school, roster, event)
    return school


def _absent(school: School, roster: Roster, event: Absent) -> School:
    away = Availability(days=event.days, start=event.start, end=event.end, level="absent")
    staff = tuple(
        person.model_copy(update={"availability": (*person.availability, away)})
        if person.id == event.staff
        else person
        for person in school.staff
    )
    window = Window(days=event.days, start=event.start, end=event.end)
    grid = Grid(school)
    lost = grid.within([window])
    school = without_automatic(
        school,
        frozenset(
            session.id
            for session in roster.sessions
            if event.staff in {a.staff for a in session.staff} and not lost.isdisjoint(_slots(grid, session))
        ),
    )
    kept = tuple(
        pin
        for old in school.pins
        for pin in (
            _elsewhere(school, roster, old, window)
            if isinstance(old, StaffPin) and old.staff == event.staff and not old.forbid
            else [old]
        )
    )
    return school.model_copy(update={"staff": staff, "pins": kept})


EASED = {"freed_teacher": 10}
"""What a unit of a hard rule costs that is a wish this week (others: 1), where the school gives no weight."""


def eased(school: School, rules: tuple[str, ...]) -> School:
    """The school with some rules as wishes, where they are hard."""
    stated = dict(school.policy.rules)
    for name in rules:
        known = stated.get(name, RuleSetting())
        if (known.mode or RULE[name].mode) == "hard":
            weight = EASED.get(name, 1) if known.weight is None else known.weight
            stated[name] = known.model_copy(update={"mode": "soft", "weight": weight})
    return school.model_copy(update={"policy": school.policy.model_copy(update={"rules": stated})})


def _closed(school: School, roster: Roster, event: RoomClosed) -> School:
    window = Window(days=event.days, start=event.start, end=event.end)
    rooms = tuple(
        room.model_copy(update={"shared": _ours(school, room, window)}) if room.id == event.room else room
        for room in school.rooms
    )
    kept = tuple(
        pin
        for old in school.pins
        for pin in (
            _elsewhere(school, roster, old, window)
            if isinstance(old, RoomPin) and old.room == event.room and not old.forbid
            else [old]
        )
    )
    return school.model_copy(update={"rooms": rooms, "pins": kept})


def _ours(school: School, room: Room, closed: Window) -> tuple[Window, ...]:
    """When a room is ours that is closed for a while: what it was, less that."""
    grid = Grid(school)
    ours = grid.inside(room.shared) if room.shared else frozenset(range(grid.size))
    ours -= grid.within([closed])
    found: list[Window] = []
    for day, name in enumerate(grid.days):
        run: list[int] = []
        for slot in [*(s for s in sorted(ours) if grid.day(s) == day), -1]:
            if run and slot != run[-1] + 1:
                start, end = grid.clock(run[0]), grid.clock(run[-1]) + grid.step
                found.append(Window(days=(name,), start=start, end=end))
                run = []
            run.append(slot)
    # A room that is never ours this week: a moment at which there is no school at all.
    return tuple(found) or (Window(days=(grid.days[0],), start=0, end=1),)


def _moved(school: School, roster: Roster, event: LessonMoved) -> School:
    """The school with pins for a lesson at its new moment, in place of those on where it was."""
    index = SchoolIndex(school)
    session = next(session for session in roster.sessions if session.id == event.session)
    plan = plan_of(index, roster)
    if plan is None:
        raise ValueError("the roster has other sessions than the school asks for")
    block = plan.block[session.block]
    own = next((a.offset for a in block.activities if a.id == session.id), 0)
    start = StartPin(block=block.id, day=event.day, start=event.start - own * index.grid.step)
    together = frozenset(s.id for s in roster.sessions if s.block == session.block)
    school = without_automatic(school, together)
    kept = [
        old for old in school.pins if not (isinstance(old, StartPin) and old.block == block.id) or old.forbid
    ]
    if event.room is None:
        return school.model_copy(update={"pins": (*kept, start)})
    pins = [
        pin
        for old in kept
        for pin in (_for_others(roster, old, session) if isinstance(old, RoomPin) else [old])
    ]
    room = RoomPin(session=session.id, room=event.room)
    return school.model_copy(update={"pins": (*pins, start, room)})


def _for_others(roster: Roster, pin: RoomPin, session: Session) -> list[AnyPin]:
    """A pin without one of its sessions. What it forbids stays forbidden."""
    names = {session.id, session.block, session.delivery}
    if pin.forbid or pin.session not in names:
        return [pin]
    named = [s.id for s in roster.sessions if pin.session in (s.block, s.delivery) and s.id != session.id]
    return [pin.model_copy(update={"session": other}) for other in named if pin.session != session.id]


def _elsewhere(school: School, roster: Roster, pin: StaffPin | RoomPin, window: Window) -> list[AnyPin]:
    """A pin for the sessions that are not within the window: one for each where it named several."""
    named = [s for s in roster.sessions if pin.session in (s.id, s.block, s.delivery)]
    grid = Grid(school)
    lost = grid.within([window])
    outside = [session for session in named if lost.isdisjoint(_slots(grid, session))]
    if len(outside) == len(named):
        return [pin]
    return [pin.model_copy(update={"session": session.id}) for session in outside]


def _slots(grid: Grid, session: Session) -> range:
    return grid.span(grid.day_index[session.day], session.start, session.end)


def _left(school: School, pupil: str) -> School:
    """A school without a pupil, wherever the pupil was named."""
    pupils = tuple(
        other.model_copy(
            update={
                "together": tuple(p for p in other.together if p != pupil),
                "apart": tuple(p for p in other.apart if p != pupil),
            }
        )
        for other in school.pupils
        if other.id != pupil
    )
    deliveries = tuple(
        delivery.model_copy(update={"pupils": tuple(p for p in delivery.pupils if p != pupil)})
        if delivery.form == "support"
        else delivery
        for delivery in school.deliveries
    )
    pins = tuple(pin for pin in school.pins if getattr(pin, "pupil", None) != pupil)
    return school.model_copy(update={"pupils": pupils, "deliveries": deliveries, "pins": pins})
