"""What a school can change about a fact of a conflict, from the lightest to the heaviest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from vlecht.models.diagnosis import Conflict, Edit, Fact, FactKind, Remedy
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.school import School

Amount = int


@dataclass(frozen=True)
class Idea:
    """A way to change a school, by an amount that is still to be found (``most`` 1: there is but one way).

    ``change`` applies an amount; ``words`` say it; ``price`` is that of the least amount, ``per`` is added
    for each further one.
    """

    id: str
    kind: Any
    price: int
    most: int
    change: Callable[[School, Amount], School]
    words: Callable[[Amount], Phrase]
    per: float = 0.0

    def apply(self, school: School, amount: Amount) -> School:
        """The school so changed."""
        return self.change(school, amount)

    def remedy(self, school: School, amount: Amount) -> Remedy:
        """The remedy of so much of it, with what it edits in the file."""
        price = self.price + round(self.per * (amount - 1))
        return Remedy(
            self.id, self.kind, price, self.words(amount), edits(school, self.apply(school, amount))
        )


def edits(before: School, after: School) -> tuple[Edit, ...]:
    """Where two school files differ."""
    return tuple(_differences("", before.canonical(), after.canonical()))


def _differences(place: str, one: Any, two: Any) -> Iterator[Edit]:
    if one == two:
        return
    if isinstance(one, dict) and isinstance(two, dict):
        for key in dict.fromkeys([*one, *two]):
            yield from _differences(f"{place}.{key}" if place else key, one.get(key), two.get(key))
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        for number, (a, b) in enumerate(zip(one, two, strict=True)):
            yield from _differences(f"{place}[{number}]", a, b)
    else:
        yield Edit(place, one, two)


Ideas = Callable[[SchoolIndex, Fact, Conflict], Iterator[Idea]]
"""What can be done about a fact of a conflict."""


def replaced(school: School, field: str, name: str, **update: Any) -> School:
    """The school with fields of one thing (found by id in a list field) replaced."""
    found = tuple(
        item.model_copy(update=update) if item.id == name else item for item in getattr(school, field)
    )
    return school.model_copy(update={field: found})


def ideas(index: SchoolIndex, conflict: Conflict) -> list[Idea]:
    """Everything that can be done about the facts of a conflict, the lightest first."""
    from vlecht.solver.diagnose.remedies_people import PEOPLE
    from vlecht.solver.diagnose.remedies_school import SCHOOL

    table: dict[FactKind, Ideas] = {**PEOPLE, **SCHOOL}
    found: dict[str, Idea] = {}
    for fact in conflict.facts:
        for idea in table[fact.kind](index, fact, conflict) if fact.kind in table else ():
            found.setdefault(idea.id, idea)
    return sorted(found.values(), key=lambda idea: (idea.price, idea.id))
