"""What is taught how: the delivery forms of the five variants, and the weeks of the home groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from vlecht.instances.generator.cohort import Base, Unit
from vlecht.instances.generator.team import Person, Team
from vlecht.instances.generator.week import (
    DAYS,
    OTHER,
    STEP,
    WEDNESDAY,
    Cell,
    Shape,
    upper_week,
    young_week,
)
from vlecht.models.deliveries import (
    AnyDelivery,
    CircuitDelivery,
    ClassDelivery,
    CoTaughtDelivery,
    Count,
    FixedDelivery,
    InstructionRoundsDelivery,
    LevelGroupsDelivery,
    Mode,
    Offer,
    Station,
    WorkshopsDelivery,
)
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
_ROOM_KINDS = {"gym": ("gym",), "movement": ("hall",), "outdoor": ("yard",), "sport": ("yard",)}
_MORNING = frozenset((*CORE, "spelling"))
_AFTERNOON = frozenset(("world", "workshop", "gym", "art"))
_STATIONS = ("lab", "workbench", "stage", "map")
_OFFERS = ("clay", "code", "cook", "choir", "chess", "camera", "circus", "carpentry")


@dataclass(frozen=True)
class Style:
    """What a school chooses beyond its variant.

    ``freed``: arithmetic in mixed instruction rounds in which one teacher of the cluster is freed (the
    worked example). ``circuit_years``: a circuit only in clusters with one of these years (none: all).
    ``co_taught``: a home group (by number) with two teachers almost all week. ``rounds``: language in
    instruction rounds in variant 3; else in level groups. ``more_groups``: a level group more for arithmetic
    where somebody can lead it. ``spare_group``: one delivery whose limits allow
    one level group more than there are leads.
    """

    freed: bool = False
    circuit_years: tuple[int, ...] = ()
    co_taught: int | None = None
    rounds: bool = True
    more_groups: bool = True
    spare_group: bool = False


@dataclass
class Teaching:
    """The week of every home group, the deliveries that give it, and staff reserved for some of them.

    ``counts``: number of level groups per delivery. ``reserved``: delivery -> people without a home group
    who are booked for all its sessions.
    """

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    deliveries: list[AnyDelivery] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    reserved: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def moments(self, group: str, subject: str) -> list[Cell]:
        """When a home group has a subject, in order."""
        return sorted((c for c in self.cells[group] if c.subject == subject), key=lambda c: c.start)

    def curriculum(self) -> tuple[CurriculumLine, ...]:
        """The curriculum lines that the weeks add up to, exactly."""
        lines: dict[tuple[str, int, int, int], list[str]] = defaultdict(list)
        exact = {d.subject for d in self.deliveries if d.form in ("circuit", "instruction_rounds")}
        for group, cells in self.cells.items():
            for subject in dict.fromkeys(cell.subject for cell in cells):
                mine = [cell for cell in cells if cell.subject == subject]
                per_day = max(sum(cell.day == day for cell in mine) for day in range(5))
                key = (subject, sum(cell.length for cell in mine) * STEP, mine[0].length * STEP, per_day)
                lines[key].append(group)
        return tuple(
            CurriculumLine(
                home_groups=() if len(groups) == len(self.cells) else tuple(groups),
                subject=subject,
                minutes=minutes,
                usual=usual,
                shortest=usual if subject in exact else max(STEP, usual - STEP),
                longest=usual,
                max_per_day=per_day,
                day_part="morning"
                if subject in _MORNING
                else "afternoon"
                if subject in _AFTERNOON
                else "any",
            )
            for (subject, minutes, usual, per_day), groups in sorted(lines.items())
        )


def theme_form(unit: Unit, variant: int, style: Style) -> str:
    """How the thematic afternoons of a cluster are given."""
    years = {year for group in unit.aligned for year in group.years}
    if variant == 1 or not unit.aligned or (style.circuit_years and not years & set(style.circuit_years)):
        return "class"
    return "workshops" if variant == 5 else "circuit"


def teach(units: tuple[Unit, ...], times: Shape, variant: int, style: Style, team: Team) -> Teaching:
    """Weeks and deliveries of all clusters."""
    found = Teaching()
    _weeks(found, units, times, variant, style)
    forms = _Forms(found, variant, style, team)
    for unit in units:
        forms.aligned(unit)
    for unit in units:
        forms.more_groups(unit)
    for unit in units:
        forms.classes(unit, times)
    return found


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


def _weeks(found: Teaching, units: tuple[Unit, ...], times: Shape, variant: int, style: Style) -> None:
    places: dict[tuple[str, int], int] = defaultdict(int)
    limits = {"gym": gyms_needed(units), "movement": halls_needed(units)}
    for unit in units:
        form = theme_form(unit, variant, style)
        for group in unit.groups:
            if group.young:
                cells = young_week(times)
            else:
                cells = upper_week(times, unit.rhythm, form, len(unit.aligned))
            free = [cell for cell in cells if cell.subject == OTHER]
            queue = "movement" if group.young else "gym"
            # Wednesday last: both rhythms can have the gym then.
            order = sorted(free, key=lambda c: (c.day == WEDNESDAY, places[queue, c.start], c.start))
            first = next(cell for cell in order if places[queue, cell.start] < limits[queue])
            places[queue, first.start] += 1
            filled = _fill(group, free, first, variant)
            found.cells[group.id] = sorted(
                (c for c in (*(c for c in cells if c.subject != OTHER), *filled)), key=lambda c: c.start
            )


def _fill(group: Base, free: Sequence[Cell], first: Cell, variant: int) -> list[Cell]:
    """Give the free cells their subjects; ``first`` is the one in the gym or hall."""
    rest = [cell for cell in free if cell != first]
    if group.young:
        names = dict.fromkeys(rest, "play") | {first: "movement"}
    else:
        talk = "coach" if variant == 5 else "social"
        days = sorted({cell.day for cell in free}, key=lambda day: (day != first.day, day))
        order = sorted(rest, key=lambda cell: (days.index(cell.day), cell.start))
        names = dict(zip(order, ("english", "english", talk, talk, "sport"), strict=True)) | {first: "gym"}
        if group.number % 2:  # not everybody outside at the same moment
            names[order[3]], names[order[4]] = names[order[4]], names[order[3]]
    return [Cell(cell.day, cell.start, cell.length, names[cell]) for cell in free]


class _Forms:
    """Chooses a form per subject and cluster, with the people that are really there."""

    def __init__(self, teaching: Teaching, variant: int, style: Style, team: Team) -> None:
        self.teaching = teaching
        self.variant = variant
        self.style = style
        self.team = team
        self.booked: dict[str, set[int]] = defaultdict(set)

    def _reserve(self, delivery: str, unit: Unit, subject: str, count: int, roles: tuple[str, ...]) -> bool:
        """Book so many people for all moments of a subject, or nobody."""
        slots = {s for c in self.teaching.moments(unit.aligned[0].id, subject) for s in c.slots}
        days = {c.day for c in self.teaching.moments(unit.aligned[0].id, subject)}
        able = [p for p in self.team.in_role(*roles) if days <= set(p.days) and p.until_clock > 12 * 60]
        able = sorted(able, key=lambda p: (p.unit != unit.id, roles.index(p.role)))
        found = [p for p in able if self.booked[p.id].isdisjoint(slots)][:count]
        if len(found) < count:
            return False
        for person in found:
            self.booked[person.id].update(slots)
        self.teaching.reserved[delivery].extend(found)
        return True

    def aligned(self, unit: Unit) -> None:
        """Deliveries over the home groups of a cluster together."""
        if not unit.aligned:
            return
        form = theme_form(unit, self.variant, self.style)
        ids = tuple(group.id for group in unit.aligned)
        if form == "circuit":
            size = len(ids)
            stations = tuple(Station(id=name) for name in _STATIONS[:size])
            self._add(
                CircuitDelivery(id=f"world-{unit.id}", subject="world", home_groups=ids, stations=stations)
            )
        if form == "workshops":
            offers = tuple(Offer(id=name, capacity=30, sections=2) for name in _OFFERS[: 2 * len(ids)])
            self._add(
                WorkshopsDelivery(
                    id=f"workshop-{unit.id}", subject="workshop", home_groups=ids, offers=offers
                )
            )
        if self.style.freed:
            self._freed_rounds(unit, ids)
        elif self.variant >= 3:
            self._level_groups(unit, ids, "math")
            self._level_groups(unit, ids, "reading")
            if self.variant == 3 and self.style.rounds:
                self._language_rounds(unit, ids)
            elif self.variant in (3, 5):
                self._level_groups(unit, ids, "language", "free" if self.variant == 5 else "homogeneous")
            else:
                self._reserve(f"language-{unit.id}", unit, "language", 1, ("supporter", "assistant"))

    def _add(self, delivery: AnyDelivery) -> None:
        self.teaching.deliveries.append(delivery)

    def _level_groups(
        self, unit: Unit, ids: tuple[str, ...], subject: str, mode: Mode = "homogeneous"
    ) -> None:
        name = f"{subject}-{unit.id}"
        groups = Count(min=len(ids), max=len(ids))
        self._add(LevelGroupsDelivery(id=name, subject=subject, home_groups=ids, groups=groups, mode=mode))
        self.teaching.counts[name] = len(ids)

    def _freed_rounds(self, unit: Unit, ids: tuple[str, ...]) -> None:
        """Two rounds of half an hour: two teachers teach, supporters guide, at least one teacher is freed."""
        name = f"math-{unit.id}"
        parallel = max(1, len(ids) - 1)
        guides = min(parallel, 2)
        if not self._reserve(name, unit, "math", guides, ("supporter", "assistant")):
            raise ValueError(f"{name}: {guides} supporters or assistants are needed every morning")
        self._add(
            InstructionRoundsDelivery(
                id=name,
                subject="math",
                home_groups=ids,
                rounds=2,
                groups=2 * parallel,
                parallel=parallel,
                overhead_minutes=5,
                instruction_minutes=25,
                ratio=30,
                freed=1,
                independent_kinds=("collaboration", "quiet", "library"),
            )
        )

    def _language_rounds(self, unit: Unit, ids: tuple[str, ...]) -> None:
        """Three rounds of a quarter: half of the teachers teach small groups, the others guide."""
        name = f"language-{unit.id}"
        if len(ids) == 3 and not self._reserve(name, unit, "language", 1, ("assistant", "supporter")):
            self._level_groups(unit, ids, "language")
            return
        parallel = 1 if len(ids) == 2 else 2
        self._add(
            InstructionRoundsDelivery(
                id=name,
                subject="language",
                home_groups=ids,
                rounds=3,
                groups=3 * parallel,
                parallel=parallel,
                ratio=40,
            )
        )

    def more_groups(self, unit: Unit) -> None:
        """One level group more where somebody can lead it every time; limits follow the leads present."""
        if self.variant < 3:
            return
        for position, delivery in enumerate(self.teaching.deliveries):
            mine = unit.aligned and delivery.home_groups == tuple(g.id for g in unit.aligned)
            if not isinstance(delivery, LevelGroupsDelivery) or not mine:
                continue
            n = len(delivery.home_groups)
            more = (
                self.style.more_groups
                and delivery.subject == "math"
                and self._reserve(delivery.id, unit, "math", 1, ("supporter",))
            )
            self.teaching.counts[delivery.id] = n + more
            spare = self.style.spare_group and delivery.subject == "reading"
            limits = Count(min=n, max=n + (more or spare))
            self.teaching.deliveries[position] = delivery.model_copy(update={"groups": limits})

    def classes(self, unit: Unit, times: Shape) -> None:
        """Everything else: per home group, by its own teacher."""
        given = {(g, d.subject) for d in self.teaching.deliveries for g in d.home_groups}
        groups: dict[str, list[str]] = defaultdict(list)
        for group in unit.groups:
            for subject in dict.fromkeys(cell.subject for cell in self.teaching.cells[group.id]):
                if (group.id, subject) not in given:
                    groups[subject].append(group.id)
        for subject, mine in groups.items():
            self._class(unit, subject, tuple(mine), times)

    def _class(self, unit: Unit, subject: str, ids: tuple[str, ...], times: Shape) -> None:
        name = f"{subject}-{unit.id}"
        if subject == "walk":
            self._add(
                FixedDelivery(
                    id=name,
                    subject=subject,
                    home_groups=ids,
                    days=(DAYS[times.walk_in or 0],),
                    start=8 * 60 + 15,
                    minutes=15,
                )
            )
            return
        if self.teaching.reserved.get(name):
            moments = self.teaching.moments(ids[0], subject)
            self._add(CoTaughtDelivery(id=name, subject=subject, home_groups=ids, share=1 / len(moments)))
            return
        kinds = _ROOM_KINDS.get(subject, ())
        pair = next((g for g in unit.groups if g.number == self.style.co_taught), None)
        if pair is not None and pair.id in ids and not kinds and subject != "task":
            share = self._co_teacher_share(pair, subject)
            if share:
                self._add(
                    CoTaughtDelivery(id=f"{name}-duo", subject=subject, home_groups=(pair.id,), share=share)
                )
                ids = tuple(group for group in ids if group != pair.id)
        if ids:
            self._add(
                ClassDelivery(
                    id=name,
                    subject=subject,
                    home_groups=ids,
                    independent=subject == "task",
                    room_kinds=kinds,
                    equipment={"tablets": 12} if subject == "task" and self.variant > 1 else {},
                )
            )

    def _co_teacher_share(self, group: Base, subject: str) -> float:
        """The share of the sessions at which the co-teacher is at school (rounded down: no session more)."""
        partner = self.team.in_role("teacher")[-1]
        moments = self.teaching.moments(group.id, subject)
        held = sum(cell.day in partner.days for cell in moments)
        for kind in (f"{subject}-{group.cluster}-duo",):
            self.teaching.reserved[kind].append(partner)
        return int(10_000 * held / len(moments)) / 10_000
