"""All facts of a school, each with an id that stays the same while other things in the file change."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from vlecht.models.diagnosis import Fact
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Activity, Block, Plan
from vlecht.models.school import School
from vlecht.solver.diagnose.facts_day import day_facts
from vlecht.solver.diagnose.facts_people import people_facts
from vlecht.solver.diagnose.facts_places import place_facts
from vlecht.solver.diagnose.facts_teaching import fewest_groups, teaching_facts
from vlecht.solver.diagnose.needs import SeatNeed, seat_needs


class FactBook:
    """A school with its facts. The plan has the fewest level groups that are allowed."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.index = SchoolIndex(school)
        self.plan: Plan = expand(self.index, fewest_groups(self.index))
        self.present: dict[str, frozenset[int]] = {}
        """Home group -> lesson slots at which somebody is surely there; filled when asked for."""

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact, those about the same kind of thing together."""
        return tuple({fact.id: fact for fact in self._facts()}.values())

    def _facts(self) -> Iterator[Fact]:
        yield from teaching_facts(self.index, self.plan)
        yield from people_facts(self.index, self.plan)
        yield from place_facts(self.index)
        yield from day_facts(self.index)

    def needs(self, block: Block, activity: Activity) -> tuple[SeatNeed, ...]:
        """What each seat of an activity asks for."""
        known = self._needs.get(activity.id)
        if known is None:
            known = self._needs[activity.id] = seat_needs(self.index, block, activity)
        return known

    @cached_property
    def _needs(self) -> dict[str, tuple[SeatNeed, ...]]:
        return {}

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Fact id -> fact."""
        return {fact.id: fact for fact in self.facts}
