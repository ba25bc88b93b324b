"""People shared by several schools of a board: which days they are where, decided before anything is solved.

A person's days are dealt to schools as an assignment problem: nobody is at two schools on one day, and every
school gets the number that is agreed, on days on which fewest of its own staff are there. So schools stay
independent: each can be solved by itself, on any machine.
"""

from __future__ import annotations

from collections.abc import Mapping

from vlecht.instances.findings import Finding, InputError, did_you_mean, shown
from vlecht.instances.scenarios.apply import apply
from vlecht.models.changes import Hire
from vlecht.models.index import SchoolIndex
from vlecht.models.people import Staff
from vlecht.models.scenario import Candidate, ScenarioFile, Shared
from vlecht.models.school import School


def share(
    file: ScenarioFile, schools: Mapping[str, School], name: str
) -> tuple[dict[str, School], list[str]]:
    """(the schools with the people whom they share, a sentence for each person on where they are when).

    Raises :class:`InputError` with every mistake: candidates and schools that do not exist, more days than
    there are.
    """
    found = dict(schools)
    told: list[str] = []
    findings: list[Finding] = []
    candidates = {candidate.id: candidate for candidate in file.candidates}
    for number, shared in enumerate(file.shared):
        place = f"shared[{number}]"
        wrong = _unknown(shared, candidates, schools, name, place)
        if wrong:
            findings += wrong
            continue
        person = candidates[shared.candidate]
        dealt = _deal(person, shared, found)
        if dealt is None:
            total = sum(shared.days.values())
            findings.append(
                Finding(
                    name,
                    f"{place}.days",
                    str(total),
                    f"are more days than {person.id} can be there",
                    "give fewer days, or more availability",
                    "too-many-days",
                )
            )
            continue
        for school, days in dealt.items():
            fte = round(person.fte * len(days) / sum(shared.days.values()), 4)
            change = Hire(candidate=person.id, fte=fte, days=days)
            try:
                found[school] = apply(
                    found[school], [change], candidates, f"{name} on {school}", place
                ).school
            except InputError as error:
                findings += error.findings
        told.append(
            f"{person.id}: " + "; ".join(f"{school} {', '.join(days)}" for school, days in dealt.items())
        )
    if findings:
        raise InputError(findings)
    return found, told


def _unknown(
    shared: Shared, candidates: Mapping[str, Candidate], schools: Mapping[str, School], name: str, place: str
) -> list[Finding]:
    found: list[Finding] = []
    if shared.candidate not in candidates:
        value, remedy = shown(shared.candidate), did_you_mean(shared.candidate, candidates)
        problem = "is not a candidate of this scenario file"
        found.append(Finding(name, f"{place}.candidate", value, problem, remedy, "unknown-reference"))
    for school in shared.days:
        if school not in schools:
            problem, remedy = "is not a school of this batch", did_you_mean(school, schools)
            found.append(Finding(name, f"{place}.days", shown(school), problem, remedy, "unknown-reference"))
    return found


def _deal(
    person: Candidate, shared: Shared, schools: Mapping[str, School]
) -> dict[str, tuple[str, ...]] | None:
    """School -> days; ``None`` when there are too few."""
    from scipy.optimize import linear_sum_assignment

    wanted = [school for school, number in shared.days.items() for _ in range(number)]
    days = list(dict.fromkeys(day for school in shared.days for day in schools[school].calendar.days))
    present = {school: _present(schools[school], person) for school in shared.days}
    costs = [[present[school].get(day, NEVER) for day in days] for school in wanted]
    if len(wanted) > len(days):
        return None
    rows, columns = linear_sum_assignment(costs)
    if any(costs[r][c] >= NEVER for r, c in zip(rows, columns, strict=True)):
        return None
    dealt: dict[str, list[str]] = {school: [] for school in shared.days}
    for row, column in sorted(zip(rows, columns, strict=True), key=lambda pair: pair[1]):
        dealt[wanted[row]].append(days[column])
    return {school: tuple(found) for school, found in dealt.items() if found}


NEVER = 1_000_000
"""The price of a day on which somebody cannot be there."""


def _present(school: School, person: Staff) -> dict[str, int]:
    """Day -> lesson slots at which the school's staff can be there, of days on which the person can."""
    index = SchoolIndex(school.model_copy(update={"staff": (*school.staff, person)}))
    found: dict[str, int] = {}
    for number, day in enumerate(index.grid.days):
        slots = {slot for slot in index.grid.lesson_slots if index.grid.day(slot) == number}
        if slots and not slots <= index.availability(person.id, "cannot"):
            found[day] = sum(len(slots - index.availability(own.id, "cannot")) for own in school.staff)
    return found
