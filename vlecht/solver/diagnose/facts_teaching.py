"""Facts about teaching: the curriculum, delivery forms, groups, support, pins."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.attending import session_lengths, support_pupils, taught_pupils
from vlecht.models.deliveries import (
    AnyDelivery,
    CoTaughtDelivery,
    FixedDelivery,
    InstructionRoundsDelivery,
    LevelGroupsDelivery,
    SupportDelivery,
    WorkshopsDelivery,
)
from vlecht.models.diagnosis import Fact
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Plan
from vlecht.models.school import AnyPin, GroupPin, MomentPin, PupilPin, RoomPin, StaffPin, StartPin
from vlecht.rules import pupil_pins
from vlecht.rules.phrases import listed
from vlecht.solver.diagnose.wording import when, windows


def fewest_groups(index: SchoolIndex) -> dict[str, int]:
    """level_groups delivery -> the fewest groups that are allowed."""
    return {d.id: d.groups.min for d in index.school.deliveries if isinstance(d, LevelGroupsDelivery)}


def line_of(index: SchoolIndex, home_group: str, subject: str) -> str:
    """Id of the fact that asks minutes of a subject for a home group; empty when nothing does."""
    line = index.curriculum.get((home_group, subject))
    if line is None:
        return ""
    return f"line|{subject}|{','.join(line.home_groups) or '-'.join(map(str, line.years)) or 'all'}"


def pin_id(pin: AnyPin) -> str:
    """Id of a pin: everything it says."""
    words = pin.model_dump(mode="json", exclude_defaults=True)
    return "|".join(("pin", pin.what, *(f"{key}={value}" for key, value in sorted(words.items()))))


def teaching_facts(index: SchoolIndex, plan: Plan) -> Iterator[Fact]:
    """Everything about what must be taught, how, to whom."""
    for number, group in enumerate(index.school.home_groups):
        words = Phrase(
            f"home group {group.id} is taught in all its lesson time",
            f"stamgroep {group.id} heeft in alle lestijd les",
        )
        yield Fact(f"time|{group.id}", "time", (group.id,), f"home_groups[{number}]", words)
    yield from _lines(index)
    for number, delivery in enumerate(index.school.deliveries):
        yield from _delivery(index, plan, delivery, f"deliveries[{number}]")
    for one, two in index.apart:
        number = next(n for n, pupil in enumerate(index.school.pupils) if pupil.id == one)
        words = Phrase(f"{one} and {two} are kept apart", f"{one} en {two} zitten niet in een groep")
        name = "|".join(("apart", *sorted((one, two))))
        yield Fact(name, "apart", (one, two), f"pupils[{number}].apart", words)
    for number, pin in enumerate(index.school.pins):
        pinned = pin_phrase(pin)
        words = Phrase(f"pinned: {pinned}", f"vastgezet: {pinned:nl}")
        yield Fact(pin_id(pin), "pin", _named(pin), f"pins[{number}]", words)


def _lines(index: SchoolIndex) -> Iterator[Fact]:
    groups: dict[str, list[str]] = {}
    for home, subject in index.curriculum:
        groups.setdefault(line_of(index, home, subject), []).append(home)
    for number, line in enumerate(index.school.curriculum):
        name = f"line|{line.subject}|{','.join(line.home_groups) or '-'.join(map(str, line.years)) or 'all'}"
        if name in groups:
            lengths = [length * index.grid.step for length in session_lengths(line, index.grid.step)]
            cut = listed((f"{lengths.count(n)} × {n}" for n in dict.fromkeys(lengths)), 9)
            who = listed(groups[name], 8)
            words = Phrase(
                f"{line.subject} for {who}: {line.minutes} minutes a week in sessions of {cut} minutes",
                f"{line.subject} voor {who:nl}: {line.minutes} minuten per week, lessen van {cut:nl} minuten",
            )
            yield Fact(name, "line", (line.subject, *groups[name]), f"curriculum[{number}]", words)


def _delivery(index: SchoolIndex, plan: Plan, delivery: AnyDelivery, place: str) -> Iterator[Fact]:
    name = delivery.id
    at_once = max(
        (
            sum(other.offset == activity.offset for other in block.activities)
            for block in plan.blocks
            if block.delivery == name and not block.hosts
            for activity in block.activities
        ),
        default=0,
    )
    if at_once > 1 and delivery.form != "support":
        words = Phrase(
            f"{name} runs in {at_once} groups at once", f"{name} loopt in {at_once} groepen tegelijk"
        )
        yield Fact(f"groups|{name}", "groups", (name, *delivery.home_groups), place, words)
    if isinstance(delivery, CoTaughtDelivery):
        words = Phrase(
            f"{name} has a second member of staff in {delivery.share:.0%} of its sessions",
            f"{name} heeft bij {delivery.share:.0%} van de lessen een tweede erbij",
        )
        yield Fact(f"second|{name}", "second", (name,), place, words)
    if isinstance(delivery, FixedDelivery):
        at = when(delivery.days, delivery.start, delivery.start + delivery.minutes)
        yield Fact(
            f"fixed|{name}",
            "fixed",
            (name,),
            place,
            Phrase(f"{name} is always {at}", f"{name} is altijd {at:nl}"),
        )
    if isinstance(delivery, InstructionRoundsDelivery) and delivery.freed:
        words = Phrase(
            f"{name} frees {delivery.freed} of the team's teachers",
            f"{name} maakt {delivery.freed} van de leerkrachten van het team vrij",
        )
        yield Fact(f"freed|{name}", "freed", (name,), f"{place}.freed", words)
    if isinstance(delivery, WorkshopsDelivery):
        yield from _offers(delivery, place)
    yield from _sizes(index, delivery, place)
    if isinstance(delivery, SupportDelivery):
        yield from _support(delivery, place)


def _offers(delivery: WorkshopsDelivery, place: str) -> Iterator[Fact]:
    for number, offer in enumerate(delivery.offers):
        words = Phrase(
            f"workshop {offer.id}: {offer.sections} sections of {offer.min} to {offer.capacity} pupils",
            f"workshop {offer.id}: {offer.sections} keer, {offer.min} tot {offer.capacity} leerlingen",
        )
        objects = (delivery.id, offer.id)
        yield Fact(f"offer|{delivery.id}|{offer.id}", "offer", objects, f"{place}.offers[{number}]", words)


def _sizes(index: SchoolIndex, delivery: AnyDelivery, place: str) -> Iterator[Fact]:
    size = getattr(delivery, "size", None)
    if size is not None:
        members = (
            support_pupils(index, delivery)
            if isinstance(delivery, SupportDelivery)
            else taught_pupils(index, delivery)[0]
        )
        pupils = len(members)
        words = Phrase(
            f"groups of {delivery.id} have {size.min} to {size.max} pupils (of {pupils})",
            f"groepen van {delivery.id} hebben {size.min} tot {size.max} leerlingen (van {pupils})",
        )
        yield Fact(f"sizes|{delivery.id}", "sizes", (delivery.id,), f"{place}.size", words)


def _support(delivery: SupportDelivery, place: str) -> Iterator[Fact]:
    name = delivery.id
    words = Phrase(
        f"{name}: {delivery.sessions} times {delivery.minutes} minutes a week",
        f"{name}: {delivery.sessions} keer {delivery.minutes} minuten per week",
    )
    yield Fact(f"support|{name}", "support", (name,), place, words)
    if delivery.windows:
        at = windows(delivery.windows)
        words = Phrase(f"{name} may be given only {at}", f"{name} mag alleen {at:nl}")
        yield Fact(f"windows|{name}", "windows", (name,), f"{place}.windows", words)
    if delivery.never_from:
        spared = listed(delivery.never_from, 8)
        words = Phrase(f"{name} is never taken from {spared}", f"{name} gaat nooit af van {spared:nl}")
        yield Fact(
            f"never_from|{name}", "never_from", (name, *delivery.never_from), f"{place}.never_from", words
        )


def _named(pin: AnyPin) -> tuple[str, ...]:
    if isinstance(pin, StartPin):
        return (pin.block, pin.day)
    if isinstance(pin, PupilPin | GroupPin | MomentPin):
        return pupil_pins.named(pin)
    return (pin.session, pin.staff if isinstance(pin, StaffPin) else pin.room)


def pin_phrase(pin: AnyPin) -> Phrase:
    """A pin in words."""
    if isinstance(pin, GroupPin):
        members = listed(pin.pupils, 8)
        return Phrase(f"{pin.group} is closed, with {members}", f"{pin.group} is gesloten, met {members:nl}")
    en, nl = ("not ", "niet ") if pin.forbid else ("", "")
    if isinstance(pin, StartPin):
        at = when((pin.day,), pin.start)
        return Phrase(f"{pin.block} starts {en}{at}", f"{pin.block} begint {nl}{at:nl}")
    if isinstance(pin, StaffPin):
        what = f"{pin.session} ({pin.function.value})"
        return Phrase(f"{pin.staff} takes {en}{what}", f"{pin.staff} doet {nl}{what}")
    if isinstance(pin, RoomPin):
        return Phrase(f"{pin.session} is {en}in {pin.room}", f"{pin.session} is {nl}in {pin.room}")
    if isinstance(pin, MomentPin):
        moment = pin.moment
        return Phrase(f"{pin.section} is {en}at moment {moment}", f"{pin.section} is {nl}op moment {moment}")
    return Phrase(f"{pin.pupil} is {en}in {pin.group}", f"{pin.pupil} zit {nl}in {pin.group}")
