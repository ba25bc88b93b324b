"""Sample schools, made when asked for: one per school profile and one per organisation variant.

Sizes, staff numbers and stress features are those of the sources named in ``docs``; everything else in a
sample is synthetic. Addressed as ``sample:NAME`` wherever a file is.
"""

from __future__ import annotations

from vlecht.instances.generator import Planted, Recipe, Staffing, Style, cook, finish, prepare
from vlecht.instances.secondary import SECONDARY, cook_secondary
from vlecht.models.school import RuleSetting

PREFIX = "sample:"
"""What an address of a sample starts with."""

_VARIANTS = (
    "traditional: every home group its own roster",
    "adaptive: mornings per home group, thematic afternoons across groups",
    "flexible: basic skills in level groups and instruction rounds across home groups",
    "units: home groups of three years, level groups across the unit, co-teaching",
    "personalised: workshops with enrolment, level groups by need, coaching in home groups",
)


def _variant(number: int) -> Recipe:
    return Recipe(
        pupils=220,
        variant=number,
        seed=5,
        id=f"variant-{number}",
        name=f"One school, variant {number}",
        notes=f"Variant {number}, {_VARIANTS[number - 1]}. The same pupils, staff and rooms in all five.",
        groups=(2, 3, 2, 2),
        makeup=Staffing(duos=6, supporters=2, assistants=2),
    )


