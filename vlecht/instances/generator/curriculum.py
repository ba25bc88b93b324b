"""What the weeks of the home groups consist of, and the curriculum that they add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from vlecht.instances.generator.cohort import Base, Unit
from vlecht.instances.generator.week import OTHER, STEP, WEDNESDAY, Cell, Shape, upper_week, young_week
from vlecht.models.school import CurriculumLine, Subject

SUBJECTS = (
    Subject(id="math", name="Arithmetic", core=True),
    Subject(id="language", name="Language", core=True),
    Subject(id="reading", name="Reading", core=True),
    Subject(id="spelling", name="Spelling"),
    Subject(id="task", name="Weekly task"),
    Subject(id="world", name="World orientation"),
    Subject(id="workshop", name="Workshops"),
    Subject(id="art", name="Art and craft"),
    Subject(id="music", name="Music"),
    Subject(id="english", name="English"),
    Subject(id="social", name="Social skills"),
    Subject(id="coach", name="Coaching"),
    Subject(id="gym", name="Physical education"),
    Subject(id="sport", name="Play and sport outside"),
    Subject(id="play", name="Play"),
    Subject(id="work", name="Working with materials"),
    Subject(id="outdoor", name="Outdoor play"),
    Subject(id="movement", name="Movement in the play hall"),
    Subject(id="story", name="Story"),
    Subject(id="walk", name="Parents walk in"),
    Subject(id="rt", name="Remedial teaching"),
    Subject(id="plus", name="Plus group"),
    Subject(id="nt2", name="Dutch for newcomers"),
)
"""All subjects a generated school can have; a school lists those it uses."""

CORE = ("math", "language", "reading")
ROOM_KINDS: Mapping[str, tuple[str, ...]] = {
    "gym": ("gym",),
    "movement": ("hall",),
    "outdoor": ("yard",),
    "sport": ("yard",),
}
_MORNING = frozenset((*CORE, "spelling"))
_AFTERNOON = frozenset(("world", "workshop", "gym", "art"))


def gyms_needed(units: tuple[Unit, ...]) -> int:
    """Gyms for one lesson of three quarters of an hour a week for every home group above year 2.

    A gym has four places a week in the free cells of each rhythm and two on Wednesday for both.
    """
    by_rhythm = [sum(not g.young for u in units if u.rhythm == rhythm for g in u.groups) for rhythm in (0, 1)]
    found = 1
    while sum(max(0, count - 4 * found) for count in by_rhythm) > 2 * found:
        found += 1
    return found


def halls_needed(units: tuple[Unit, ...]) -> int:
    """Play halls for one lesson a week for every home group of years 1 and 2 (eight places each)."""
    return max(1, -(-sum(g.young for u in units for g in u.groups) // 8))


def weeks(
    units: tuple[Unit, ...], times: Shape, forms: Mapping[str, str], talk: str
) -> dict[str, list[Cell]]:
    """The week of every home group, in order of time.

    ``forms``: cluster -> how its thematic afternoons are given (see ``week.themes``). ``talk``: the subject
    in which home groups talk, ``social`` or ``coach``.
    """
    found: dict[str, list[Cell]] = {}
    places: dict[tuple[str, int], int] = defaultdict(int)
    limits = {"gym": gyms_needed(units), "movement": halls_needed(units)}
    for unit in units:
        for group in unit.groups:
            if group.young:
                cells = young_week(times)
            else:
                cells = upper_week(times, unit.rhythm, forms[unit.id], len(unit.aligned))
            free = [cell for cell in cells if cell.subject == OTHER]
            queue = "movement" if group.young else "gym"
            # Wednesday last: both rhythms can have the gym then.
            order = sorted(free, key=lambda c: (c.day == WEDNESDAY, places[queue, c.start], c.start))
            first = next(cell for cell in order if places[queue, cell.start] < limits[queue])
            places[queue, first.start] += 1
            named = [cell for cell in cells if cell.subject != OTHER]
            found[group.id] = sorted((*named, *_fill(group, free, first, talk)), key=lambda c: c.start)
    return found


def _fill(group: Base, free: Sequence[Cell], first: Cell, talk: str) -> list[Cell]:
    """Give the free cells their subjects; ``first`` is the one in the gym or hall."""
    rest = [cell for cell in free if cell != first]
    if group.young:
        names = dict.fromkeys(rest, "play") | {first: "movement"}
    else:
        days = sorted({cell.day for cell in free}, key=lambda day: (day != first.day, day))
        order = sorted(rest, key=lambda cell: (days.index(cell.day), cell.start))
        names = dict(zip(order, ("english", "english", talk, talk, "sport"), strict=True)) | {first: "gym"}
        if group.number % 2:  # not everybody outside at the same moment
            names[order[3]], names[order[4]] = names[order[4]], names[order[3]]
    return [Cell(cell.day, cell.start, cell.length, names[cell]) for cell in free]


def curriculum_lines(
    weeks_of: Mapping[str, Sequence[Cell]], exact: Collection[str]
) -> tuple[CurriculumLine, ...]:
    """The curriculum lines that the weeks of the home groups add up to.

    Sessions of the subjects in ``exact`` have one length only: their rounds must divide it.
    """
    lines: dict[tuple[str, int, int, int], list[str]] = defaultdict(list)
    for group, cells in weeks_of.items():
        for subject in dict.fromkeys(cell.subject for cell in cells):
            mine = [cell for cell in cells if cell.subject == subject]
            per_day = max(sum(cell.day == day for cell in mine) for day in range(5))
            key = (subject, sum(cell.length for cell in mine) * STEP, mine[0].length * STEP, per_day)
            lines[key].append(group)
    return tuple(
        CurriculumLine(
            home_groups=() if len(groups) == len(weeks_of) else tuple(groups),
            subject=subject,
            minutes=minutes,
            usual=usual,
            shortest=usual if subject in exact else max(STEP, usual - STEP),
            longest=usual,
            max_per_day=per_day,
            day_part="morning" if subject in _MORNING else "afternoon" if subject in _AFTERNOON else "any",
        )
        for (subject, minutes, usual, per_day), groups in sorted(lines.items())
    )
