"""The curriculum: its minutes fill the lesson time, its sessions are possible, each subject is given once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vlecht.instances.checks.base import Facts, Path
from vlecht.instances.findings import Finding
from vlecht.models.attending import session_lengths
from vlecht.models.school import CurriculumLine

ALIGNED = ("level_groups", "instruction_rounds", "circuit", "workshops")
"""Forms whose home groups start together, for equally long."""


def check(facts: Facts) -> Iterator[Finding]:
    """Sums per home group, session lengths per line, one delivery per subject, equal lines where aligned."""
    yield from _sums(facts)
    yield from _lines(facts)
    yield from _given_once(facts)
    yield from _equal_lines(facts)
    yield from _fixed(facts)


def _sums(facts: Facts) -> Iterator[Finding]:
    index, grid = facts.index, facts.index.grid
    weeks = max(1, len(facts.school.calendar.weeks))
    for position, group in enumerate(facts.school.home_groups):
        asked = sum(line.minutes for (name, _), line in index.curriculum.items() if name == group.id)
        there = len(grid.teaching_slots(group.cluster)) * grid.step // weeks
        if asked == there:
            continue
        more = asked > there
        yield facts.finding(
            ("home_groups", position),
            None,
            f"has {asked} minutes a week in the curriculum and {there} minutes of lesson time",
            f"{'take away' if more else 'add'} {abs(asked - there)} minutes in the curriculum of this group"
            " (a line with home_groups holds for it alone),"
            f" or {'lengthen' if more else 'shorten'} calendar.lessons",
            "curriculum-sum",
        )


def _lines(facts: Facts) -> Iterator[Finding]:
    step = facts.index.grid.step
    for position, line in enumerate(facts.school.curriculum):
        path: Path = ("curriculum", position)
        if line.minutes % step == 0 and line.minutes and not session_lengths(line, step):
            yield facts.finding(
                path,
                None,
                f"asks {line.minutes} minutes of {line.subject} in sessions of {line.shortest}"
                f" to {line.longest} minutes, which cannot be made of slots of {step} minutes",
                "widen shortest and longest, or change minutes",
                "session-length",
            )
        years = {year for group in facts.school.home_groups for year in group.years}
        if not line.home_groups and line.years and not years & set(line.years):
            yield facts.finding(
                (*path, "years"),
                list(line.years),
                "are years of no home group",
                "mend the years",
                "unused",
                "warning",
            )


def _given_once(facts: Facts) -> Iterator[Finding]:
    index = facts.index
    given: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, delivery in enumerate(facts.school.deliveries):
        if delivery.form == "support":
            continue
        for group in delivery.home_groups:
            given[group, delivery.subject].append(position)
            if (group, delivery.subject) not in index.curriculum:
                yield facts.finding(
                    ("deliveries", position, "home_groups"),
                    group,
                    f"has no minutes of {delivery.subject} in the curriculum",
                    "add a curriculum line, or leave the home group out",
                    "not-in-curriculum",
                )
    for group, subject in index.curriculum:
        found = given.get((group, subject), [])
        place = ("home_groups", next(n for n, g in enumerate(facts.school.home_groups) if g.id == group))
        if not found:
            yield facts.finding(
                place,
                None,
                f"has {subject} in the curriculum, but no delivery gives it",
                "add a delivery of a form other than support",
                "not-delivered",
            )
        elif len(found) > 1:
            names = " and ".join(facts.school.deliveries[position].id for position in found)
            yield facts.finding(
                place,
                None,
                f"gets {subject} from more than one delivery: {names}",
                "keep one",
                "delivered-twice",
            )


def _equal_lines(facts: Facts) -> Iterator[Finding]:
    def words(line: CurriculumLine) -> str:
        return f"{line.minutes} minutes in sessions of {line.shortest}-{line.longest}, usually {line.usual}"

    for position, delivery in enumerate(facts.school.deliveries):
        if delivery.form not in ALIGNED:
            continue
        lines = {
            group: facts.index.curriculum.get((group, delivery.subject)) for group in delivery.home_groups
        }
        first, rest = delivery.home_groups[0], delivery.home_groups[1:]
        one = lines[first]
        for group in rest:
            other = lines[group]
            if one is None or other is None:
                continue
            if words(one) != words(other):
                yield facts.finding(
                    ("deliveries", position, "home_groups"),
                    group,
                    f"has {words(other)} of {delivery.subject}, {first} has {words(one)}:"
                    " they cannot start together",
                    "give both the same minutes and session lengths",
                    "unequal-lines",
                )


def _fixed(facts: Facts) -> Iterator[Finding]:
    grid = facts.index.grid
    weeks = max(1, len(facts.school.calendar.weeks))
    for position, delivery in enumerate(facts.school.deliveries):
        if delivery.form != "fixed":
            continue
        given = len(grid.days_of(delivery.days)) * delivery.minutes
        for group in delivery.home_groups:
            line = facts.index.curriculum.get((group, delivery.subject))
            if line is not None and line.minutes * weeks != given:
                yield facts.finding(
                    ("deliveries", position),
                    None,
                    f"gives home group {group} {given} minutes, its curriculum asks {line.minutes * weeks}"
                    f" of {delivery.subject}",
                    "make the two equal",
                    "fixed-sum",
                )
