"""Pins about pupils, groups and workshop sections: their words, and when they are broken."""

from __future__ import annotations

from vlecht.core.atoms import All, AnyOf, Atom, Joins, Not, Placed, StartsAt
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.school import AnyPin, GroupPin, MomentPin, PupilPin
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView

EnrolmentPin = PupilPin | GroupPin | MomentPin


def named(pin: EnrolmentPin) -> tuple[str, ...]:
    """What the pin is about."""
    if isinstance(pin, PupilPin):
        return (pin.pupil, pin.group)
    return (pin.group,) if isinstance(pin, GroupPin) else (pin.section, str(pin.moment))


def head(pin: AnyPin) -> Phrase:
    """How a pin's words begin: fixed by somebody, or held by a program because it is published."""
    return Phrase("Held", "Blijft zo") if pin.automatic else Phrase("Pin", "Vastgezet")


def order(pin: EnrolmentPin) -> Phrase:
    """The pin in words."""
    if isinstance(pin, GroupPin):
        return Phrase(
            f"{head(pin)}: group {pin.group} is closed with {len(pin.pupils)} members",
            f"{head(pin):nl}: groep {pin.group} is gesloten met {len(pin.pupils)} leerlingen",
        )
    does_not, s, niet = ("does not ", "", "niet ") if pin.forbid else ("", "s", "")
    if isinstance(pin, MomentPin):
        is_not = "is not" if pin.forbid else "is"
        return Phrase(
            f"{head(pin)}: {pin.section} {is_not} at moment {pin.moment}",
            f"{head(pin):nl}: {pin.section} is {niet}op moment {pin.moment}",
        )
    return Phrase(
        f"{head(pin)}: pupil {pin.pupil} {does_not}join{s} group {pin.group}",
        f"{head(pin):nl}: leerling {pin.pupil} zit {niet}in groep {pin.group}",
    )


def breach(roster: RosterView, pin: EnrolmentPin) -> Phrase | None:
    """What is wrong in the roster, ``None`` when the pin is respected or speaks of nothing in it."""
    stated = order(pin)
    if isinstance(pin, GroupPin):
        return _closed(roster, pin, stated)
    if isinstance(pin, MomentPin):
        start = roster.block_start.get(pin.section)
        delivery = next((b.delivery for b in roster.plan.blocks if b.id == pin.section), None)
        if start is None or delivery is None:
            return None
        there = start == roster.block_start.get(f"{delivery}#{pin.moment}")
        if there != pin.forbid:
            return None
        is_not, niet = ("is", "wel") if there else ("is not", "niet")
        return Phrase(f"{stated}, but it {is_not}", f"{stated:nl}, maar dat is {niet} zo")
    known = pin.group in roster.members
    inside = pin.pupil in roster.members.get(pin.group, ())
    if not known or inside != pin.forbid:
        return None
    not_in, niet = ("", "wel") if inside else ("not ", "niet")
    return Phrase(f"{stated}, but is {not_in}in it", f"{stated:nl}, maar zit er {niet} in")


def _closed(roster: RosterView, pin: GroupPin, stated: Phrase) -> Phrase | None:
    if pin.group not in roster.group:
        return None
    members = roster.group[pin.group].members
    strange = [pupil for pupil in members if pupil not in pin.pupils]
    missing = [pupil for pupil in pin.pupils if pupil not in members]
    if not strange and not missing:
        return None
    english = [f"{listed(strange)} joined"] if strange else []
    dutch = [f"{listed(strange):nl} kwam erbij"] if strange else []
    if missing:
        english.append(f"{listed(missing)} left")
        dutch.append(f"{listed(missing):nl} ging eruit")
    return Phrase(f"{stated}, but {', '.join(english)}", f"{stated:nl}, maar {', '.join(dutch)}")


def broken(index: SchoolIndex, frame: Frame, pin: EnrolmentPin) -> Atom | None:
    """The statement that the pin is not respected; ``None`` for a pin that names nothing."""
    if isinstance(pin, MomentPin):
        block = frame.plan.block.get(pin.section)
        if block is None:
            return None
        host = frame.anchor.get(f"{block.delivery}#{pin.moment}")
        event = frame.event[pin.section]
        together = AnyOf(
            tuple(
                All((StartsAt(event, time), StartsAt(host, time)))
                for time in range(index.grid.size)
                if host is not None
            )
        )
        return together if pin.forbid else All((Placed(event), Not(together)))
    if pin.group not in frame.group:
        return None
    group = frame.group[pin.group]
    if isinstance(pin, PupilPin):
        joins = Joins(frame.pupil[pin.pupil], group)
        return joins if pin.forbid else Not(joins)
    able = {
        pupil
        for choice in frame.plan.choices
        if pin.group in choice.groups and not choice.guest
        for pupil in choice.pupils
    }
    inside = [Joins(frame.pupil[pupil], group) for pupil in pin.pupils]
    outside = [Not(Joins(frame.pupil[pupil], group)) for pupil in sorted(able - set(pin.pupils))]
    return Not(All((*inside, *outside)))
