"""Staffings of a school: the question that a candidate file asks, and the school of each choice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from vlecht.instances.findings import Finding, InputError, errors
from vlecht.instances.scenarios.apply import SUPPLY, Applied, finished
from vlecht.instances.scenarios.draft import Draft
from vlecht.instances.scenarios.naming import swap_everywhere
from vlecht.instances.scenarios.people import join, remove
from vlecht.instances.scenarios.ways import stand_ins, ways_of
from vlecht.instances.school_json import examine_data
from vlecht.models.least import Budget, Option, Question, Way
from vlecht.models.people import Staff
from vlecht.models.scenario import Candidate, CandidateFile, Present, RoleChoice
from vlecht.models.school import School

Build = Callable[[Collection[str]], Applied]
"""From chosen options to the school that they make."""


def ask(
    school: School, file: CandidateFile, name: str, budget: Budget | None = None
) -> tuple[Question, Build]:
    """The question of a candidate file, and what makes the school of an answer.

    With a ``budget`` it is open too in which ways instruction in groups and support are given.
    Raises :class:`InputError` with every mistake: people, roles, teams, deliveries that do not exist.
    """
    findings = [*_unknown(school, file, name)]
    ways: tuple[Way, ...] = ()
    if budget is not None:
        ways, wrong = ways_of(school, file, name)
        findings += wrong
    if findings:
        raise InputError(findings)
    options: list[Option] = []
    stay: set[str] = set()
    for present in file.present:
        person = next(p for p in school.staff if p.id == present.staff)
        open_to = _ways(person, present)
        if len(open_to) == 1 and not present.may_leave:
            continue
        options += [Option(_name(person.id, n), way, False) for n, way in enumerate(open_to)]
        if not present.may_leave:
            stay.add(person.id)
    for candidate in file.candidates:
        person = _as_staff(candidate)
        options += [
            Option(_name(person.id, n), way, True, candidate.teams, candidate.home_groups)
            for n, way in enumerate(_ways(person, candidate))
        ]
    everybody = _everybody(school, options)
    whole = everybody.model_copy(update={"deliveries": stand_ins(everybody.deliveries, ways)})
    question = Question(whole, tuple(options), frozenset(stay), file.at_most, ways, budget)
    _check(everybody, name)

    def build(chosen: Collection[str]) -> Applied:
        return school_of(school, question, chosen)

    return question, build


def _name(person: str, number: int) -> str:
    return person if number == 0 else f"{person}~{number + 1}"


def _as_staff(candidate: Candidate) -> Staff:
    stated = {field: getattr(candidate, field) for field in Staff.model_fields}
    return Staff.model_construct(candidate.model_fields_set & set(Staff.model_fields), **stated)


def _ways(person: Staff, open_: Candidate | Present) -> list[Staff]:
    """The ways somebody can be there, as they are first; contact minutes that are stated go with the FTE."""
    found: list[Staff] = []
    own = RoleChoice(roles=person.roles, cost=person.cost)
    for choice in (own, *open_.role_choices):
        for fte in dict.fromkeys((*(() if open_.fte_choices else (person.fte,)), *open_.fte_choices)):
            contact = person.contact_minutes
            way = person.model_copy(
                update={
                    "roles": choice.roles,
                    "cost": person.cost if choice.cost is None else choice.cost,
                    "fte": fte,
                    "contact_minutes": None if contact is None else round(contact * fte / person.fte),
                }
            )
            if way not in found:
                found.append(way)
    return found


def _everybody(school: School, options: Sequence[Option]) -> School:
    """The school in which every option is there at once, each as somebody of its own."""
    draft = Draft(school, "")
    by_person: dict[str, list[Option]] = {}
    for option in options:
        by_person.setdefault(option.person, []).append(option)
    for person, mine in by_person.items():
        stand_ins = [option.staff.model_copy(update={"id": option.id}) for option in mine]
        if mine[0].hired:
            for option, stand_in in zip(mine, stand_ins, strict=True):
                join(draft, stand_in, option.teams, option.home_groups)
        else:
            swap_everywhere(draft, person, tuple(option.id for option in mine))
            staff = [p for p in draft.school.staff if p.id != person]
            draft.update(staff=(*staff, *stand_ins))
    return draft.school


def school_of(school: School, question: Question, chosen: Collection[str]) -> Applied:
    """The school with the chosen options and ways, everybody under their own id."""
    draft = Draft(school, "staffing")
    there = {question.option[n].person: question.option[n] for n in chosen if n in question.option}
    given = {question.way[n].delivery.id: question.way[n].delivery for n in chosen if n in question.way}
    draft.update(deliveries=tuple(given.get(d.id, d) for d in school.deliveries))
    for person, ways in question.by_person.items():
        option = there.get(person)
        if ways[0].hired:
            if option is not None:
                join(draft, option.staff, option.teams, option.home_groups)
        elif option is None:
            remove(draft, person, None)
        else:
            draft.with_staff(option.staff)
    return finished(draft, "staffing", "")


def _check(whole: School, name: str) -> None:
    """The candidates must fit the school as a school file must; what is short of supply is not a mistake."""
    wrong = [f for f in errors(examine_data(name, whole.canonical()).findings) if f.code not in SUPPLY]
    if wrong:
        raise InputError(wrong)


def _unknown(school: School, file: CandidateFile, name: str) -> list[Finding]:
    draft = Draft(school, name)
    staff = [person.id for person in school.staff]
    roles = [role.id for role in school.roles]
    for number, present in enumerate(file.present):
        draft.place = f"present[{number}]"
        draft.known("staff", present.staff, "member of staff", staff)
        for choice in present.role_choices:
            draft.all_known("role_choices", choice.roles, "role", roles)
    for number, candidate in enumerate(file.candidates):
        draft.place = f"candidates[{number}] ({candidate.id})"
        if candidate.id in staff:
            problem = "is on the staff of this school already"
            draft.mistake("id", candidate.id, problem, "give the candidate another id", "duplicate-id")
        draft.all_known("roles", candidate.roles, "role", roles)
        for choice in candidate.role_choices:
            draft.all_known("role_choices", choice.roles, "role", roles)
        draft.all_known("teams", candidate.teams, "cluster", (c.id for c in school.clusters))
        draft.all_known(
            "home_groups", candidate.home_groups, "home group", (g.id for g in school.home_groups)
        )
    return draft.findings
