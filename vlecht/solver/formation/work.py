"""The work of one task: a pure function from text to text, so that any process on any machine can do it."""

from __future__ import annotations

import json
import time
from typing import Any

from vlecht.models.formation import Outcome, Task
from vlecht.models.index import SchoolIndex
from vlecht.models.result import Result
from vlecht.models.roster import Roster
from vlecht.models.school import School
from vlecht.rules.judge import judge
from vlecht.solver.formation.figures import roster_figures
from vlecht.solver.formation.warm import adapt
from vlecht.solver.solve import solve


def parcel(task: Task, school: str, start: str | None) -> str:
    """What is sent to a worker: the task, its school file's text, and the roster file to begin from."""
    return json.dumps({"task": task.model_dump(), "school": json.loads(school), "start": start})


def work(text: str) -> str:
    """Solves the task in a parcel within its time limit; the outcome as JSON text.

    What goes wrong with the school is an answer; an exception means a fault in the program.
    """
    data = json.loads(text)
    task = Task.model_validate(data["task"])
    school = School.model_validate(data["school"])
    outcome = _solve(task, school, data["start"])
    return outcome.model_dump_json()


def _solve(task: Task, school: School, start: str | None) -> Outcome:
    options = task.options
    began = time.monotonic()
    begin = None
    if start is not None:
        begin = adapt(school, Roster.model_validate_json(start), options)
    left = options.time_limit
    if not options.reproducible:
        left = max(1.0, left - (time.monotonic() - began))
    result = solve(
        school,
        time_limit=left,
        seed=options.seed,
        workers=options.workers,
        gap=options.gap,
        start=begin,
        reproducible=options.reproducible,
    )
    return _outcome(task, school, result, time.monotonic() - began)


def _outcome(task: Task, school: School, result: Result, seconds: float) -> Outcome:
    found: dict[str, Any] = {
        "key": task.key,
        "answer": result.status,
        "seconds": round(seconds, 2),
        "message": result.message,
        "reasons": result.reasons,
    }
    if result.roster is None:
        return Outcome(**found)
    index = SchoolIndex(school)
    judgement = judge(index, result.roster)
    if judgement.hard:
        # The checker has the last word: a roster it rejects is none.
        sentences = "; ".join(violation.sentence for violation in judgement.hard[:3])
        return Outcome(**found | {"answer": "unknown", "message": f"the checker rejects it: {sentences}"})
    found |= {
        "cost": judgement.cost,
        "bound": result.bound,
        "gap": result.gap,
        "costs": result.costs,
        "figures": roster_figures(index, result.roster),
        "roster": result.roster.model_dump_json(exclude_defaults=True),
    }
    return Outcome(**found)
