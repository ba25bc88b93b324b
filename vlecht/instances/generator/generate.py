"""From a size, a variant and a seed to a school with a planted roster."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vlecht.instances.generator.care import Care, wanted
from vlecht.instances.generator.cohort import Child, Unit, children, divide, stage_counts
from vlecht.instances.generator.duties import plant_duties, plant_meetings, plant_school_time
from vlecht.instances.generator.files import Draft, school_file
from vlecht.instances.generator.grouping import Grouped, befriend, plant_groups, with_sizes
from vlecht.instances.generator.planting import Planting
from vlecht.instances.generator.sheet import roster_file
from vlecht.instances.generator.teaching import Style, Teaching, teach
from vlecht.instances.generator.team import Staffing, Team, staffing
from vlecht.instances.generator.week import shape
from vlecht.models.expand import expand
from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster
from vlecht.models.school import RuleSetting, School


@dataclass(frozen=True)
class Planted:
    """A school, and a roster known to satisfy all its hard rules."""

    school: School
    roster: Roster


@dataclass(frozen=True)
class Recipe:
    """What to generate.

    ``groups``: home groups for years 1-2, 3-4, 5-6 and 7-8. ``times``: name of the day structure.
    ``walk_in``: parents walk in on Friday at 08:15. ``second_meeting``: name of a second weekly meeting of
    each cluster. ``expertise``: so many expertise teams, each meeting once a week. ``six_weekly``: groups are
    made for six weeks at a time. ``shared_hall``: in the morning the play hall is the preschool's.
    ``rules``: settings that differ from the rules' defaults.
    """

    pupils: int
    variant: int
    seed: int = 0
    id: str = ""
    name: str = ""
    notes: str = ""
    groups: tuple[int, int, int, int] | None = None
    makeup: Staffing | None = None
    times: str = "classic"
    walk_in: bool = False
    second_meeting: str = ""
    expertise: int = 0
    six_weekly: bool = False
    shared_hall: bool = False
    style: Style = field(default_factory=Style)
    rules: tuple[tuple[str, RuleSetting], ...] = ()


def generate(
    pupils: int,
    variant: int,
    seed: int = 0,
    *,
    staff: int | None = None,
    times: str = "classic",
    groups: tuple[int, int, int, int] | None = None,
    name: str = "",
) -> Planted:
    """A synthetic school of 20 to 2,000 pupils in one of the five organisation variants.

    ``staff``: members of staff in all (default: one to about eleven pupils). ``times``: ``classic`` or
    ``continuous``. The same arguments give the same school. Raises ``ValueError`` outside these limits, or
    when so few staff cannot fill a week.
    """
    if not 20 <= pupils <= 2000:
        raise ValueError("a generated school has 20 to 2000 pupils")
    if variant not in range(1, 6):
        raise ValueError("variants are 1 to 5")
    counts = groups or stage_counts(pupils)
    return cook(
        Recipe(
            pupils=pupils,
            variant=variant,
            seed=seed,
            id=name or f"generated-{pupils}-{variant}-{seed}",
            name=name or f"Generated school, {pupils} pupils, variant {variant}",
            groups=counts,
            makeup=staffing(pupils, sum(counts), staff),
            times=times,
        )
    )


def cook(recipe: Recipe) -> Planted:
    """Build the school around its planted week."""
    return finish(prepare(recipe))


def prepare(recipe: Recipe) -> Draft:
    """Everything decided, nothing written yet: contracts can still be made the same over several drafts."""
    counts = recipe.groups or stage_counts(recipe.pupils)
    pupils = children(recipe.pupils, counts, _rng(recipe, "pupils"))
    _particulars(pupils, _rng(recipe, "particulars"))
    units = divide(recipe.variant, counts, pupils)
    makeup = recipe.makeup or staffing(recipe.pupils, sum(counts))
    team = Team(units, counts, makeup, recipe.style.co_taught, _rng(recipe, "team"))
    times = shape(recipe.times, recipe.walk_in)
    teaching = teach(units, times, recipe.variant, recipe.style, team)
    _other_levels(units, teaching, _rng(recipe, "levels"))
    draft = Draft(recipe, times, pupils, units, team, teaching)
    index = SchoolIndex(school_file(draft))
    plan = expand(index, teaching.counts)
    people = {child.id: child for child in pupils}
    groups = plant_groups(index, plan, people, _rng(recipe, "groups"))
    draft.groups = groups
    planting = Planting(index, plan, units, teaching, team, groups)
    planting.plant()
    draft.planting = planting
    meetings, draft.meeting_sessions = plant_meetings(
        team, units, draft.teams, times, recipe.second_meeting, recipe.expertise
    )
    for unit in units:
        for group in unit.groups:
            if group.number == recipe.style.co_taught:
                gym = teaching.moments(group.id, "gym")[0]
                meeting, held = plant_school_time(team, group, gym, times)
                meetings.append(meeting)
                draft.meeting_sessions.append(held)
    draft.meetings = meetings
    care = Care(index, teaching, team, planting.rooms, _rng(recipe, "care"))
    for want in wanted(units):
        care.plant(want)
    draft.care = care
    draft.supervisors, draft.duties = plant_duties(team, times, recipe.pupils)
    apart = {
        name: Grouped(name.rsplit(".", 1)[0], list(members), []) for name, members in care.members.items()
    }
    befriend(people, groups | apart, _rng(recipe, "friends"))
    teaching.deliveries = [with_sizes(delivery, groups) for delivery in teaching.deliveries]
    draft.contracts = {person.id: person.contact + planting.relief[person.id] for person in team.people}
    return draft


def finish(draft: Draft) -> Planted:
    """Write the school and its planted roster."""
    school = school_file(draft)
    return Planted(school, roster_file(draft, school))


def _rng(recipe: Recipe, purpose: str) -> random.Random:
    # A stream per purpose, so that the same pupils appear whatever the variant draws elsewhere.
    return random.Random(f"{recipe.seed}/{recipe.pupils}/{purpose}")


def _particulars(pupils: Sequence[Child], rng: random.Random) -> None:
    """A few pupils go home at noon on some days, are elsewhere one afternoon, or skip English."""
    for child in rng.sample(list(pupils), max(1, len(pupils) // 120)):
        child.mornings_only = tuple(sorted(rng.sample((0, 1, 3, 4), 2)))
    older = [child for child in pupils if child.year >= 3]
    for child in rng.sample(older, max(1, len(older) // 150)):
        child.elsewhere = rng.choice((0, 1, 3, 4))
    for child in rng.sample(older, max(1, len(older) // 150)):
        child.exemptions.append("reading" if rng.random() < 0.5 else "english")


def _other_levels(units: tuple[Unit, ...], teaching: Teaching, rng: random.Random) -> None:
    """A few pupils do arithmetic with the next cluster: where both have level groups at the same time."""
    hosts = {
        d.home_groups: d.id for d in teaching.deliveries if d.form == "level_groups" and d.subject == "math"
    }
    able = [unit for unit in units if tuple(g.id for g in unit.aligned) in hosts]
    for low, high in pairwise(able):
        ours = [c.start for c in teaching.moments(low.aligned[0].id, "math")]
        theirs = [c.start for c in teaching.moments(high.aligned[0].id, "math")]
        if ours != theirs:
            continue
        pool = sorted(
            (c for g in low.aligned for c in g.pupils if isinstance(c.levels.get("math"), int)),
            key=lambda c: (-float(c.levels["math"] or 0), c.id),
        )
        for child in pool[: rng.choice((1, 2))]:
            child.works_with["math"] = high.id
