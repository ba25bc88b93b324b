"""The secondary sample schools: sizes and stress features as in the sources, everything else made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vlecht.models.school import Subject

Table = Mapping[str, int]
"""Subject -> hours a week. Beside these a class has an hour of reading, of mentoring and of project."""

HOURS = 25
"""Hours a week that every table must fill."""

SUBJECTS = (
    Subject(id="dutch", name="Dutch", core=True),
    Subject(id="english", name="English", core=True),
    Subject(id="maths", name="Mathematics", core=True),
    Subject(id="humanities", name="History and geography"),
    Subject(id="history", name="History"),
    Subject(id="economy", name="Economics"),
    Subject(id="science", name="Science"),
    Subject(id="physics", name="Physics"),
    Subject(id="biology", name="Biology"),
    Subject(id="social", name="Citizenship"),
    Subject(id="digital", name="Digital skills"),
    Subject(id="art", name="Art"),
    Subject(id="music", name="Music"),
    Subject(id="tech", name="Technology"),
    Subject(id="practice", name="Practical work"),
    Subject(id="work", name="Preparing for work"),
    Subject(id="pe", name="Physical education"),
    Subject(id="reading", name="Reading"),
    Subject(id="mentor", name="Mentor hour"),
    Subject(id="project", name="Project"),
    Subject(id="dyslexia", name="Help with dyslexia"),
    Subject(id="nt2", name="Dutch for newcomers"),
)
"""All subjects a secondary sample can have; a school lists those it uses."""

ROOM_KINDS: Mapping[str, str] = {
    "pe": "gym",
    "science": "lab",
    "physics": "lab",
    "biology": "lab",
    "tech": "workshop",
    "practice": "workshop",
}
"""Subjects that are not taught in a classroom."""

LOWER: Table = {
    "dutch": 4, "english": 3, "maths": 4, "humanities": 3, "science": 3, "art": 2, "music": 1, "tech": 2,
    "pe": 3,
}  # fmt: skip
UPPER: Table = {
    "dutch": 4, "english": 3, "maths": 3, "humanities": 3, "science": 3, "economy": 3, "practice": 4, "pe": 2,
}  # fmt: skip
EXAM: Table = {
    "dutch": 3, "english": 3, "maths": 4, "history": 4, "economy": 3, "physics": 3, "biology": 3, "pe": 2,
}  # fmt: skip
PRACTICAL: Table = {
    "dutch": 4, "maths": 3, "social": 2, "digital": 2, "practice": 6, "work": 4, "pe": 2, "art": 2,
}  # fmt: skip

THEORY = ("dutch", "maths", "social", "digital")
"""In practical education one teacher gives these to a class."""
SHARED = ("pe", "art", "music", "tech")
"""Subjects whose teachers belong to a site rather than to a team."""


@dataclass(frozen=True)
class Secondary:
    """What to make. ``years``: year -> (classes, hours). ``team``: classes per team at most. ``bundles``:
    subjects that one teacher gives together. ``helped``: subject -> share of the lessons with an assistant
    beside the teacher. ``support``: (need, share of the pupils) taken apart twice half an hour a week.
    ``fixed_reading``: reading and mentor half-hours at given times."""

    id: str
    name: str
    notes: str
    pupils: int
    seed: int
    years: Mapping[int, tuple[int, Table]]
    sites: tuple[str, ...] = ("main",)
    team: int = 6
    room: int = 32
    bundles: tuple[tuple[str, ...], ...] = ()
    assistants: int = 0
    helped: Mapping[str, float] = field(default_factory=dict)
    support: tuple[str, float] = ("dyslexia", 0.04)


SECONDARY: dict[str, Secondary] = {
    "p1-750": Secondary(
        id="p1-750",
        name="A secondary school of 750 pupils",
        notes="Teams of eight to ten teachers on the same five or six classes; each team's coordinator has a"
        " day a week for that.",
        pupils=750,
        seed=11,
        years={1: (7, LOWER), 2: (7, LOWER), 3: (7, UPPER), 4: (7, UPPER)},
    ),
    "p6-575": Secondary(
        id="p6-575",
        name="A secondary school of 575 pupils on two sites",
        notes="Two sites ten minutes apart, reading half-hours in the roster at the same time for everybody.",
        pupils=575,
        seed=16,
        years={1: (6, LOWER), 2: (6, LOWER), 3: (5, UPPER), 4: (5, UPPER)},
        sites=("north", "south"),
    ),
    "p7-175": Secondary(
        id="p7-175",
        name="A practical school of 175 pupils",
        notes="Small classes, 68 home languages, assistants beside the teacher in practical lessons; a cut of"
        " 170,000 euros a year is announced.",
        pupils=175,
        seed=17,
        years={1: (3, PRACTICAL), 2: (3, PRACTICAL), 3: (3, PRACTICAL), 4: (2, PRACTICAL)},
        team=6,
        room=20,
        bundles=(THEORY,),
        assistants=4,
        helped={"practice": 0.34},
        support=("nt2", 0.2),
    ),
    "p8-750": Secondary(
        id="p8-750",
        name="A secondary school of 750 pupils, to the exam",
        notes="Seven exam subjects; former teachers, interns and assistants help with mathematics.",
        pupils=750,
        seed=18,
        years={1: (6, LOWER), 2: (6, LOWER), 3: (6, LOWER), 4: (5, EXAM), 5: (5, EXAM)},
        assistants=3,
        helped={"maths": 0.25},
    ),
}
"""Sample name -> what it is."""
