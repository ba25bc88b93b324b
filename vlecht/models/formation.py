"""What a what-if batch asks and answers: tasks, their outcomes, and the figures that schools compare."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from pydantic import Field

from vlecht.models.phrases import Phrase
from vlecht.models.roster import RuleCost
from vlecht.models.words import Words

Answer = Literal["optimal", "feasible", "infeasible", "unknown", "interrupted", "failed"]
"""``infeasible`` is proven; ``unknown``: nothing was found in the time given, which proves nothing;
``failed``: could not be computed (the message says why)."""


class Spent(Words):
    """FTE and euros a year; ``available``: what the funding source holds (``None``: not stated)."""

    fte: float = 0.0
    euros: float = 0.0
    available: float | None = None


class StaffFigures(Words):
    """Staff and money of a school, without a roster.

    Who has several roles is counted under the first. ``unpriced``: staff whose cost the file does not say.
    ``short``: euros that funding sources lack in all.
    """

    persons: int
    pupils: int
    fte: float
    euros: float
    unpriced: int = 0
    by_role: dict[str, Spent] = Field(default_factory=dict)
    by_funding: dict[str, Spent] = Field(default_factory=dict)
    short: float = 0.0


class Spread(Words):
    """The mean, least and most of something."""

    mean: float = 0.0
    least: float = 0.0
    most: float = 0.0


class RosterFigures(Words):
    """Figures of a roster; minutes are a week, over one week of the cycle.

    ``group_size``: pupils in the instruction groups. ``class_size``: pupils taught together, as a pupil
    meets it (mean over all minutes of instruction). ``instruction``: minutes in which a pupil is taught,
    less the overhead of rounds; ``in_groups``: those in instruction groups. ``support``: per supported
    pupil, ``alone`` those one to one. ``independent``: minutes of independent work per pupil;
    ``guided``: minutes per person who supervises it, ``per_guide`` pupils per supervisor.
    ``own_teacher``: minutes of a home group with an own teacher. ``faces`` and ``room_changes`` per pupil.
    ``contact``: minutes with pupils as a share of the contract, per person; ``over_95``: persons above 95 %.
    ``gaps``: idle lesson minutes between activities, per person; ``free``: minutes at school in lesson time
    without pupils, per person (preparation in school time). ``handovers``: changes of teacher in a day.
    ``breaks``: share of long days with a break of twenty minutes around noon. ``freed``: person -> minutes.
    """

    group_size: Spread = Spread()
    groups: int = 0
    class_size: float = 0.0
    instruction: Spread = Spread()
    in_groups: float = 0.0
    supported: int = 0
    support: Spread = Spread()
    alone: float = 0.0
    independent: Spread = Spread()
    guided: Spread = Spread()
    per_guide: float = 0.0
    own_teacher: Spread = Spread()
    faces: Spread = Spread()
    room_changes: Spread = Spread()
    contact: Spread = Spread()
    over_95: int = 0
    gaps: float = 0.0
    free: float = 0.0
    handovers: int = 0
    breaks: float = 1.0
    freed: dict[str, int] = Field(default_factory=dict)


class SolveOptions(Words):
    """How a task is solved; part of what its result depends on."""

    time_limit: float
    seed: int = 0
    workers: int = 1
    gap: float = 0.0
    reproducible: bool = False


class Task(Words):
    """One school to solve. A pure piece of work: the same task gives an equally valid result anywhere.

    ``key`` is a hash of all that the result depends on: the school, the options, the tool's version and the
    task whose roster it begins from (``start``). ``size`` is a measure of the work, for ordering.
    """

    key: str
    school_hash: str
    options: SolveOptions
    start: str | None = None
    size: int = 0


class Outcome(Words):
    """What came of a task. ``roster`` is a roster file's text (``None``: none was found)."""

    key: str
    answer: Answer
    cost: int | None = None
    bound: int | None = None
    gap: float | None = None
    seconds: float = 0.0
    costs: tuple[RuleCost, ...] = ()
    message: str = ""
    reasons: tuple[Phrase, ...] = ()
    figures: RosterFigures | None = None
    roster: str | None = None
    worker: str = ""


class Row(Words):
    """A line of the comparison: a scenario of a school with a seed, and the task that answers it.

    ``key`` is ``None`` where nothing is to be solved: ``obstacles`` say why no roster can exist, or
    ``skipped`` why the scenario does not apply. ``notes``: consequences that the scenario does not name.
    ``points``: axis -> point, for scenarios that come from axes.
    """

    school: str
    scenario: str
    name: str
    seed: int
    key: str | None
    staff: StaffFigures
    notes: tuple[Phrase, ...] = ()
    obstacles: tuple[Phrase, ...] = ()
    skipped: str = ""
    points: tuple[tuple[str, str], ...] = ()


def task_key(school_hash: str, options: SolveOptions, version: str, start: str | None) -> str:
    """The content hash of a task: 16 hexadecimal digits."""
    data: dict[str, Any] = {
        "school": school_hash,
        "options": options.model_dump(),
        "version": version,
        "start": start,
    }
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]
