"""A class is in its own room."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.prefer_resources import PreferResources
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import ROOM, Frame
from vlecht.rules.phrases import counted, moment
from vlecht.rules.view import RosterView

_FORMS = ("class", "co_taught")


class OwnRoom(Rule):
    """Amount: the slots of sessions of form ``class`` or ``co_taught``, of which the delivery names no
    kinds of room, in a room other than the home group's own.

    Home groups without an own room, and sessions without a room, do not count here.
    """

    id = "own_room"
    words = Phrase(
        "A home group has its class sessions in its own room.",
        "Een stamgroep heeft haar lessen in het eigen lokaal.",
    )
    unit = Phrase("slots", "tijdvakken")
    mode = "soft"
    weight = 1

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per session elsewhere."""
        for session in roster.roster.sessions:
            delivery = index.deliveries[session.delivery]
            if delivery.form not in _FORMS or delivery.room_kinds or session.room is None:
                continue
            for group in session.groups:
                own = index.home_groups[group].room
                if own is not None and session.room != own:
                    slots = roster.slots(session)
                    when, lasts = moment(index.grid, slots.start), counted(len(slots), "slot")
                    sentence = Phrase(
                        f"Home group {group} has {session.id} at {when} in room"
                        f" {session.room} and not in its own room {own} ({lasts})",
                        f"Stamgroep {group} heeft {session.id} op {when:nl} in ruimte"
                        f" {session.room} en niet in het eigen lokaal {own} ({lasts:nl})",
                    )
                    yield self.breach(len(slots), (session.id, session.room), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Per home group: its class activities prefer its room."""
        for group, found in index.home_groups.items():
            events = tuple(
                frame.event[activity.id]
                for block in frame.blocks_of(group)
                if index.deliveries[block.delivery].form in _FORMS
                and not index.deliveries[block.delivery].room_kinds
                for activity in block.activities
            )
            if found.room is not None and events:
                yield PreferResources(
                    **self.common(setting, (group,), f"Home group {group} is in its own room {found.room}"),
                    events=events,
                    role=ROOM,
                    resources=(frame.room[found.room],),
                )