_RECIPES: dict[str, Recipe] = {
    "kameleon": Recipe(
        pupils=300,
        variant=3,
        seed=1,
        id="kameleon",
        name="Kameleon",
        notes="After a school that does it: mixed instruction rounds, a teacher-supporter guides independent "
        "work in the collaboration space, a teacher of the cluster is freed, the same day structure for all.",
        groups=(3, 3, 3, 3),
        makeup=Staffing(duos=7, supporters=3, assistants=3),
        second_meeting="Small team meeting",
        six_weekly=True,
        style=Style(freed=True),
        rules=(
            (
                "independent_minutes",
                RuleSetting(
                    mode="hard",
                    params={"minutes_by_year": {"3": 60, "4": 60, "5": 90, "6": 90, "7": 120, "8": 120}},
                ),
            ),
        ),
    ),
    "p4-87": Recipe(
        pupils=87,
        variant=3,
        seed=4,
        id="p4-87",
        name="A school of 87 pupils",
        notes="Two teachers on one group almost all week; leader and care coordinator never both absent; "
        "preparation of the two inside school time.",
        groups=(1, 1, 1, 1),
        makeup=Staffing(duos=2, supporters=0, assistants=1, co_teachers=1),
        times="continuous",
        style=Style(co_taught=1),
    ),
    "borgstee-220": Recipe(
        pupils=220,
        variant=3,
        seed=2,
        id="borgstee-220",
        name="A school of 220 pupils",
        notes="A combined 3/4; groups change every six weeks, after talks with pupils and parents.",
        groups=(2, 3, 2, 2),
        makeup=Staffing(duos=9, supporters=2, assistants=1, floaters=1),
        second_meeting="Talks with pupils and parents",
        six_weekly=True,
    ),
    "blokhuus-250": Recipe(
        pupils=250,
        variant=2,
        seed=3,
        id="blokhuus-250",
        name="A school of 250 pupils",
        notes="Core subjects in the morning, themes and gym in the afternoon; most of the 17 group teachers "
        "share a home group.",
        groups=(2, 3, 3, 2),
        makeup=Staffing(duos=7, supporters=2, assistants=1),
    ),
    "akkrum-275": Recipe(
        pupils=275,
        variant=3,
        seed=6,
        id="akkrum-275",
        name="A village school of 275 pupils",
        notes="Combination groups because of shrinkage against level groups; rounds of a quarter of an hour, "
        "of which switching takes five minutes; half an hour for lunch.",
        groups=(3, 3, 3, 2),
        makeup=Staffing(duos=7, supporters=2, assistants=2),
        times="continuous",
        style=Style(spare_group=True),
    ),
    "balans-700": Recipe(
        pupils=700,
        variant=3,
        seed=7,
        id="balans-700",
        name="A school of 700 pupils",
        notes="Three instruction groups by test score for every three home groups, a circuit in year 3, the "
        "week in which parents walk in on Friday at 08:15, rooms shared with the childcare.",
        groups=(6, 6, 6, 6),
        makeup=Staffing(duos=12, specialists=2, supporters=3, assistants=2, coordinators=1),
        walk_in=True,
        shared_hall=True,
        style=Style(circuit_years=(3,), rounds=False, more_groups=False),
    ),
    "p2-275": Recipe(
        pupils=275,
        variant=3,
        seed=12,
        id="p2-275",
        name="A school of 275 pupils with a shared specialist",
        notes="The specialist for physical education is another school's too, and only here between the "
        "lessons given here.",
        groups=(3, 3, 3, 2),
        makeup=Staffing(duos=6, supporters=2, assistants=2),
        style=Style(shared_specialist=True),
    ),
    "p3-125": Recipe(
        pupils=125,
        variant=3,
        seed=13,
        id="p3-125",
        name="A growing school of 125 pupils",
        notes="Growing fast: a home group more next year, when the annex opens.",
        groups=(2, 1, 1, 1),
        makeup=Staffing(duos=3, supporters=1, assistants=1),
        times="continuous",
    ),
    "p5-325": Recipe(
        pupils=325,
        variant=3,
        seed=15,
        id="p5-325",
        name="A school of 325 pupils with parallel classes",
        notes="Several parallel classes a year, shared preparation, three learning teams and five expertise "
        "teams.",
        groups=(4, 3, 3, 3),
        makeup=Staffing(duos=8, supporters=3, assistants=2),
        expertise=5,
    ),
    "p9-225": Recipe(
        pupils=225,
        variant=2,
        seed=19,
        id="p9-225",
        name="A school of 225 pupils with a floating colleague",
        notes="Mornings for core subjects, afternoons for themes; a floating colleague on four days, an "
        "assistant without a group, joint preparation per cluster.",
        groups=(2, 2, 2, 3),
        makeup=Staffing(duos=5, supporters=1, assistants=1, floaters=1),
    ),
    "sint-anna": Recipe(
        pupils=120,
        variant=1,
        seed=21,
        id="sint-anna",
        name="A shrinking village school of 120 pupils",
        notes="Every year fewer pupils: keep shrinking, or anticipate with another organisation?",
        groups=(2, 1, 1, 1),
        makeup=Staffing(duos=3, supporters=1, assistants=1),
        times="continuous",
    ),
}

SAMPLES: dict[str, str] = (
    {name: recipe.notes for name, recipe in _RECIPES.items()}
    | {name: recipe.notes for name, recipe in SECONDARY.items()}
    | {f"variant-{number}": _variant(number).notes for number in range(1, 6)}
)
"""Sample name -> what it is."""


def sample(name: str) -> Planted:
    """The sample of that name (``sample:`` before it or not). Raises ``KeyError`` for an unknown one."""
    name = name.removeprefix(PREFIX)
    if name in _RECIPES:
        return cook(_RECIPES[name])
    if name in SECONDARY:
        return cook_secondary(SECONDARY[name])
    if name not in SAMPLES:
        raise KeyError(f"no sample {name!r}; there are {', '.join(SAMPLES)}")
    return _one_school(int(name.rpartition("-")[2]))


def _one_school(variant: int) -> Planted:
    """A variant of the one school. Contracts leave room for what each of the five asks of a person."""
    drafts = [prepare(_variant(number)) for number in range(1, 6)]
    draft = drafts[variant - 1]
    for other in drafts:
        for person, minutes in other.contracts.items():
            draft.contracts[person] = max(draft.contracts[person], minutes)
    return finish(draft)
