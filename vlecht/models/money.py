"""Staff and money of a school: what can be said without a roster."""

from __future__ import annotations

from collections import defaultdict

from vlecht.models.formation import Spent, StaffFigures
from vlecht.models.people import Staff
from vlecht.models.school import School


def yearly_cost(person: Staff) -> float:
    """Euros a year: FTE times the cost of a whole one (0 when the file does not say)."""
    return person.fte * (person.cost or 0.0)


def staff_figures(school: School) -> StaffFigures:
    """FTE and euros in all, per role and per funding source, against what the sources hold."""
    roles: dict[str, list[Staff]] = defaultdict(list)
    sources: dict[str, list[Staff]] = defaultdict(list)
    for person in school.staff:
        roles[person.roles[0]].append(person)
        sources[person.funding].append(person)
    pupils = len(school.pupils)
    available = {f.id: f.amount + f.per_pupil * pupils for f in school.funding}
    by_funding = {
        name: _spent(sources.get(name, []), available.get(name))
        for name in dict.fromkeys([*available, *sorted(sources)])
    }
    whole = _spent(list(school.staff), None)
    return StaffFigures(
        persons=len(school.staff),
        pupils=pupils,
        fte=whole.fte,
        euros=whole.euros,
        unpriced=sum(person.cost is None for person in school.staff),
        by_role={role.id: _spent(roles[role.id], None) for role in school.roles if role.id in roles},
        by_funding=by_funding,
        short=round(
            sum(
                max(0.0, spent.euros - spent.available)
                for spent in by_funding.values()
                if spent.available is not None
            ),
            2,
        ),
    )


def _spent(people: list[Staff], available: float | None) -> Spent:
    return Spent(
        fte=round(sum(person.fte for person in people), 4),
        euros=round(sum(map(yearly_cost, people)), 2),
        available=available,
    )
