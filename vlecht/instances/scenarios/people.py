"""Changes in the staff: who leaves and comes, hours, task hours, roles and qualifications."""

from __future__ import annotations

from typing import Any

from vlecht.instances.scenarios.draft import Draft
from vlecht.instances.scenarios.naming import named_leads, swap_everywhere
from vlecht.models.changes import (
    ContractsEnd,
    Hire,
    Hours,
    Leave,
    QualificationChange,
    RoleChange,
    Tasks,
)
from vlecht.models.people import Availability, Qualification, Staff, TeacherDays
from vlecht.models.school import School


def leave(draft: Draft, change: Leave) -> None:
    """Somebody leaves; a successor, when named, takes their places."""
    person = draft.person(change.staff)
    others = [other.id for other in draft.school.staff if person is None or other.id != person.id]
    if change.successor is not None and not draft.known(
        "successor", change.successor, "member of staff who stays", others
    ):
        return
    if person is not None:
        remove(draft, person.id, change.successor)


def contracts_end(draft: Draft, change: ContractsEnd) -> None:
    """Everybody whose contract has ended by then leaves."""
    gone = [p.id for p in draft.school.staff if p.contract_end is not None and p.contract_end <= change.by]
    if not gone:
        draft.note(
            f"Nobody's contract ends by {change.by}", f"Niemands contract eindigt vóór of op {change.by}"
        )
    for person in gone:
        draft.note(f"The contract of {person} ends", f"Het contract van {person} loopt af")
        remove(draft, person, None)


def remove(draft: Draft, person: str, successor: str | None) -> None:
    """Takes somebody out of everything that names them."""
    if successor is None:
        _tell(draft, person)
    if len(draft.school.staff) == 1:
        draft.obstacle("Nobody is left on the staff", "Er blijft niemand over")
        return
    pins = len(draft.school.pins)
    swap_everywhere(draft, person, () if successor is None else (successor,))
    if len(draft.school.pins) < pins:
        draft.note(f"Pins on {person} lapse", f"Pins op {person} vervallen")
    draft.update(staff=tuple(other for other in draft.school.staff if other.id != person))


def _tell(draft: Draft, person: str) -> None:
    """What follows from somebody leaving whom nobody succeeds."""
    for group in draft.school.home_groups:
        if [own.staff for own in group.teachers] == [person]:
            draft.note(
                f"Home group {group.id} no longer has a teacher of its own",
                f"Stamgroep {group.id} heeft geen eigen leerkracht meer",
            )
        elif person in (own.staff for own in group.teachers):
            draft.note(
                f"Home group {group.id} no longer has {person} as a teacher",
                f"Stamgroep {group.id} heeft {person} niet meer als leerkracht",
            )
    for delivery in draft.school.deliveries:
        if any(set(named) == {person} for named in named_leads(delivery)):
            draft.obstacle(
                f"Only {person} may lead {delivery.id}, and leaves",
                f"Alleen {person} mag {delivery.id} geven, en vertrekt",
            )
    for meeting in draft.school.meetings:
        if set(meeting.staff) == {person} and not meeting.clusters:
            draft.note(
                f"Meeting {meeting.id} was {person}'s alone and lapses",
                f"Overleg {meeting.id} was alleen van {person} en vervalt",
            )
    for rule in draft.school.presence:
        if person in rule.staff and len(rule.staff) <= rule.at_least:
            names = ", ".join(rule.staff)
            draft.obstacle(
                f"Of {names} at least {rule.at_least} must be at school every day; {person} leaves",
                f"Van {names} moeten er elke dag minstens {rule.at_least} zijn; {person} vertrekt",
            )


def hire(draft: Draft, change: Hire) -> None:
    """A candidate joins the staff, teams and home groups."""
    names = draft.candidates
    if not draft.known("candidate", change.candidate, "candidate of this scenario file", names):
        return
    candidate = names[change.candidate]
    if any(person.id == candidate.id for person in draft.school.staff):
        problem = "is on the staff of this school already"
        draft.mistake("candidate", candidate.id, problem, "give the candidate another id", "duplicate-id")
        return
    roles = change.roles or candidate.roles
    teams = change.teams or candidate.teams
    groups = change.home_groups or candidate.home_groups
    right = [
        draft.all_known("roles", roles, "role", (role.id for role in draft.school.roles)),
        draft.all_known("teams", teams, "cluster", (c.id for c in draft.school.clusters)),
        draft.all_known("home_groups", groups, "home group", (g.id for g in draft.school.home_groups)),
        _days_known(draft, change.days),
    ]
    if not all(right):
        return
    stated = {name: getattr(candidate, name) for name in Staff.model_fields}
    stated["roles"] = roles
    person = Staff.model_construct(candidate.model_fields_set & set(Staff.model_fields), **stated)
    if change.fte is not None:
        person = _with_fte(draft, person, change.fte)
    if change.days:
        person = _on_days(draft.school, person, change.days)
    join(draft, person, teams, groups)


def join(draft: Draft, person: Staff, teams: tuple[str, ...], groups: tuple[str, ...]) -> None:
    """Adds somebody to the staff, to the teams of clusters and to the teachers of home groups."""
    school = draft.school
    draft.update(
        staff=(*school.staff, person),
        clusters=tuple(
            c.model_copy(update={"team": (*c.team, person.id)}) if c.id in teams else c
            for c in school.clusters
        ),
        home_groups=tuple(
            g.model_copy(update={"teachers": (*g.teachers, TeacherDays(staff=person.id))})
            if g.id in groups
            else g
            for g in school.home_groups
        ),
    )


