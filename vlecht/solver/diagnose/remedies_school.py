"""Remedies about how a school is arranged: groups, breaks, meetings, rooms, lessons, pins."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.deliveries import LevelGroupsDelivery, SupportDelivery, WorkshopsDelivery
from vlecht.models.diagnosis import Conflict, Fact, FactKind
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.places import Room
from vlecht.models.school import School
from vlecht.models.words import Window
from vlecht.solver.diagnose.facts_teaching import line_of, pin_id
from vlecht.solver.diagnose.remedies import Idea, Ideas, replaced
from vlecht.solver.diagnose.wording import when


def _pin(_index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    def drop(school: School, _n: int) -> School:
        kept = tuple(pin for pin in school.pins if pin_id(pin) != fact.id)
        return school.model_copy(update={"pins": kept})

    words = Phrase(f"drop the pin ({fact.words})", f"laat het vastzetten los ({fact.words:nl})")
    yield Idea(fact.id, "wish", 2, 1, drop, lambda _n: words)


def _apart(_index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    one, two = fact.objects

    def mix(school: School, _n: int) -> School:
        pupils = tuple(
            pupil.model_copy(update={"apart": tuple(o for o in pupil.apart if {o, pupil.id} != {one, two})})
            for pupil in school.pupils
        )
        return school.model_copy(update={"pupils": pupils})

    words = Phrase(f"let {one} and {two} be in one group", f"laat {one} en {two} in een groep")
    yield Idea(fact.id, "wish", 4, 1, mix, lambda _n: words)


def _groups(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    delivery = index.deliveries[fact.objects[0]]
    if not isinstance(delivery, LevelGroupsDelivery):
        return
    least = delivery.groups.min

    def fewer(school: School, n: int) -> School:
        groups = delivery.groups.model_copy(update={"min": least - n})
        pupils = sum(len(index.pupils_of[group]) for group in delivery.home_groups)
        size = delivery.size.model_copy(
            update={"max": max(delivery.size.max, -(-pupils // max(1, least - n)) + 2)}
        )
        return replaced(school, "deliveries", delivery.id, groups=groups, size=size)

    yield Idea(
        f"groups|{delivery.id}",
        "arrangement",
        7,
        least - 1,
        fewer,
        lambda n: Phrase(
            f"let {delivery.id} make do with {least - n} groups at once instead of {least}",
            f"laat {delivery.id} met {least - n} groepen tegelijk toe in plaats van {least}",
        ),
        per=1,
    )


def _second(_index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    name = fact.objects[0]
    words = Phrase(f"give {name} without a second", f"geef {name} zonder tweede erbij")
    yield Idea(
        fact.id,
        "arrangement",
        6,
        1,
        lambda s, _n: replaced(s, "deliveries", name, share=0.0),
        lambda _n: words,
    )


def _freed(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    name = fact.objects[0]
    asked: int = getattr(index.deliveries[name], "freed", 0)
    yield Idea(
        fact.id,
        "arrangement",
        5,
        asked,
        lambda school, n: replaced(school, "deliveries", name, freed=asked - n),
        lambda n: Phrase(
            f"free {asked - n} teachers in {name} instead of {asked}",
            f"maak bij {name} {asked - n} leerkrachten vrij in plaats van {asked}",
        ),
        per=1,
    )


def _duty(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    name = fact.objects[0]
    asked = next(pause.supervisors for pause in index.school.calendar.breaks if pause.id == name)

    def fewer(school: School, n: int) -> School:
        breaks = tuple(
            pause.model_copy(update={"supervisors": asked - n}) if pause.id == name else pause
            for pause in school.calendar.breaks
        )
        return school.model_copy(update={"calendar": school.calendar.model_copy(update={"breaks": breaks})})

    yield Idea(
        fact.id,
        "arrangement",
        6,
        asked,
        fewer,
        lambda n: Phrase(
            f"make do with {asked - n} supervisors in break {name} instead of {asked}",
            f"doe het in pauze {name} met {asked - n} toezichthouders in plaats van {asked}",
        ),
        per=1,
    )


def _meeting(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    name = fact.objects[0]
    meeting = index.meetings[name]
    if meeting.attendance == "all":
        some = Phrase(f"let those come to {name} who are at school", f"laat bij {name} komen wie er is")
        yield Idea(
            f"{fact.id}|working",
            "wish",
            4,
            1,
            lambda school, _n: replaced(school, "meetings", name, attendance="working"),
            lambda _n: some,
        )
    opening = index.school.calendar.opening or index.school.calendar.lessons
    after = tuple(
        Window(days=w.days, start=max(index.grid.clock(s) + index.grid.step for s in lessons), end=w.end)
        for w in opening
        if (lessons := index.grid.lesson_slots) and w.end > index.grid.opens
    )
    late = tuple(w for w in after if w.end - w.start >= meeting.minutes)
    if late:
        later = Phrase(f"hold {name} after school", f"houd {name} na schooltijd")
        yield Idea(
            f"{fact.id}|after",
            "arrangement",
            5,
            1,
            lambda school, _n: replaced(school, "meetings", name, windows=(*meeting.windows, *late)),
            lambda _n: later,
        )
    yield Idea(
        fact.id,
        "arrangement",
        9,
        meeting.per_week,
        lambda school, n: (
            replaced(school, "meetings", name, per_week=meeting.per_week - n)
            if n < meeting.per_week
            else school.model_copy(update={"meetings": tuple(m for m in school.meetings if m.id != name)})
        ),
        lambda n: Phrase(
            f"hold {name} {meeting.per_week - n} times a week instead of {meeting.per_week}",
            f"houd {name} {meeting.per_week - n} keer per week in plaats van {meeting.per_week}",
        ),
        per=2,
    )


def _presence(_index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    words = Phrase(f"give up that {fact.words}", f"laat los dat {fact.words:nl}")

    def drop(school: School, _n: int) -> School:
        kept = tuple(line for line in school.presence if f"presence|{','.join(line.staff)}" != fact.id)
        return school.model_copy(update={"presence": kept})

    yield Idea(fact.id, "arrangement", 9, 1, drop, lambda _n: words)


def _room(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    room = index.rooms[fact.objects[0]]
    if fact.kind == "shared":
        words = Phrase(f"have {room.id} all day", f"zorg dat {room.id} de hele dag van ons is")
        yield Idea(
            fact.id, "room", 13, 1, lambda s, _n: replaced(s, "rooms", room.id, shared=()), lambda _n: words
        )
        for day in index.school.calendar.days:
            yield _open_on(room, Window(days=(day,), start=index.grid.opens, end=index.grid.closes))
    elif fact.kind == "places":
        yield Idea(
            fact.id,
            "room",
            12,
            400,
            lambda s, n: replaced(s, "rooms", room.id, capacity=room.capacity + n),
            lambda n: Phrase(f"{n} more places in {room.id}", f"{n} plaatsen meer in {room.id}"),
            per=0.2,
        )
    else:
        yield Idea(
            f"another|{room.kind}",
            "room",
            30,
            6,
            lambda s, n: s.model_copy(
                update={
                    "rooms": (
                        *s.rooms,
                        *(
                            room.model_copy(update={"id": f"new-{room.kind}{i}", "name": "", "shared": ()})
                            for i in range(1, n + 1)
                        ),
                    )
                }
            ),
            lambda n: Phrase(f"have {n} more {room.kind}", f"zorg voor {n} {room.kind} meer"),
            per=20,
        )


def _open_on(room: Room, window: Window) -> Idea:
    at = when(window.days)
    return Idea(
        f"shared|{room.id}|{window.days[0]}",
        "room",
        10,
        1,
        lambda school, _n: replaced(school, "rooms", room.id, shared=(*room.shared, window)),
        lambda _n: Phrase(f"have {room.id} {at} too", f"zorg dat {room.id} ook {at:nl} van ons is"),
    )


def _equipment(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    name = fact.objects[0]
    count = next(pool.count for pool in index.school.equipment if pool.id == name)
    yield Idea(
        fact.id,
        "room",
        8,
        500,
        lambda school, n: replaced(school, "equipment", name, count=count + n),
        lambda n: Phrase(f"have {n} more {name}", f"zorg voor {n} {name} meer"),
        per=0.1,
    )


def _support(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    name = fact.objects[0]
    delivery = index.deliveries[name]
    assert isinstance(delivery, SupportDelivery)
    if fact.kind == "windows":
        words = Phrase(f"let {name} be given at any time", f"laat {name} op elk moment geven")
        yield Idea(
            fact.id,
            "arrangement",
            5,
            1,
            lambda s, _n: replaced(s, "deliveries", name, windows=()),
            lambda _n: words,
        )
    elif fact.kind == "never_from":
        words = Phrase(f"let {name} be taken from any subject", f"laat {name} af mogen van elk vak")
        yield Idea(
            fact.id,
            "arrangement",
            8,
            1,
            lambda s, _n: replaced(s, "deliveries", name, never_from=()),
            lambda _n: words,
        )
    else:
        yield Idea(
            fact.id,
            "arrangement",
            12,
            delivery.sessions - 1,
            lambda s, n: replaced(s, "deliveries", name, sessions=delivery.sessions - n),
            lambda n: Phrase(
                f"give {name} {delivery.sessions - n} times a week instead of {delivery.sessions}",
                f"geef {name} {delivery.sessions - n} keer per week in plaats van {delivery.sessions}",
            ),
            per=2,
        )


def _sizes(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    name = fact.objects[0]
    size = getattr(index.deliveries[name], "size")  # noqa: B009  # only forms with sizes have this fact

    def wider(school: School, n: int) -> School:
        changed = size.model_copy(update={"min": max(0, size.min - n), "max": size.max + n})
        return replaced(school, "deliveries", name, size=changed)

    yield Idea(
        fact.id,
        "arrangement",
        7,
        30,
        wider,
        lambda n: Phrase(
            f"let groups of {name} have {max(0, size.min - n)} to {size.max + n} pupils",
            f"laat groepen van {name} {max(0, size.min - n)} tot {size.max + n} leerlingen hebben",
        ),
        per=1,
    )


def _offer(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    delivery, name = index.deliveries[fact.objects[0]], fact.objects[1]
    assert isinstance(delivery, WorkshopsDelivery)

    def larger(school: School, n: int) -> School:
        offers = tuple(
            offer.model_copy(update={"capacity": offer.capacity + n, "min": max(0, offer.min - n)})
            if offer.id == name
            else offer
            for offer in delivery.offers
        )
        return replaced(school, "deliveries", delivery.id, offers=offers)

    yield Idea(
        fact.id,
        "arrangement",
        7,
        30,
        larger,
        lambda n: Phrase(f"let {name} take {n} more or fewer", f"laat {name} {n} meer of minder toe"),
        per=0.5,
    )


def _line(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    """Shorter sessions, where sessions are too long for the parts of a day."""
    position = int(fact.place.removeprefix("curriculum[").removesuffix("]"))
    line = index.school.curriculum[position]
    step = index.grid.step
    assert line_of(index, fact.objects[1], line.subject) == fact.id
    usual = min(line.usual, 3 * step)
    if (line.usual, line.shortest) != (usual, step):
        changed = line.model_copy(
            update={"usual": usual, "shortest": step, "longest": max(line.longest, usual)}
        )

        def cut(school: School, _n: int) -> School:
            lines = list(school.curriculum)
            lines[position] = changed
            return school.model_copy(update={"curriculum": tuple(lines)})

        words = Phrase(
            f"cut {line.subject} into sessions of about {usual} minutes",
            f"geef {line.subject} in lessen van ongeveer {usual} minuten",
        )
        yield Idea(fact.id, "arrangement", 10, 1, cut, lambda _n: words)


SCHOOL: dict[FactKind, Ideas] = {
    "pin": _pin,
    "apart": _apart,
    "groups": _groups,
    "second": _second,
    "freed": _freed,
    "duty": _duty,
    "meeting": _meeting,
    "presence": _presence,
    "room": _room,
    "places": _room,
    "shared": _room,
    "equipment": _equipment,
    "support": _support,
    "windows": _support,
    "never_from": _support,
    "sizes": _sizes,
    "offer": _offer,
    "line": _line,
}
"""Kind of fact -> what can be done about it."""
