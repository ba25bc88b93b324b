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
from vlecht.models.phrases import Names, Phrase, When
from vlecht.models.plan import Plan
from vlecht.models.school import AnyPin, PupilPin, RoomPin, StaffPin, StartPin


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
        data = {"group": group.id}
        yield Fact(f"time|{group.id}", "time", (group.id,), f"home_groups[{number}]", data)
    yield from _lines(index)
    for number, delivery in enumerate(index.school.deliveries):
        yield from _delivery(index, plan, delivery, f"deliveries[{number}]")
    for one, two in index.apart:
        number = next(n for n, pupil in enumerate(index.school.pupils) if pupil.id == one)
        data = {"one": one, "two": two}
        name = "|".join(("apart", *sorted((one, two))))
        yield Fact(name, "apart", (one, two), f"pupils[{number}].apart", data)
    for number, pin in enumerate(index.school.pins):
        yield Fact(pin_id(pin), "pin", _named(pin), f"pins[{number}]", {"pin": pin_phrase(pin)})


def _lines(index: SchoolIndex) -> Iterator[Fact]:
    groups: dict[str, list[str]] = {}
    for home, subject in index.curriculum:
        groups.setdefault(line_of(index, home, subject), []).append(home)
    for number, line in enumerate(index.school.curriculum):
        name = f"line|{line.subject}|{','.join(line.home_groups) or '-'.join(map(str, line.years)) or 'all'}"
        if name in groups:
            lengths = session_lengths(line, index.grid.step)
            minutes = " + ".join(str(length * index.grid.step) for length in lengths)
            yield Fact(
                name,
                "line",
                (line.subject, *groups[name]),
                f"curriculum[{number}]",
                {
                    "subject": line.subject,
                    "groups": Names(tuple(groups[name]), 8),
                    "minutes": line.minutes,
                    "lengths": minutes,
                },
            )


def _delivery(index: SchoolIndex, plan: Plan, delivery: AnyDelivery, place: str) -> Iterator[Fact]:
    named = {"delivery": delivery.id}
    most = max(
        (
            sum(a.offset == b.offset for b in block.activities)
            for block in plan.blocks
            if block.delivery == delivery.id and not block.hosts
            for a in block.activities
        ),
        default=0,
    )
    if most > 1 and delivery.form != "support":
        yield Fact(
            f"groups|{delivery.id}",
            "groups",
            (delivery.id, *delivery.home_groups),
            place,
            named | {"number": most},
        )
    if isinstance(delivery, CoTaughtDelivery):
        share = f"{delivery.share:.0%}"
        yield Fact(f"second|{delivery.id}", "second", (delivery.id,), place, named | {"share": share})
    if isinstance(delivery, FixedDelivery):
        when = When(delivery.days, delivery.start, delivery.start + delivery.minutes)
        yield Fact(f"fixed|{delivery.id}", "fixed", (delivery.id,), place, named | {"when": when})
    if isinstance(delivery, InstructionRoundsDelivery) and delivery.freed:
        data = named | {"number": delivery.freed}
        yield Fact(f"freed|{delivery.id}", "freed", (delivery.id,), f"{place}.freed", data)
    if isinstance(delivery, WorkshopsDelivery):
        for number, offer in enumerate(delivery.offers):
            yield Fact(
                f"offer|{delivery.id}|{offer.id}",
                "offer",
                (delivery.id, offer.id),
                f"{place}.offers[{number}]",
                {"offer": offer.id, "sections": offer.sections, "low": offer.min, "high": offer.capacity},
            )
    yield from _sizes(index, delivery, place)
    if isinstance(delivery, SupportDelivery):
        yield from _support(delivery, place)


def _sizes(index: SchoolIndex, delivery: AnyDelivery, place: str) -> Iterator[Fact]:
    size = getattr(delivery, "size", None)
    if size is not None:
        pupils = (
            support_pupils(index, delivery)
            if isinstance(delivery, SupportDelivery)
            else taught_pupils(index, delivery)[0]
        )
        yield Fact(
            f"sizes|{delivery.id}",
            "sizes",
            (delivery.id,),
            f"{place}.size",
            {"delivery": delivery.id, "low": size.min, "high": size.max, "pupils": len(pupils)},
        )


def _support(delivery: SupportDelivery, place: str) -> Iterator[Fact]:
    data = {"delivery": delivery.id, "sessions": delivery.sessions, "minutes": delivery.minutes}
    yield Fact(f"support|{delivery.id}", "support", (delivery.id,), place, data)
    if delivery.windows:
        when = Names(tuple(When(w.days, w.start, w.end) for w in delivery.windows))
        yield Fact(
            f"windows|{delivery.id}",
            "windows",
            (delivery.id,),
            f"{place}.windows",
            {"delivery": delivery.id, "when": when},
        )
    if delivery.never_from:
        yield Fact(
            f"never_from|{delivery.id}",
            "never_from",
            (delivery.id, *delivery.never_from),
            f"{place}.never_from",
            {"delivery": delivery.id, "subjects": Names(delivery.never_from, 8)},
        )


def _named(pin: AnyPin) -> tuple[str, ...]:
    if isinstance(pin, StartPin):
        return (pin.block, pin.day)
    if isinstance(pin, PupilPin):
        return (pin.pupil, pin.group)
    return (pin.session, pin.staff if isinstance(pin, StaffPin) else pin.room)


def pin_phrase(pin: AnyPin) -> Phrase:
    """A pin in words."""
    nl, en = ("niet ", "not ") if pin.forbid else ("", "")
    if isinstance(pin, StartPin):
        when = When((pin.day,), pin.start, pin.start)
        return Phrase((f"{{what}} begint {nl}{{when}}", f"{{what}} starts {en}{{when}}"), {
            "what": pin.block, "when": when,
        })  # fmt: skip
    if isinstance(pin, StaffPin):
        data = {"staff": pin.staff, "what": pin.session, "function": pin.function.value}
        return Phrase((
            f"{{staff}} doet {{what}} {nl}({{function}})", f"{{staff}} takes {en}{{what}} ({{function}})",
        ), data)  # fmt: skip
    if isinstance(pin, RoomPin):
        data = {"room": pin.room, "what": pin.session}
        return Phrase((f"{{what}} is {nl}in {{room}}", f"{{what}} is {en}in {{room}}"), data)
    data = {"pupil": pin.pupil, "group": pin.group}
    return Phrase((f"{{pupil}} zit {nl}in {{group}}", f"{{pupil}} is {en}in {{group}}"), data)
