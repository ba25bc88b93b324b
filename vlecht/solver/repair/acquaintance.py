"""How near somebody is to a lesson that another gives, and how much the person stood in already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vlecht.models.plan import Activity
from vlecht.solver.repair.measures import BURDEN, KNOWN, STRANGER, TEAM

if TYPE_CHECKING:
    from vlecht.solver.repair.case import Case


class Acquaintance:
    """Of everybody in the week as it was. ``seen``: person -> groups the person has; ``lessons``: person ->
    slots at which the person has a seat."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.seen: dict[str, set[str]] = defaultdict(set)
        self.lessons: dict[str, set[int]] = defaultdict(set)
        for (activity, _), person in case.layout.staff.items():
            self.seen[person].update(case.activity[activity].groups)
            self.lessons[person].update(case.slots.get(activity, ()))

    def price(self, activity: Activity, person: str) -> int:
        """What it weighs that the person stands in, for pupils and for the person."""
        return self._familiar(activity, person) + self.burden(person)

    def _familiar(self, activity: Activity, person: str) -> int:
        groups = activity.groups
        homes = {g for group in groups for g in self._homes(group)}
        if any(person in self.case.index.own_teachers(home) for home in homes):
            return 0
        if any(person in self.case.index.clusters[self.case.index.cluster_of(home)].team for home in homes):
            return TEAM
        return KNOWN if not self.seen[person].isdisjoint(groups) else STRANGER

    def _homes(self, group: str) -> set[str]:
        if group in self.case.index.home_groups:
            return {group}
        return {self.case.index.pupils[pupil].home_group for pupil in self.case.week.attending(group)}

    def burden(self, person: str) -> int:
        """For minutes of cover in the past, against what somebody of these hours could bear."""
        minutes = sum(cover.minutes for cover in self.case.history if cover.staff == person)
        return min(BURDEN, round(minutes / 60 / self.case.index.staff[person].fte * 4))
