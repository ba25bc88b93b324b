"""A room for every session, and one that suits."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import All, AnyOf, Assigned, Not, StartsWithin, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.deliveries import AnyDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Session
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted, moment
from vlecht.rules.view import RosterView

_TEACHING = ("classroom", "instruction")
_SUPPORT = ("instruction", "quiet", "classroom")


class RoomSuitable(Rule):
    """Amount: the slots of every session held without a room or in one that does not suit.

    A room suits when it is of a kind that the delivery names for that activity (a station's or an offer's
    own kinds before the delivery's, ``independent_kinds`` for independent work in instruction rounds).
    Where none is named: the own room of a home group that takes part, a classroom or an instruction room;
    for support an instruction room, a quiet room or a classroom. A session of which all pupils visit others
    needs none.
    """

    id = "room_suitable"
    words = Phrase(
        "Every session has a room, of a kind that suits it.",
        "Elke activiteit heeft een ruimte van een soort die past.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per session."""
        for session in roster.roster.sessions:
            if session.room is None and roster.deserted(session):
                continue
            length = len(roster.slots(session))
            when, lasts = moment(index.grid, roster.slots(session).start), counted(length, "slot")
            if session.room is None:
                sentence = Phrase(
                    f"Session {session.id} at {when} has no room for its {lasts}",
                    f"Activiteit {session.id} op {when:nl} heeft geen ruimte ({lasts:nl})",
                )
                yield self.breach(length, (session.id,), sentence)
            elif not _suits(index, session, session.room):
                kind = index.rooms[session.room].kind
                sentence = Phrase(
                    f"Room {session.room} ({kind}) does not suit session {session.id} at {when} ({lasts})",
                    f"Ruimte {session.room} ({kind}) past niet bij {session.id} op {when:nl} ({lasts:nl})",
                )
                yield self.breach(length, (session.id, session.room), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per delivery: every activity that is placed has one of its candidate rooms."""
        always = tuple(range(index.grid.size))
        for delivery in index.deliveries:
            sums: list[Sum] = []
            for activity in frame.plan.activities:
                if activity.delivery == delivery:
                    event, role = frame.event[activity.id], frame.room_role(activity.id)
                    somewhere = AnyOf(tuple(Assigned(event, role, frame.room[r]) for r in activity.rooms))
                    wrong = All((StartsWithin(event, always), Not(somewhere)))
                    sums.append(Sum(activity.id, (Term(activity.length, wrong),), maximum=0))
            if sums:
                yield LimitSum(
                    **self.common(setting, (delivery,), f"Every session of {delivery} has a suitable room"),
                    sums=tuple(sums),
                )


def _suits(index: SchoolIndex, session: Session, name: str) -> bool:
    delivery = index.deliveries[session.delivery]
    room = index.rooms[name]
    kinds, own_rooms_too = _kinds(delivery, session)
    homes = [group for group in session.groups if group in index.home_groups] or delivery.home_groups
    return room.kind in kinds or (own_rooms_too and any(index.home_groups[h].room == name for h in homes))


def _kinds(delivery: AnyDelivery, session: Session) -> tuple[tuple[str, ...], bool]:
    """The kinds of room that suit, and whether own rooms do whatever their kind."""
    if delivery.form == "support":
        return delivery.room_kinds or _SUPPORT, False
    if delivery.form == "instruction_rounds" and session.kind == "independent":
        return delivery.independent_kinds or _TEACHING, False
    named = delivery.room_kinds
    if delivery.form == "circuit":
        # A station's session is named after its block, its round and the station: "world#1.r2.lab".
        visited = session.id.removeprefix(f"{session.block}.").partition(".")[2]
        named = next((s.room_kinds for s in delivery.stations if s.id == visited), ()) or named
    elif delivery.form == "workshops":
        # A section is named after its delivery and its offer, and numbered: "choice.clay.2".
        given = session.id.removeprefix(f"{delivery.id}.").rpartition(".")[0]
        named = next((offer.room_kinds for offer in delivery.offers if offer.id == given), ()) or named
    return named or _TEACHING, not named
