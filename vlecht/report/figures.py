"""Figures of a roster: groups with their level mix, duties and meetings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from vlecht.models.words import format_clock
from vlecht.report.weeks import Weeks


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """An instruction group: its members, and the spread of their levels where known."""

    id: str
    members: tuple[str, ...]
    guests: tuple[str, ...]
    homes: tuple[tuple[str, int], ...]
    lowest: int | None
    mean: float | None
    highest: int | None
    unknown: int


@dataclass(frozen=True, slots=True)
class DeliveryFigures:
    """The instruction groups of one delivery."""

    id: str
    subject: str
    form: str
    groups: tuple[GroupFigures, ...]

    @property
    def scale(self) -> tuple[int, int] | None:
        """The lowest and highest level in any of its groups, where levels are known."""
        known = [(g.lowest, g.highest) for g in self.groups if g.lowest is not None and g.highest is not None]
        return (min(low for low, _ in known), max(high for _, high in known)) if known else None

    def ranges(self, weeks: Weeks) -> list[dict[str, Any]]:
        """Its groups as rows for a picture of lowest, mean and highest levels."""
        return [
            {
                "label": group.id,
                "href": weeks.href("group", group.id),
                "low": group.lowest,
                "mean": group.mean,
                "high": group.highest,
            }
            for group in self.groups
            if group.mean is not None
        ]

    def level(self, weeks: Weeks, pupil: str) -> str:
        """The pupil's level in the subject as the school file gives it, else a question mark."""
        level = weeks.index.pupils[pupil].levels.get(weeks.index.deliveries[self.id].subject)
        return "?" if level is None else str(level)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting held or a break supervised on a day."""

    name: str
    day: int
    times: str
    staff: tuple[str, ...]
    place: str


def delivery_figures(weeks: Weeks) -> tuple[DeliveryFigures, ...]:
    """Deliveries that regroup pupils, in file order."""
    index = weeks.index
    groups: dict[str, list[GroupFigures]] = defaultdict(list)
    for group in weeks.roster.groups:
        subject = index.deliveries[group.delivery].subject
        found = [index.level(pupil, subject) for pupil in group.members]
        levels = [level for level in found if level is not None]
        homes: dict[str, int] = defaultdict(int)
        for pupil in group.members:
            homes[index.pupils[pupil].home_group] += 1
        groups[group.delivery].append(
            GroupFigures(
                group.id,
                group.members,
                group.guests,
                tuple(homes.items()),
                min(levels, default=None),
                sum(levels) / len(levels) if levels else None,
                max(levels, default=None),
                len(found) - len(levels),
            )
        )
    return tuple(
        DeliveryFigures(d.id, weeks.short("subject", d.subject), d.form, tuple(groups[d.id]))
        for d in index.school.deliveries
        if groups[d.id]
    )


def meetings_held(weeks: Weeks) -> tuple[Held, ...]:
    """Meetings in order of time."""
    index = weeks.index
    found = [
        Held(
            index.meetings[m.meeting].name or m.meeting,
            index.grid.day_index[m.day],
            f"{format_clock(m.start)}–{format_clock(m.start + m.minutes)}",
            m.staff,
            "",
        )
        for m in weeks.roster.meetings
    ]
    return tuple(sorted(found, key=lambda held: (held.day, held.times, held.name)))


def duties_held(weeks: Weeks) -> tuple[Held, ...]:
    """Break duties in order of time, one line per break and place."""
    breaks = {pause.id: pause for pause in weeks.index.school.calendar.breaks}
    together: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for duty in weeks.roster.duties:
        place = weeks.short("room", duty.place) if duty.place else ""
        together[duty.pause, duty.day, place].append(duty.staff)
    found = [
        Held(
            breaks[pause].name or pause,
            weeks.index.grid.day_index[day],
            f"{format_clock(breaks[pause].start)}–{format_clock(breaks[pause].end)}",
            tuple(staff),
            place,
        )
        for (pause, day, place), staff in together.items()
    ]
    return tuple(sorted(found, key=lambda held: (held.day, held.times, held.name, held.place)))
