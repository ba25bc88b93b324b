"""Remedies about teaching: pins, groups, support, sessions."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.deliveries import LevelGroupsDelivery, SupportDelivery, WorkshopsDelivery
from vlecht.models.diagnosis import Conflict, Fact, FactKind
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.school import School
from vlecht.solver.diagnose.facts_teaching import line_of, pin_id
from vlecht.solver.diagnose.remedies import Idea, Ideas, replaced


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
    elif delivery.sessions > 1:
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


TEACHING: dict[FactKind, Ideas] = {
    "pin": _pin,
    "apart": _apart,
    "groups": _groups,
    "second": _second,
    "freed": _freed,
    "support": _support,
    "windows": _support,
    "never_from": _support,
    "sizes": _sizes,
    "offer": _offer,
    "line": _line,
}
"""Kind of fact -> what can be done about it."""
