"""What is taught how: the delivery forms of the five variants, as far as the staff allow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from vlecht.instances.generator.cohort import Base, Unit
from vlecht.instances.generator.curriculum import ROOM_KINDS, curriculum_lines, weeks
from vlecht.instances.generator.team import Person, Team
from vlecht.instances.generator.week import DAYS, Cell, Shape
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
from vlecht.models.school import CurriculumLine

_STATIONS = ("lab", "workbench", "stage", "map")
_OFFERS = ("clay", "code", "cook", "choir", "chess", "camera", "circus", "carpentry")


@dataclass(frozen=True)
class Style:
    """What a school chooses beyond its variant.

    ``freed``: arithmetic in mixed instruction rounds in which one teacher of the cluster is freed (the
    worked example). ``circuit_years``: a circuit only in clusters with one of these years (none: all).
    ``co_taught``: a home group (by number) with two teachers almost all week. ``rounds``: language in
    instruction rounds in variant 3; else in level groups. ``more_groups``: a level group more for arithmetic
    where somebody can lead it. ``spare_group``: limits that allow one level group for reading more than
    there are leads. ``shared_specialist``: the specialist is at another school when not teaching here.
    """

    freed: bool = False
    circuit_years: tuple[int, ...] = ()
    co_taught: int | None = None
    rounds: bool = True
    more_groups: bool = True
    spare_group: bool = False
    shared_specialist: bool = False


@dataclass
class Teaching:
    """The week of every home group, the deliveries that give it, and staff reserved for some of them.

    ``counts``: number of level groups per delivery. ``reserved``: delivery -> people without a home group
    who are kept for its sessions, ``booked``: the slots at which a person is.
    """

    cells: dict[str, list[Cell]]
    deliveries: list[AnyDelivery] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    booked: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    reserved: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def moments(self, group: str, subject: str) -> list[Cell]:
        """When a home group has a subject, in order."""
        return sorted((c for c in self.cells[group] if c.subject == subject), key=lambda c: c.start)

    def curriculum(self) -> tuple[CurriculumLine, ...]:
        """The curriculum that the weeks add up to, exactly."""
        exact = {d.subject for d in self.deliveries if d.form in ("circuit", "instruction_rounds")}
        return curriculum_lines(self.cells, exact)


def theme_form(unit: Unit, variant: int, style: Style) -> str:
    """How the thematic afternoons of a cluster are given."""
    years = {year for group in unit.aligned for year in group.years}
    if variant == 1 or not unit.aligned or (style.circuit_years and not years & set(style.circuit_years)):
        return "class"
    return "workshops" if variant == 5 else "circuit"


def teach(units: tuple[Unit, ...], times: Shape, variant: int, style: Style, team: Team) -> Teaching:
    """Weeks and deliveries of all clusters."""
    themes = {unit.id: theme_form(unit, variant, style) for unit in units}
    found = Teaching(weeks(units, times, themes, talk="coach" if variant == 5 else "social"))
    forms = _Forms(found, variant, style, team)
    for unit in units:
        forms.aligned(unit)
    for unit in units:
        forms.more_groups(unit)
    for unit in units:
        forms.classes(unit, times)
    return found


class _Forms:
    """Chooses a form per subject and cluster, with the people that are really there."""

    def __init__(self, teaching: Teaching, variant: int, style: Style, team: Team) -> None:
        self.teaching = teaching
        self.variant = variant
        self.style = style
        self.team = team
        self.booked = teaching.booked

    def _reserve(self, delivery: str, unit: Unit, subject: str, count: int, roles: tuple[str, ...]) -> bool:
        """Book so many people for all moments of a subject, or nobody."""
        group = next(g.id for g in unit.groups if self.teaching.moments(g.id, subject))
        slots = {s for c in self.teaching.moments(group, subject) for s in c.slots}
        days = {c.day for c in self.teaching.moments(group, subject)}
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
        if subject == "work":
            self._reserve(name, unit, subject, 1, ("assistant",))
        if self.teaching.reserved.get(name):
            # One second person for all groups: they take turns.
            moments = len(self.teaching.moments(ids[0], subject))
            share = _share(moments // len(ids), moments)
            self._add(CoTaughtDelivery(id=name, subject=subject, home_groups=ids, share=share))
            return
        kinds = ROOM_KINDS.get(subject, ())
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
        """The share of the sessions at which the co-teacher is at school."""
        partner = self.team.in_role("teacher")[-1]
        moments = self.teaching.moments(group.id, subject)
        held = sum(cell.day in partner.days for cell in moments)
        self.teaching.reserved[f"{subject}-{group.cluster}-duo"].append(partner)
        return _share(held, len(moments))


def _share(held: int, sessions: int) -> float:
    """Held of so many sessions, rounded down so that it never stands for a session more."""
    return int(10_000 * held / sessions) / 10_000
