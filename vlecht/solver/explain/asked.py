"""Questions about a roster as choices: what is so, what else could be, and what may change along with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from vlecht.models.explanation import Question
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Activity
from vlecht.models.roster import Assignment, Group, Roster, Session
from vlecht.models.school import AnyPin, PupilPin, RoomPin, StaffPin, StartPin
from vlecht.models.words import Function
from vlecht.rules.phrases import listed, moment
from vlecht.solver.explain import scopes, wishes
from vlecht.solver.explain.base import Base
from vlecht.solver.explain.resolve import Wish
from vlecht.solver.explain.scopes import Scope
from vlecht.solver.week.assemble import with_freed, with_leavers


@dataclass(frozen=True)
class Choice:
    """Something that could be: as a pin, in a model, and in the roster if nothing else changed."""

    words: Phrase
    pin: AnyPin
    wish: Wish
    alone: Callable[[], Roster]


@dataclass(frozen=True)
class Part:
    """A scope and the choices that are looked at in it. ``wider``: for what this leaves no room for."""

    scope: Scope
    choices: tuple[Choice, ...]
    wider: Callable[[], Scope] | None = None
    listed: bool = True
    """Whether what is impossible is told of one by one."""
    first: bool = True


@dataclass(frozen=True)
class Asked:
    """A question, what is so now, and what else could be. ``single``: one alternative was named."""

    question: Phrase
    present: Phrase
    parts: tuple[Part, ...]
    single: bool


def asked(base: Base, question: Question) -> Asked:
    """The choices that a question is about. Raises ``ValueError`` where there is nothing to ask."""
    return _KINDS[question.about](base, question)


def _group(base: Base, question: Question) -> Asked:
    pupil = question.subject
    delivery = question.delivery
    if delivery is None:
        delivery = next(g.delivery for g in base.roster.groups if g.id == question.wanted)
    choices = [c for c in base.plan.choices if c.delivery == delivery and pupil in c.pupils and not c.guest]
    mine = {g.id for g in base.roster.groups if pupil in g.members}
    here = [choice for choice in choices if mine.intersection(choice.groups)]
    if isinstance(question.wanted, str):
        here = [choice for choice in here if question.wanted in choice.groups]
    if not here:
        raise ValueError(f"{pupil} chooses no group of {delivery}")
    choice = here[0]
    now = [group for group in choice.groups if group in mine]
    names = listed(now)
    single = question.wanted is not None and question.wanted not in now
    others = [g for g in choice.groups if g not in now and (not single or g == question.wanted)]
    words = (
        Phrase(f"Why is {pupil} not in {others[0]}?", f"Waarom zit {pupil} niet in {others[0]}?")
        if single
        else Phrase(f"Why is {pupil} in {names}?", f"Waarom zit {pupil} in {names:nl}?")
    )
    return Asked(
        words,
        Phrase(f"{pupil} is in {names}", f"{pupil} zit in {names:nl}"),
        (
            Part(
                scopes.groups(base, delivery),
                tuple(
                    Choice(
                        Phrase(f"in {group}", f"in {group}"),
                        PupilPin(pupil=pupil, group=group),
                        partial(wishes.joins, base.frame.pupil[pupil], base.frame.group[group]),
                        partial(_moved, base, pupil, now[0], group),
                    )
                    for group in others
                ),
            ),
        ),
        single,
    )


def _moved(base: Base, pupil: str, away: str, to: str) -> Roster:
    def changed(group: Group) -> Group:
        members = tuple(p for p in group.members if p != pupil or group.id != away)
        return group.model_copy(update={"members": (*members, pupil) if group.id == to else members})

    roster = base.roster.model_copy(update={"groups": tuple(changed(group) for group in base.roster.groups)})
    return with_leavers(base.index, roster)


def _time(base: Base, question: Question) -> Asked:
    session = base.sessions[question.subject]
    grid = base.index.grid
    block = base.plan.block[session.block]
    own = base.plan.activity[session.id].offset if session.id in {a.id for a in block.activities} else 0
    now = base.start(session) - own
    single: int | None = None
    if isinstance(question.wanted, tuple):
        day, minute = question.wanted
        single = grid.slot(grid.day_index[day], minute) - own
        if single == now:
            single = None
    slots = (
        [single]
        if single is not None
        else sorted(
            {slot for group in _clusters(base, session) for slot in grid.teaching_slots(group)} - {now}
        )
    )
    by_day: dict[int, list[int]] = {grid.day(now): []}
    for slot in slots:
        by_day.setdefault(grid.day(slot), []).append(slot)
    of, when = _of(session), moment(grid, now + own)
    words = Phrase(f"Why is {of} at {when}?", f"Waarom is {of:nl} op {when:nl}?")
    if single is not None:
        then = moment(grid, single + own)
        words = Phrase(f"Why is {of} not at {then}?", f"Waarom is {of:nl} niet op {then:nl}?")
    return Asked(
        words,
        Phrase(f"{of} is at {when}", f"{of:nl} is op {when:nl}"),
        tuple(
            Part(
                scopes.days(base, block, (grid.day(now), day)),
                tuple(
                    Choice(
                        Phrase(f"at {moment(grid, slot + own)}", f"op {moment(grid, slot + own):nl}"),
                        StartPin(block=block.id, day=grid.days[grid.day(slot)], start=grid.clock(slot)),
                        partial(wishes.starts, base.frame.anchor[block.id], slot),
                        partial(shifted, base, base.roster, block.id, slot),
                    )
                    for slot in mine
                ),
                listed=False,
                first=day == grid.day(now),
            )
            for day, mine in by_day.items()
            if mine
        ),
        single is not None,
    )


def _clusters(base: Base, session: Session) -> set[str]:
    return {base.index.cluster_of(home) for home in base.index.deliveries[session.delivery].home_groups}


def shifted(base: Base, roster: Roster, block: str, slot: int) -> Roster:
    """A roster with a block at another moment, and nothing else changed."""
    grid = base.index.grid
    first = min(base.start(s) for s in roster.sessions if s.block == block)
    offset = (
        min(a.offset for a in base.plan.activities if a.block == block)
        if base.plan.block[block].activities
        else 0
    )

    def moved(session: Session) -> Session:
        if session.block != block:
            return session
        then = slot + base.start(session) - first + offset
        return session.model_copy(update={"day": grid.days[grid.day(then)], "start": grid.clock(then)})

    roster = roster.model_copy(update={"sessions": tuple(map(moved, roster.sessions))})
    return with_freed(base.index, with_leavers(base.index, roster))


def _room(base: Base, question: Question) -> Asked:
    session = base.sessions[question.subject]
    of, when = _of_then(base, session)
    single = question.wanted is not None and question.wanted != session.room
    others = [question.wanted] if single else [r for r in base.index.rooms if r != session.room]
    words = (
        Phrase(
            f"Why is {of} at {when} not in {question.wanted}?",
            f"Waarom is {of:nl} op {when:nl} niet in {question.wanted}?",
        )
        if single
        else Phrase(
            f"Why is {of} at {when} in {session.room}?", f"Waarom is {of:nl} op {when:nl} in {session.room}?"
        )
    )
    event, role = base.frame.event[session.id], base.frame.room_role(session.id)
    return Asked(
        words,
        Phrase(f"{of} at {when} is in {session.room}", f"{of:nl} op {when:nl} is in {session.room}"),
        (
            Part(
                scopes.rooms(base, base.index.grid.day(base.start(session))),
                tuple(
                    Choice(
                        Phrase(f"in {room}", f"in {room}"),
                        RoomPin(session=session.id, room=str(room)),
                        partial(wishes.assigned, event, (role,), base.frame.room[str(room)]),
                        partial(_with, base, session, session.model_copy(update={"room": room})),
                    )
                    for room in others
                ),
            ),
        ),
        single,
    )


def _staff(base: Base, question: Question) -> Asked:
    session = base.sessions[question.subject]
    activity = base.plan.activity[session.id]
    of, when = _of_then(base, session)
    now = {(a.staff, a.function) for a in session.staff}
    single = question.wanted is not None and question.wanted not in {person for person, _ in now}
    people = [str(question.wanted)] if single else list(base.index.staff)
    seats = _seats(activity)
    who = listed([person for person, _ in sorted(now)])
    words = (
        Phrase(
            f"Why is {question.wanted} not at {of} at {when}?",
            f"Waarom staat {question.wanted} niet bij {of:nl} op {when:nl}?",
        )
        if single
        else Phrase(f"Why is {who} at {of} at {when}?", f"Waarom staat {who:nl} bij {of:nl} op {when:nl}?")
    )
    day = base.index.grid.day(base.start(session))
    return Asked(
        words,
        Phrase(f"{who} is at {of} at {when}", f"{who:nl} staat bij {of:nl} op {when:nl}"),
        (
            Part(
                scopes.staff(base, day),
                tuple(
                    Choice(
                        Phrase(f"{person} ({function.value})", f"{person} ({function.value})"),
                        StaffPin(session=session.id, staff=person, function=function),
                        partial(
                            wishes.assigned, base.frame.event[session.id], numbers, base.frame.staff[person]
                        ),
                        partial(_with, base, session, _seated(session, function, person)),
                    )
                    for person in people
                    for function, numbers in seats.items()
                    if (person, function) not in now
                ),
                partial(scopes.staff_of_week, base),
            ),
        ),
        single,
    )


def _seats(activity: Activity) -> dict[Function, tuple[int, ...]]:
    """Function -> the seats of an activity that ask for it."""
    found: dict[Function, tuple[int, ...]] = {}
    for number, seat in enumerate(activity.seats):
        found[seat.function] = (*found.get(seat.function, ()), number)
    return found


def _seated(session: Session, function: Function, person: str) -> Session:
    """A session with somebody else in the first seat of a function."""
    now = next((n for n, a in enumerate(session.staff) if a.function == function), len(session.staff))
    staff = list(session.staff)
    staff[now : now + 1] = [Assignment(staff=person, function=function)]
    return session.model_copy(update={"staff": tuple(staff)})


def _with(base: Base, old: Session, new: Session) -> Roster:
    sessions = tuple(new if session is old else session for session in base.roster.sessions)
    return with_freed(base.index, base.roster.model_copy(update={"sessions": sessions}))


def _of(session: Session) -> Phrase:
    names = listed(session.groups)
    return Phrase(f"{session.subject} of {names}", f"{session.subject} van {names:nl}")


def _of_then(base: Base, session: Session) -> tuple[Phrase, Phrase]:
    return _of(session), moment(base.index.grid, base.start(session))


_KINDS: dict[str, Callable[[Base, Question], Asked]] = {
    "group": _group,
    "time": _time,
    "room": _room,
    "staff": _staff,
}
"""What is asked about -> its choices."""
