"""Remedies about the school: breaks, meetings, presence, rooms, equipment."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diagnosis import Conflict, Fact, FactKind
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.places import Room
from vlecht.models.school import School
from vlecht.models.words import Window
from vlecht.solver.diagnose.remedies import Idea, Ideas, replaced
from vlecht.solver.diagnose.wording import when


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
    grid = index.grid
    late = tuple(
        w
        for w in after
        if w.end - w.start >= meeting.minutes and not grid.within([w]) <= grid.within(meeting.windows)
    )
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


SCHOOL: dict[FactKind, Ideas] = {
    "duty": _duty,
    "meeting": _meeting,
    "presence": _presence,
    "room": _room,
    "places": _room,
    "shared": _room,
    "equipment": _equipment,
}
"""Kind of fact -> what can be done about it."""
