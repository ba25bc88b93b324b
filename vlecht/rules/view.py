"""A roster as rules read it: who is where at every slot. Plain bookkeeping, no judgement, no solver."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from vlecht.models.deliveries import CircuitDelivery, Offer, Station, WorkshopsDelivery
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan
from vlecht.models.roster import Group, Roster, Session


class RosterView:
    """Questions about one roster. Unknown ids in a roster are reported by the reader, not here."""

    def __init__(self, index: SchoolIndex, roster: Roster) -> None:
        self.index = index
        self.roster = roster
        self.grid = index.grid
        self._at: dict[str, dict[int, list[Session]]] = {}
        self._claimed: dict[str, tuple[dict[int, list[Session]], dict[int, list[Session]]]] = {}
        self._spans: dict[tuple[str, int, int], range] = {}

    def slots(self, session: Session) -> range:
        """The slots a session covers."""
        key = (session.day, session.start, session.minutes)
        known = self._spans.get(key)
        if known is None:
            day = self.grid.day_index[session.day]
            known = self._spans[key] = self.grid.span(day, session.start, session.end)
        return known

    @cached_property
    def group(self) -> dict[str, Group]:
        """Instruction group id -> group."""
        return {group.id: group for group in self.roster.groups}

    def members_in(self, group: str) -> tuple[str, ...]:
        """Members of an instruction group, guests left out; nobody when the roster has no such group."""
        found = self.group.get(group)
        return () if found is None else found.members

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Group id (home or instruction) -> pupils who attend with it, guests included."""
        found = dict(self.index.pupils_of)
        found.update({group.id: group.members + group.guests for group in self.roster.groups})
        return found

    def attendees(self, session: Session) -> tuple[str, ...]:
        """Pupils of the session's groups and its visitors, each once, without who visits another session.

        Pupils who leave for part of it keep their seat.
        """
        mine = self.pupils_of_groups(session)
        gone = self.visiting.get(session.id)
        if gone:
            mine = tuple(pupil for pupil in mine if pupil not in gone)
        return tuple(dict.fromkeys((*mine, *self.visitors.get(session.id, ()))))

    def pupils_of_groups(self, session: Session) -> tuple[str, ...]:
        """Pupils of the session's groups, each once, wherever they are."""
        return tuple(dict.fromkeys(p for group in session.groups for p in self.members.get(group, ())))

    def deserted(self, session: Session) -> bool:
        """Whether all pupils of the session are visiting others, and none visit it."""
        return session.id in self.visiting and not self.attendees(session)

    @cached_property
    def visiting(self) -> dict[str, frozenset[str]]:
        """Session -> its pupils who are in another at that moment."""
        found: dict[str, set[str]] = defaultdict(set)
        for visit in self.roster.visits:
            found[visit.session].update(visit.pupils)
        return {session: frozenset(pupils) for session, pupils in found.items()}

    @cached_property
    def visitors(self) -> dict[str, tuple[str, ...]]:
        """Session -> pupils of other sessions who are in it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for visit in self.roster.visits:
            found[visit.host].update(dict.fromkeys(visit.pupils))
        return {session: tuple(pupils) for session, pupils in found.items()}

    @cached_property
    def _visited_from(self) -> dict[tuple[str, str], tuple[Session, ...]]:
        """(pupil, session visited) -> the pupil's own sessions meanwhile."""
        found: dict[tuple[str, str], list[Session]] = defaultdict(list)
        for visit in self.roster.visits:
            for pupil in visit.pupils if visit.session in self.session else ():
                found[pupil, visit.host].append(self.session[visit.session])
        return {key: tuple(sessions) for key, sessions in found.items()}

    @cached_property
    def sessions_of_pupil(self) -> dict[str, tuple[Session, ...]]:
        """Pupil -> sessions of their groups (also those they leave) and those they visit, in roster order."""
        found: dict[str, list[Session]] = defaultdict(list)
        for session in self.roster.sessions:
            for pupil in self.attendees(session):
                found[pupil].append(session)
        return {pupil: tuple(sessions) for pupil, sessions in found.items()}

    def sessions_at(self, pupil: str) -> dict[int, list[Session]]:
        """Slot -> the sessions the pupil is in then.

        A session the pupil may leave (``without``) counts only at slots where no other session claims
        the pupil. Do not change the answer: it is kept.
        """
        known = self._at.get(pupil)
        if known is None:
            known = self._at[pupil] = self._sessions_at(pupil)
        return known

    def _sessions_at(self, pupil: str) -> dict[int, list[Session]]:
        staying, leaving = self._claims(pupil)
        return {slot: sessions[:1] for slot, sessions in leaving.items()} | staying

    def _claims(self, pupil: str) -> tuple[dict[int, list[Session]], dict[int, list[Session]]]:
        """Slot -> sessions that claim the pupil; slot -> sessions the pupil may leave."""
        known = self._claimed.get(pupil)
        if known is not None:
            return known
        staying: dict[int, list[Session]] = {}
        leaving: dict[int, list[Session]] = {}
        for session in self.sessions_of_pupil.get(pupil, ()):
            own = self._visited_from.get((pupil, session.id))
            if own is None:
                target = leaving if pupil in session.without else staying
                for slot in self.slots(session):
                    target.setdefault(slot, []).append(session)
                continue
            for slot in self.slots(session):
                # A visitor is there only as long as the own session lasts.
                mine = [s for s in own if slot in self.slots(s)]
                if mine:
                    target = leaving if all(pupil in s.without for s in mine) else staying
                    target.setdefault(slot, []).append(session)
        self._claimed[pupil] = (staying, leaving)
        return staying, leaving

    def rooms_at(self, pupil: str) -> dict[int, frozenset[str]]:
        """Slot -> the rooms the pupil is in then (slots without any left out).

        The rooms of what claims the pupil; of what the pupil may leave where nothing else does.
        """
        staying, leaving = self._claims(pupil)
        return {
            slot: rooms
            for slot, sessions in (leaving | staying).items()
            if (rooms := frozenset(session.room for session in sessions if session.room is not None))
        }

    @cached_property
    def in_room(self) -> dict[str, dict[int, tuple[Session, ...]]]:
        """Room -> slot -> the sessions in it then."""
        found: dict[str, dict[int, list[Session]]] = {room: {} for room in self.index.rooms}
        for session in self.roster.sessions:
            if session.room is not None:
                for slot in self.slots(session):
                    found[session.room].setdefault(slot, []).append(session)
        return {room: {s: tuple(held) for s, held in sorted(at.items())} for room, at in found.items()}

    @cached_property
    def joined(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Delivery -> pupil -> its instruction groups that the pupil is in, as a member or as a guest."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for group in self.roster.groups:
            for pupil in dict.fromkeys(group.members + group.guests):
                found[group.delivery][pupil].append(group.id)
        return {d: {p: tuple(groups) for p, groups in pupils.items()} for d, pupils in found.items()}

    @cached_property
    def moves(self) -> tuple[tuple[str, str, str, str], ...]:
        """(pupil, delivery, group in the period before, group now): one per change of a regrouping.

        A pupil who no longer belongs to a delivery makes no change in it; a former group that is no more
        is left like any other.
        """
        regrouping = self.index.school.regrouping
        found: list[tuple[str, str, str, str]] = []
        for former in regrouping.former:
            belong = self.plan.members_of.get(former.delivery, ())
            for pupil in former.members:
                if pupil in belong:
                    found.extend(
                        (pupil, former.delivery, former.id, group)
                        for group in self.plan.groups_of[former.delivery]
                        if group != former.id and pupil in self.members_in(group)
                    )
        return tuple(found)

    @cached_property
    def plan(self) -> Plan:
        """What the week must contain, for as many level groups as the roster has."""
        counts = Counter(group.delivery for group in self.roster.groups)
        level_groups = (d.id for d in self.index.school.deliveries if d.form == "level_groups")
        return expand(self.index, {name: counts[name] for name in level_groups if counts[name]})

    @cached_property
    def session(self) -> dict[str, Session]:
        """Session id -> session."""
        return {session.id: session for session in self.roster.sessions}

    @cached_property
    def block_start(self) -> dict[str, int]:
        """Block -> slot at which it starts: when the first of the activities planned at its start does.

        A workshop moment starts with the first session (in roster order) that names it as its block.
        Blocks of which that session is not in the roster are left out.
        """
        found: dict[str, int] = {}
        for block in self.plan.blocks:
            first = next((a.id for a in block.activities if a.offset == 0), None)
            held = self.by_block.get(block.id, ())[:1] if first is None else ()
            session = self.session.get(first) if first is not None else next(iter(held), None)
            if session is not None:
                found[block.id] = self.slots(session).start
        return found

    def station(self, session: Session) -> Station | None:
        """The station of a circuit at which a session is held (the end of its id names it)."""
        delivery = self.index.deliveries[session.delivery]
        if not isinstance(delivery, CircuitDelivery):
            return None
        name = session.id.removeprefix(f"{session.block}.").partition(".")[2]
        return next((station for station in delivery.stations if station.id == name), None)

    def offer(self, session: Session) -> Offer | None:
        """The workshop that a session gives a section of (the middle of its id names it)."""
        delivery = self.index.deliveries[session.delivery]
        if not isinstance(delivery, WorkshopsDelivery):
            return None
        name = session.id.removeprefix(f"{delivery.id}.").rpartition(".")[0]
        return next((offer for offer in delivery.offers if offer.id == name), None)

    @cached_property
    def tasks(self) -> dict[str, tuple[tuple[str, range], ...]]:
        """Staff -> what they are at and its slots: sessions (once per seat), meetings, break duties.

        Named by session, meeting and break id; break duties last, otherwise in roster order.
        """
        found: dict[str, list[tuple[str, range]]] = {person: [] for person in self.index.staff}
        for session in self.roster.sessions:
            for assignment in session.staff:
                found[assignment.staff].append((session.id, self.slots(session)))
        for meeting in self.roster.meetings:
            span = self.grid.span(
                self.grid.day_index[meeting.day], meeting.start, meeting.start + meeting.minutes
            )
            for person in meeting.staff:
                found[person].append((meeting.meeting, span))
        for duty in self.roster.duties:
            found[duty.staff].append((duty.pause, self.break_slots(duty.pause, duty.day)))
        return {person: tuple(tasks) for person, tasks in found.items()}

    @cached_property
    def busy(self) -> dict[str, dict[int, int]]:
        """Staff -> slot -> number of things they are at: sessions (each seat), meetings, break duties."""
        found: dict[str, dict[int, int]] = {person: defaultdict(int) for person in self.index.staff}
        for person, tasks in self.tasks.items():
            for _, span in tasks:
                for slot in span:
                    found[person][slot] += 1
        return found

    @cached_property
    def contact_minutes(self) -> dict[str, int]:
        """Staff -> minutes with pupils: every seat in a session and every break duty, for all they last."""
        found = dict.fromkeys(self.index.staff, 0)
        for session in self.roster.sessions:
            for assignment in session.staff:
                found[assignment.staff] += session.minutes
        lasts = {pause.id: pause.end - pause.start for pause in self.index.school.calendar.breaks}
        for duty in self.roster.duties:
            found[duty.staff] += lasts[duty.pause]
        return found

    def break_slots(self, pause: str, day: str) -> range:
        """Slots of a break on a day."""
        found = next(b for b in self.index.school.calendar.breaks if b.id == pause)
        return self.grid.span(self.grid.day_index[day], found.start, found.end)

    @cached_property
    def by_block(self) -> dict[str, tuple[Session, ...]]:
        """Block id -> its sessions."""
        found: dict[str, list[Session]] = defaultdict(list)
        for session in self.roster.sessions:
            found[session.block].append(session)
        return {block: tuple(sessions) for block, sessions in found.items()}

    @cached_property
    def by_delivery(self) -> dict[str, tuple[Session, ...]]:
        """Delivery id -> its sessions."""
        found: dict[str, list[Session]] = defaultdict(list)
        for session in self.roster.sessions:
            found[session.delivery].append(session)
        return {delivery: tuple(sessions) for delivery, sessions in found.items()}
