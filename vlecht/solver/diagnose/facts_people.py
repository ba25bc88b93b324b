"""Facts about staff: when they cannot, how much they work, what they may do."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diagnosis import Fact
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Availability, Staff
from vlecht.models.phrases import Names, Phrase, When
from vlecht.models.plan import Plan
from vlecht.models.words import Function
from vlecht.solver.diagnose.needs import seat_needs


FUNCTION_WORDS: dict[Function, Phrase] = {
    Function.LEAD: Phrase(("lesgeven", "lead")),
    Function.CO_TEACH: Phrase(("mee lesgeven", "co-teach")),
    Function.SUPERVISE: Phrase(("zelfstandig werken begeleiden", "supervise independent work")),
    Function.SUPPORT: Phrase(("ondersteuning geven", "give support")),
    Function.BREAK_DUTY: Phrase(("pleinwacht lopen", "supervise breaks")),
}
"""Functions as people say them."""


def cannot_id(person: str, entry: Availability) -> str:
    """Id of the fact that somebody cannot at some time."""
    return f"cannot|{person}|{','.join(entry.days)}|{entry.start}-{entry.end}"


def qualification_id(person: Staff) -> str:
    """Id of the fact that says what people like this one may teach; empty for those who may teach all."""
    if any(not q.subjects and not q.years for q in person.qualifications):
        return ""
    words = sorted(f"{','.join(sorted(q.subjects))}:{','.join(map(str, q.years))}" for q in person.qualifications)
    return "|".join(("qualified", *words))


def people_facts(index: SchoolIndex, plan: Plan) -> Iterator[Fact]:
    """Availability, days, contact minutes; who may do what by role, qualification and name."""
    for position, person in enumerate(index.school.staff):
        place = f"staff[{position}]"
        for number, entry in enumerate(person.availability):
            if entry.level == "cannot":
                whole = entry.start <= index.grid.opens and entry.end >= index.grid.closes
                when = When(entry.days) if whole else When(entry.days, entry.start, entry.end)
                yield Fact(
                    cannot_id(person.id, entry),
                    "cannot",
                    (person.id, *entry.days),
                    f"{place}.availability[{number}]",
                    {"staff": person.id, "when": when},
                )
        if person.max_days is not None and person.max_days < len(index.school.calendar.days):
            data = {"staff": person.id, "days": person.max_days}
            yield Fact(f"max_days|{person.id}", "max_days", (person.id,), f"{place}.max_days", data)
        limit = index.contact_limit(person.id) // max(1, len(index.school.calendar.weeks))
        stated = "contact_minutes" if person.contact_minutes is not None else "fte"
        yield Fact(
            f"contact|{person.id}",
            "contact",
            (person.id,),
            f"{place}.{stated}",
            {"staff": person.id, "minutes": limit},
        )
    yield from _permissions(index)
    yield from _qualifications(index)
    yield from _named(index, plan)


def _permissions(index: SchoolIndex) -> Iterator[Fact]:
    for function in Function:
        able = tuple(person for person in index.staff if index.permission(person, function) is not None)
        if len(able) < len(index.staff):
            yield Fact(
                f"function|{function.value}",
                "function",
                able,
                "roles",
                {"function": FUNCTION_WORDS[function], "staff": Names(able, 8)},
            )


def _qualifications(index: SchoolIndex) -> Iterator[Fact]:
    """One fact for all people with the same qualifications: who lack them is said together."""
    alike: dict[str, list[int]] = {}
    for position, person in enumerate(index.school.staff):
        if any(index.permission(person.id, f) for f in (Function.LEAD, Function.SUPPORT)):
            alike.setdefault(qualification_id(person), []).append(position)
    for name, positions in alike.items():
        if name:
            people = [index.school.staff[position] for position in positions]
            subjects = tuple(
                f"{', '.join(q.subjects) or '*'}" + (f" ({', '.join(map(str, q.years))})" if q.years else "")
                for q in people[0].qualifications
            )
            yield Fact(
                name,
                "qualified",
                tuple(person.id for person in people),
                f"staff[{positions[0]}].qualifications",
                {"staff": Names(tuple(person.id for person in people), 8), "subjects": Names(subjects, 12)},
            )


def _named(index: SchoolIndex, plan: Plan) -> Iterator[Fact]:
    positions = {delivery.id: number for number, delivery in enumerate(index.school.deliveries)}
    for block in plan.blocks:
        for activity in block.activities:
            for need in seat_needs(index, block, activity):
                if need.under:
                    yield Fact(
                        need.under,
                        "leads",
                        (activity.delivery, *need.named),
                        f"deliveries[{positions[activity.delivery]}].leads",
                        {
                            "what": need.under.removeprefix("leads|").replace("|", ": "),
                            "staff": Names(need.named, 8),
                        },
                    )
