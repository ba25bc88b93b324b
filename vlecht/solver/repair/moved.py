"""A lesson is moved by hand: it stands at its new moment, and everything else moves as little as it can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.repair import LessonMoved, Option
from vlecht.models.roster import Roster, Session
from vlecht.models.school import RoomPin, StartPin
from vlecht.rules.base import Violation
from vlecht.rules.judge import judge
from vlecht.rules.phrases import listed, moment
from vlecht.solver.diagnose.find import find_conflicts
from vlecht.solver.explain import scopes, wishes
from vlecht.solver.explain.asked import shifted
from vlecht.solver.explain.base import Base
from vlecht.solver.explain.resolve import Resolve, Wish
from vlecht.solver.explain.scopes import Scope
from vlecht.solver.repair.case import Case
from vlecht.solver.repair.options import option
from vlecht.solver.run import Clock, Settings

SECONDS = 20.0
"""For solving a part of the week again."""
PROOF = 10.0
"""For the proof that no week at all has the lesson there."""
MUCH = 1_000
"""What is minded most weighs so much: change for the first option, what the rules cost for the second."""
TOLD = 16
"""So many changes are told of one by one."""
WhyNot = Callable[[tuple[Phrase, ...], bool], None]
"""Hears why there is no option, and whether that is proven."""


@dataclass(frozen=True)
class Move:
    """Lessons at other moments: as wishes for a model, and what may move along, a little or more."""

    base: Base
    events: tuple[LessonMoved, ...]
    wishes: tuple[Wish, ...]
    scopes: tuple[Scope, ...]


def move_options(
    case: Case,
    events: tuple[LessonMoved, ...],
    clock: Clock,
    settings: Settings,
    week: date | None,
    why_not: WhyNot,
) -> Iterator[Option]:
    """The week that changes least, and the one that costs least within the same part of the week."""
    move = _move(case, events)
    for scope in move.scopes:
        if clock.left <= 0:
            return
        found = 0
        for cost, change in ((1, MUCH), (MUCH, 1)):
            x = Resolve(move.base, scope, clock, settings, cost, change)
            solved = x.best(move.wishes, SECONDS, len(move.wishes))
            if solved.roster is None:
                break
            made = option(case, "move", solved.roster, _told(case, solved.roster, scope), week=week)
            if isinstance(made, Option):
                found += 1
                yield made
            elif not found:
                why_not(made, False)
                return
        if found:
            return
    conflicts = find_conflicts(
        case.index.school, seconds=min(PROOF, clock.left), should_stop=clock.should_stop
    )
    proof = next((one for one in conflicts.conflicts if one.verified), None)
    broken = Resolve(move.base, move.scopes[0], clock, settings).least_broken(move.wishes, SECONDS)
    told = [*_in_the_way(move, broken or _alone(case, move))]
    if proof is not None:
        told.append(
            Phrase(f"Whatever else changes: {proof.words}", f"Wat er ook verandert: {proof.words:nl}")
        )
    why_not(tuple(told), proof is not None)


def _move(case: Case, events: tuple[LessonMoved, ...]) -> Move:
    """Raises ``ValueError`` for a roster that was mended for one week."""
    school = case.index.school
    made = [pin for pin in school.pins if pin not in case.before.school.pins]
    kept = tuple(pin for pin in school.pins if pin not in made)
    try:
        base = Base(school.model_copy(update={"pins": kept}), case.roster)
    except ValueError as error:
        raise ValueError(
            f"no lesson can be moved by hand in this roster ({error}):"
            " put all that happens in one change file, for the roster before it"
        ) from error
    grid, frame = base.index.grid, base.frame
    asked: list[Wish] = []
    for pin in made:
        if isinstance(pin, StartPin):
            slot = grid.slot(grid.day_index[pin.day], pin.start)
            asked.append(partial(wishes.starts, frame.anchor[pin.block], slot))
        elif isinstance(pin, RoomPin):
            role, room = frame.room_role(pin.session), frame.room[pin.room]
            asked.append(partial(wishes.assigned, frame.event[pin.session], (role,), room))
    sessions = [base.sessions[event.session] for event in events]
    days = {grid.day_index[event.day] for event in events} | {grid.day(base.start(s)) for s in sessions}
    near = {c for s in sessions for c in scopes.clusters(base, base.plan.block[s.block])}
    everybody = {cluster.id for cluster in school.clusters}
    wider = [
        (near, days),
        *([(everybody, days)] if everybody != near else []),
        *([(near, set(range(len(grid.days))))] if len(days) < len(grid.days) else []),
    ]
    own = frozenset(s.block for s in sessions)
    kept_slots = grid.within(case.frozen)
    return Move(
        base,
        events,
        tuple(asked),
        tuple(_published(base, scopes.of_clusters(base, *one), kept_slots, own) for one in wider),
    )


def _published(base: Base, scope: Scope, kept: frozenset[int], own: frozenset[str]) -> Scope:
    """A scope without what is published: only the lesson itself, and what starts with it, leaves that."""
    if not kept:
        return scope
    mine = {base.frame.event[a.id] for block in own for a in base.plan.block[block].activities}
    mine |= {base.frame.anchor[block] for block in own}
    subs = base.solution.sub_events
    held = {p for p, sub in enumerate(subs) if sub.event not in mine and not kept.isdisjoint(sub.times)}
    freedom = scope.freedom
    return Scope(
        Phrase(f"{scope.words}, less what is published", f"{scope.words:nl}, zonder wat gepubliceerd is"),
        replace(
            freedom,
            sub_events=freedom.sub_events - held,
            roles=frozenset(role for role in freedom.roles if role[0] not in held),
            times=None if freedom.times is None else freedom.times - kept,
        ),
    )


def _told(case: Case, roster: Roster, scope: Scope) -> Iterator[Phrase]:
    """What is otherwise: the blocks that start elsewhere, then staff and rooms of what stayed."""
    before = {session.id: session for session in case.roster.sessions}
    told: dict[tuple[str, ...], Phrase] = {}
    for session in roster.sessions:
        old = before[session.id]
        if (old.day, old.start) != (session.day, session.start):
            told.setdefault(("", session.block), _shift(case.index, old, session))
    for session in roster.sessions:
        old = before[session.id]
        who, whom = ({a.staff for a in one.staff} for one in (session, old))
        if who != whom:
            who_now, who_then = listed(sorted(who - whom)), listed(sorted(whom - who))
            told["staff", session.id] = _instead(case.index, session, who_now, who_then)
        if session.room != old.room:
            rooms = (Phrase(str(name), str(name)) for name in (session.room, old.room))
            told["room", session.id] = _instead(case.index, session, *rooms)
    yield from list(told.values())[:TOLD]
    if len(told) > TOLD:
        rest = len(told) - TOLD
        yield Phrase(f"and {rest} changes more", f"en nog {rest} veranderingen")
    yield Phrase(f"What could change along: {scope.words}", f"Wat mee kon veranderen: {scope.words:nl}")


def _when(index: SchoolIndex, session: Session) -> Phrase:
    return moment(index.grid, index.grid.slot(index.grid.day_index[session.day], session.start))


def _of(session: Session) -> Phrase:
    groups = listed(session.groups)
    return Phrase(f"{session.subject} of {groups}", f"{session.subject} van {groups:nl}")


def _shift(index: SchoolIndex, old: Session, new: Session) -> Phrase:
    of, then, now = _of(new), _when(index, old), _when(index, new)
    return Phrase(f"{of}: from {then} to {now}", f"{of:nl}: van {then:nl} naar {now:nl}")


def _instead(index: SchoolIndex, session: Session, now: Phrase, then: Phrase) -> Phrase:
    of, when = _of(session), _when(index, session)
    return Phrase(
        f"{of} at {when}: {now} instead of {then}", f"{of:nl} op {when:nl}: {now:nl} in plaats van {then:nl}"
    )


def _alone(case: Case, move: Move) -> tuple[Violation, ...]:
    """What would be wrong if nothing else changed: for a place that a lesson of its kind never has."""
    base, grid, roster = move.base, case.index.grid, case.roster
    for pin in case.index.school.pins:
        if isinstance(pin, StartPin) and pin not in case.before.school.pins:
            roster = shifted(base, roster, pin.block, grid.slot(grid.day_index[pin.day], pin.start))
    rooms = {event.session: event.room for event in move.events if event.room is not None}
    sessions = tuple(
        s.model_copy(update={"room": rooms[s.id]}) if s.id in rooms else s for s in roster.sessions
    )
    return judge(base.index, roster.model_copy(update={"sessions": sessions}), base.hard_rules).hard


def _in_the_way(move: Move, broken: tuple[Violation, ...]) -> Iterator[Phrase]:
    """That it cannot be within the widest part that was tried, and which rules it would break."""
    index = move.base.index
    for event in move.events:
        session = move.base.sessions[event.session]
        then = moment(index.grid, index.grid.slot(index.grid.day_index[event.day], event.start))
        room = f" in {event.room}" if event.room is not None else ""
        yield Phrase(
            f"{_of(session)} ({event.session}) cannot be at {then}{room}, with {move.scopes[-1].words} free",
            f"{_of(session):nl} ({event.session}) kan niet op {then:nl}{room}, ook niet met"
            f" {move.scopes[-1].words:nl} vrij",
        )
    first = {violation.rule: violation.phrase for violation in reversed(broken)}
    for rule, words in first.items():
        yield Phrase(f"Rule {rule} stands in the way: {words}", f"Regel {rule} staat in de weg: {words:nl}")