def hours(draft: Draft, change: Hours) -> None:
    """Another FTE, other days."""
    person = draft.person(change.staff)
    right = _days_known(draft, change.days)
    if change.fte is not None and change.by is not None:
        draft.mistake("by", change.by, "stands beside fte", "give one of the two", "bad-value")
        return
    if person is None or not right:
        return
    fte = change.fte if change.fte is not None else person.fte + (change.by or 0.0)
    fte = round(fte, 4)
    if not 0 < fte <= 1.5:
        problem = f"brings the {person.fte:g} FTE of {person.id} to {fte:g}"
        draft.mistake("by", change.by, problem, "stay above 0 and at most 1.5", "bad-value")
        return
    if fte != person.fte:
        person = _with_fte(draft, person, fte)
    if change.days:
        person = _on_days(draft.school, person, change.days)
        draft.update(home_groups=_own_days(draft.school, person.id, change.days))
    if change.max_days is not None:
        person = person.model_copy(update={"max_days": change.max_days})
    draft.with_staff(person)


def _own_days(school: School, person: str, days: tuple[str, ...]) -> tuple[Any, ...]:
    """Home groups, in which the person's own days are no others than those worked."""

    def own(teacher: TeacherDays) -> TeacherDays:
        if teacher.staff != person or not teacher.days:
            return teacher
        return teacher.model_copy(update={"days": tuple(d for d in teacher.days if d in days) or days})

    return tuple(
        g.model_copy(update={"teachers": tuple(own(t) for t in g.teachers)}) for g in school.home_groups
    )


def _with_fte(draft: Draft, person: Staff, fte: float) -> Staff:
    """The person with another FTE; contact minutes that are stated change in proportion."""
    changes: dict[str, Any] = {"fte": fte}
    if person.contact_minutes is not None:
        minutes = round(person.contact_minutes * fte / person.fte)
        changes["contact_minutes"] = minutes
        before = person.contact_minutes
        draft.note(
            f"The contact minutes of {person.id} go from {before} to {minutes}",
            f"De lesminuten van {person.id} gaan van {before} naar {minutes}",
        )
    return person.model_copy(update=changes)


def _days_known(draft: Draft, days: tuple[str, ...]) -> bool:
    calendar = draft.school.calendar
    names = [*calendar.days, *(f"{week}-{day}" for week in calendar.weeks for day in calendar.days)]
    return draft.all_known("days", days, "school day", names)


def _on_days(school: School, person: Staff, days: tuple[str, ...]) -> Staff:
    """The person at school on those days and no others; wishes and hours within a day stay."""
    whole = [a for a in person.availability if a.level == "cannot" and (a.start, a.end) == (0, 24 * 60)]
    stay = tuple(a for a in person.availability if a not in whole)
    off = tuple(day for day in school.calendar.days if day not in days)
    never = (Availability(days=off),) if off else ()
    return person.model_copy(update={"availability": (*never, *stay), "max_days": len(days)})


def tasks(draft: Draft, change: Tasks) -> None:
    """More or fewer task hours."""
    person = draft.person(change.staff)
    if (change.minutes is None) == (change.by is None):
        draft.mistake("", None, "names not exactly one of minutes and by", "give one of the two", "bad-value")
    elif person is not None:
        minutes = change.minutes if change.minutes is not None else person.task_minutes + (change.by or 0)
        if minutes < 0:
            problem = f"takes more than the {person.task_minutes} task minutes of {person.id}"
            draft.mistake("by", change.by, problem, "take less", "bad-value")
            return
        draft.with_staff(person.model_copy(update={"task_minutes": minutes}))


def role(draft: Draft, change: RoleChange) -> None:
    """Roles gained and lost."""
    person = draft.person(change.staff)
    names = [role.id for role in draft.school.roles]
    right = [
        draft.all_known("gains", change.gains, "role", names),
        draft.all_known("loses", change.loses, "role", names),
    ]
    if person is None or not all(right):
        return
    missing = [name for name in change.loses if name not in person.roles]
    for name in missing:
        problem = f"is not a role of {person.id}"
        draft.mistake("loses", name, problem, f"has {', '.join(person.roles)}", "unknown-reference")
    roles = tuple(r for r in dict.fromkeys((*person.roles, *change.gains)) if r not in change.loses)
    if not roles:
        draft.mistake("loses", None, f"leaves {person.id} without a role", "name a role it gains", "too-few")
    elif not missing:
        draft.with_staff(person.model_copy(update={"roles": roles}))


def qualification(draft: Draft, change: QualificationChange) -> None:
    """Subjects and years that somebody may teach from now on, or no longer."""
    person = draft.person(change.staff)
    subjects = [subject.id for subject in draft.school.subjects]
    years = sorted({year for group in draft.school.home_groups for year in group.years})
    right = draft.all_known("subjects", change.subjects, "subject", subjects)
    if person is None or not right:
        return
    if not change.lost:
        gained = Qualification(subjects=change.subjects, years=change.years)
        draft.with_staff(person.model_copy(update={"qualifications": (*person.qualifications, gained)}))
        return
    left: list[Qualification] = []
    for held in person.qualifications:
        left += _less(held, change, subjects, years)
    draft.with_staff(person.model_copy(update={"qualifications": tuple(left)}))


def _less(
    held: Qualification, lost: QualificationChange, subjects: list[str], years: list[int]
) -> list[Qualification]:
    """What is left of a qualification: the other subjects, and of those lost the other years."""
    mine = held.subjects or tuple(subjects)
    kept = tuple(s for s in mine if lost.subjects and s not in lost.subjects)
    touched = tuple(s for s in mine if not lost.subjects or s in lost.subjects)
    found: list[Qualification] = []
    if kept:
        found.append(Qualification(subjects=kept, years=held.years))
    other = tuple(year for year in held.years or tuple(years) if lost.years and year not in lost.years)
    if touched and other:
        found.append(Qualification(subjects=touched, years=other))
    return found
