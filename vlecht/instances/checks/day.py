"""The school day: breaks and given times lie inside it, opening hours hold the lessons."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Facts
from vlecht.instances.findings import Finding
from vlecht.models.words import format_clock


def check(facts: Facts) -> Iterator[Finding]:
    """Breaks outside the day, clusters without lesson time, given times outside it, lost opening hours."""
    grid, school = facts.index.grid, facts.school
    day = f"{format_clock(grid.opens)}-{format_clock(grid.closes)}"
    for position, pause in enumerate(school.calendar.breaks):
        if pause.start < grid.opens or pause.end > grid.closes:
            yield facts.finding(
                ("calendar", "breaks", position),
                f"{format_clock(pause.start)}-{format_clock(pause.end)}",
                f"lies outside the school day ({day})",
                "move it, or lengthen calendar.opening",
                "outside-day",
            )
    for position, cluster in enumerate(school.clusters):
        if facts.index.home_groups_of[cluster.id] and not grid.teaching_slots(cluster.id):
            yield facts.finding(
                ("clusters", position),
                None,
                "has no lesson time: breaks take all of calendar.lessons",
                "shorten the breaks or lengthen the lessons",
                "no-lesson-time",
            )
    for position, delivery in enumerate(school.deliveries):
        if delivery.form != "fixed":
            continue
        if not delivery.days:
            yield facts.finding(
                ("deliveries", position, "days"),
                None,
                "names no day",
                "name the days on which it is held",
                "too-few",
            )
        for group in delivery.home_groups:
            teaching = grid.teaching_slots(facts.index.cluster_of(group))
            for number in grid.days_of(delivery.days):
                start = grid.slot(number, delivery.start)
                if not teaching.issuperset(range(start, start + grid.slots(delivery.minutes))):
                    yield facts.finding(
                        ("deliveries", position, "start"),
                        format_clock(delivery.start),
                        f"for {delivery.minutes} minutes on {grid.days[number]} is not wholly in the"
                        f" lesson time of home group {group}",
                        "move it into the lessons, outside the breaks",
                        "outside-day",
                    )
                    break
