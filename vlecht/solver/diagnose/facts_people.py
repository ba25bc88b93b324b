"""Facts about staff: when they cannot, how much they work, what they may do."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diagnosis import Fact
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Availability, Staff
from vlecht.models.phrases import Phrase
from vlecht.models.plan import Plan
from vlecht.models.words import Function
from vlecht.rules.phrases import listed
from vlecht.solver.diagnose.needs import seat_needs
from vlecht.solver.diagnose.wording import DOING, when


def cannot_id(person: str, entry: Availability) -> str:
    """Id of the fact that somebody cannot at some time."""
    return f"cannot|{person}|{','.join(entry.days)}|{entry.start}-{entry.end}"


def qualification_id(person: Staff) -> str:
    """Id of the fact that says what people like this one may teach; empty for those who may teach all."""
    if any(not q.subjects and not q.years for q in person.qualifications):
        return ""
    words = sorted(
        f"{','.join(sorted(q.subjects))}:{','.join(map(str, q.years))}" for q in person.qualifications
    )
    return "|".join(("qualified", *words))


def people_facts(index: SchoolIndex, plan: Plan) -> Iterator[Fact]:
    """Availability, days, contact minutes; who may do what by role, qualification and name."""
    for position, person in enumerate(index.school.staff):
        place = f"staff[{position}]"
        for number, entry in enumerate(person.availability):
            if entry.level == "cannot":
                whole = entry.start <= index.grid.opens and entry.end >= index.grid.closes
                at = when(entry.days) if whole else when(entry.days, entry.start, entry.end)
                yield Fact(
                    cannot_id(person.id, entry),
                    "cannot",
                    (person.id, *entry.days),
                    f"{place}.availability[{number}]",
                    Phrase(f"{person.id} is not there {at}", f"{person.id} is er niet {at:nl}"),
                )
        if person.max_days is not None and person.max_days < len(index.school.calendar.days):
            words = Phrase(
                f"{person.id} works at most {person.max_days} days a week",
                f"{person.id} werkt hooguit {person.max_days} dagen per week",
            )
            yield Fact(f"max_days|{person.id}", "max_days", (person.id,), f"{place}.max_days", words)
        limit = index.contact_limit(person.id) // max(1, len(index.school.calendar.weeks))
        stated = "contact_minutes" if person.contact_minutes is not None else "fte"
        yield Fact(
            f"contact|{person.id}",
            "contact",
            (person.id,),
            f"{place}.{stated}",
            Phrase(
                f"{person.id} has at most {limit} minutes a week with pupils",
                f"{person.id} heeft hooguit {limit} minuten per week met leerlingen",
            ),
        )
    yield from _permissions(index)
    yield from _qualifications(index)
    yield from _named(index, plan)


def _permissions(index: SchoolIndex) -> Iterator[Fact]:
    for function in Function:
        able = tuple(person for person in index.staff if index.permission(person, function) is not None)
        if len(able) < len(index.staff):
            staff, do = listed(able, 8), DOING[function]
            words = Phrase(
                f"by their roles only these may {do}: {staff}",
                f"{do:nl} mogen volgens hun rol alleen: {staff:nl}",
            )
            yield Fact(f"function|{function.value}", "function", able, "roles", words)


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
            ids = tuple(person.id for person in people)
            who, what = listed(ids, 8), listed(subjects, 12)
            words = Phrase(f"{who}: qualified only for {what}", f"{who:nl}: alleen bevoegd voor {what:nl}")
            yield Fact(name, "qualified", ids, f"staff[{positions[0]}].qualifications", words)


def _named(index: SchoolIndex, plan: Plan) -> Iterator[Fact]:
    positions = {delivery.id: number for number, delivery in enumerate(index.school.deliveries)}
    for block in plan.blocks:
        for activity in block.activities:
            for need in seat_needs(index, block, activity):
                if need.under:
                    what = need.under.removeprefix("leads|").replace("|", ": ")
                    who = listed(need.named, 8)
                    yield Fact(
                        need.under,
                        "leads",
                        (activity.delivery, *need.named),
                        f"deliveries[{positions[activity.delivery]}].leads",
                        Phrase(
                            f"{what} is given only by {who}", f"{what} wordt alleen gegeven door {who:nl}"
                        ),
                    )
