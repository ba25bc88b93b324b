"""Remedies about staff: days, contracts, what they may do, somebody new."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diagnosis import Conflict, Fact, FactKind
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Availability, Qualification, Role, Staff
from vlecht.models.phrases import Phrase
from vlecht.models.school import School
from vlecht.models.words import Function
from vlecht.rules.phrases import listed
from vlecht.solver.diagnose.facts_people import cannot_id, qualification_id
from vlecht.solver.diagnose.remedies import Idea, Ideas, replaced
from vlecht.solver.diagnose.wording import DOING, when


def _cannot(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    """Be there on one of the days, or at all of the times."""
    person = fact.objects[0]
    entry = next(a for a in index.staff[person].availability if cannot_id(person, a) == fact.id)
    days = entry.days or index.school.calendar.days
    for day in days if len(days) > 1 else ():
        yield _comes(person, entry, tuple(days), day)
    at = when(days)
    yield Idea(
        f"there|{person}",
        "availability",
        18 + 5 * len(days),
        1,
        lambda school, _n: _with_entry(school, person, entry, None),
        lambda _n: Phrase(f"{person} can be there {at}", f"{person} kan er {at:nl} zijn"),
    )


def _comes(person: str, entry: Availability, days: tuple[str, ...], day: str) -> Idea:
    less = entry.model_copy(update={"days": tuple(other for other in days if other != day)})
    at = when((day,))
    return Idea(
        f"there|{person}|{day}",
        "availability",
        20,
        1,
        lambda school, _n: _with_entry(school, person, entry, less),
        lambda _n: Phrase(f"{person} comes {at} too", f"{person} komt ook {at:nl}"),
    )


def _with_entry(school: School, person: str, old: Availability, new: Availability | None) -> School:
    staff = next(member for member in school.staff if member.id == person)
    entries: list[Availability] = []
    for entry in staff.availability:
        if cannot_id(person, entry) != cannot_id(person, old) or entry.level != "cannot":
            entries.append(entry)
        elif new is not None:
            entries.append(new)
    return replaced(school, "staff", person, availability=tuple(entries))


def _max_days(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    person = fact.objects[0]
    agreed = index.staff[person].max_days or 0
    yield Idea(
        f"days|{person}",
        "contract",
        22,
        len(index.school.calendar.days) - agreed,
        lambda school, n: replaced(school, "staff", person, max_days=agreed + n),
        lambda n: Phrase(
            f"{person} works {agreed + n} days instead of {agreed}",
            f"{person} werkt {agreed + n} dagen in plaats van {agreed}",
        ),
        per=10,
    )


def _contact(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    person = fact.objects[0]
    step, staff = 15, index.staff[person]
    weeks = max(1, len(index.school.calendar.weeks))
    stated = index.contact_limit(person) // weeks + staff.task_minutes
    yield Idea(
        f"contact|{person}",
        "contract",
        20,
        100,
        lambda school, n: replaced(school, "staff", person, contact_minutes=stated + step * n),
        lambda n: Phrase(
            f"{person} has {step * n} minutes a week more with pupils",
            f"{person} heeft {step * n} minuten per week meer met leerlingen",
        ),
        per=0.4,
    )
    if staff.task_minutes:
        yield Idea(
            f"tasks|{person}",
            "contract",
            17,
            staff.task_minutes // step,
            lambda school, n: replaced(school, "staff", person, task_minutes=staff.task_minutes - step * n),
            lambda n: Phrase(
                f"{person} has {step * n} minutes a week less for tasks",
                f"{person} heeft {step * n} minuten per week minder taakuren",
            ),
            per=0.3,
        )


def _qualified(index: SchoolIndex, fact: Fact, conflict: Conflict) -> Iterator[Idea]:
    """One of the people becomes qualified for the subjects of the conflict (none named there: for all)."""
    subjects = tuple(dict.fromkeys(o.objects[0] for o in conflict.facts if o.kind == "line"))
    for person in fact.objects[:4]:
        if qualification_id(index.staff[person]) == fact.id:
            yield _learns(person, index.staff[person].qualifications, subjects)


def _learns(person: str, known: tuple[Qualification, ...], subjects: tuple[str, ...]) -> Idea:
    what = listed(subjects, 4) if subjects else Phrase("every subject", "alle vakken")
    now = (*known, Qualification(subjects=subjects))
    return Idea(
        f"qualified|{person}",
        "training",
        40,
        1,
        lambda school, _n: replaced(school, "staff", person, qualifications=now),
        lambda _n: Phrase(f"{person} becomes qualified for {what}", f"{person} wordt bevoegd voor {what:nl}"),
    )


def _function(index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    """A role more may do it; or somebody new is hired."""
    function = Function(fact.id.partition("|")[2])
    for role in index.school.roles:
        if function not in role.functions and role.functions:
            yield _may(role, function)
    able = [role for role in index.school.roles if function in role.functions]
    if able:
        role = next((role for role in able if role.end_responsible), able[0])
        name = role.name or role.id
        yield Idea(
            f"hire|{role.id}",
            "hire",
            60,
            5,
            lambda school, n: school.model_copy(update={"staff": (*school.staff, _new(school, role.id, n))}),
            lambda n: Phrase(
                f"hire a {name} for {n} days a week", f"neem een {name} aan voor {n} dagen per week"
            ),
            per=15,
        )


def _may(role: Role, function: Function) -> Idea:
    functions = {**role.functions, function: "alone"}
    name, do = role.name or role.id, DOING[function]
    return Idea(
        f"role|{role.id}|{function.value}",
        "training",
        30,
        1,
        lambda school, _n: replaced(school, "roles", role.id, functions=functions),
        lambda _n: Phrase(f"let every {name} {do}", f"laat elke {name} {do:nl}"),
    )


def _new(school: School, role: str, days: int) -> Staff:
    name = next(f"new{n}" for n in range(1, 100) if all(s.id != f"new{n}" for s in school.staff))
    share = days / max(1, len(school.calendar.days))
    return Staff(id=name, roles=(role,), fte=share, max_days=days)


def _leads(_index: SchoolIndex, fact: Fact, _conflict: Conflict) -> Iterator[Idea]:
    """Anybody who may leads it."""
    _, name, *part = fact.id.split("|")
    what = name + (f": {part[0]}" if part else "")

    def free(school: School, _n: int) -> School:
        delivery = next(d for d in school.deliveries if d.id == name)
        update: dict[str, object] = {"leads": ()}
        for field in ("stations", "offers"):
            if part and hasattr(delivery, field):
                parts = getattr(delivery, field)
                update[field] = tuple(
                    item.model_copy(update={"leads": ()}) if item.id == part[0] else item for item in parts
                )
                if any(item.leads for item in parts if item.id == part[0]):
                    update.pop("leads")
        return replaced(school, "deliveries", name, **update)

    yield Idea(
        f"anybody|{what}",
        "arrangement",
        6,
        1,
        free,
        lambda _n: Phrase(f"let anybody who may lead {what}", f"laat iedereen die het mag {what} geven"),
    )


PEOPLE: dict[FactKind, Ideas] = {
    "cannot": _cannot,
    "max_days": _max_days,
    "contact": _contact,
    "qualified": _qualified,
    "function": _function,
    "leads": _leads,
}
"""Kind of fact -> what can be done about it."""
