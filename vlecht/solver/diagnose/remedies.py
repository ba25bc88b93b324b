"""What a school can change about a fact of a conflict, from the lightest to the heaviest."""

from __future__ import annotations

from collections import Counter
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
    elif isinstance(one, list) and isinstance(two, list):
        yield from _list_differences(place, one, two)
    else:
        yield Edit(place, one, two)


def _list_differences(place: str, one: list[Any], two: list[Any]) -> Iterator[Edit]:
    """Things are told apart by their id, where they have one; other items by their place, or as a whole."""
    if all(isinstance(item, dict) and "id" in item for item in (*one, *two)):
        after = {item["id"]: item for item in two}
        known = {item["id"] for item in one}
        for number, item in enumerate(one):
            yield from _differences(f"{place}[{number}]", item, after.get(item["id"]))
        yield from (Edit(f"{place}[]", None, item) for item in two if item["id"] not in known)
    elif len(one) == len(two):
        for number, (a, b) in enumerate(zip(one, two, strict=True)):
            yield from _differences(f"{place}[{number}]", a, b)
    else:
        gone = [(number, item) for number, item in enumerate(one) if item not in two]
        yield from (Edit(f"{place}[{number}]", item, None) for number, item in gone)
        yield from (Edit(f"{place}[]", None, item) for item in two if item not in one)


Ideas = Callable[[SchoolIndex, Fact, Conflict], Iterator[Idea]]
"""What can be done about a fact of a conflict."""


def replaced(school: School, field: str, name: str, **update: Any) -> School:
    """The school with fields of one thing (found by id in a list field) replaced."""
    found = tuple(
        item.model_copy(update=update) if item.id == name else item for item in getattr(school, field)
    )
    return school.model_copy(update={field: found})


ALIKE = 6
"""Of so many facts of one kind the remedies are looked at: the rest would say the same of somebody else."""


def ideas(index: SchoolIndex, conflict: Conflict) -> list[Idea]:
    """Everything that can be done about the facts of a conflict, the lightest first."""
    from vlecht.solver.diagnose.remedies_people import PEOPLE
    from vlecht.solver.diagnose.remedies_school import SCHOOL
    from vlecht.solver.diagnose.remedies_teaching import TEACHING

    table: dict[FactKind, Ideas] = {**PEOPLE, **SCHOOL, **TEACHING}
    found: dict[str, Idea] = {}
    of_kind: Counter[FactKind] = Counter()
    for fact in conflict.facts:
        of_kind[fact.kind] += 1
        if fact.kind in table and of_kind[fact.kind] <= ALIKE:
            for idea in table[fact.kind](index, fact, conflict):
                found.setdefault(idea.id, idea)
    return sorted(found.values(), key=lambda idea: (idea.price, idea.id))
