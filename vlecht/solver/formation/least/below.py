"""What the relaxations say in a search for the least staff: bounds, and the choice to be tried next."""

from __future__ import annotations

from dataclasses import replace

from vlecht.solver.formation.least.choices import Cut, Facts
from vlecht.solver.formation.least.joint import JointModel
from vlecht.solver.formation.least.parts import PartsModel
from vlecht.solver.formation.least.state import Search
from vlecht.solver.run import Outcome, run

PARTS_SECONDS = 20.0
"""For the relaxation by parts of days: usually optimal in a few."""
EASE_SECONDS = 5.0
EASE_LIMIT = 30.0
"""For whom it is easiest for some money: any good answer will do, and longer only where there is none yet."""
JOINT_UNITS = 120
"""Schools of up to so many lessons a week are also bounded by times and people together."""
JOINT_SHARE = 0.25
"""Share of the time for that."""


def together(search: Search) -> frozenset[str] | None:
    """On small schools a bound by times and people together, and the choice that it is for."""
    joint = JointModel(search.question, search.measure)
    if not joint.possible:
        search.empty = True
        return None
    if len(joint.week.units) > JOINT_UNITS:
        return None
    search.report("times and people together")
    outcome = _minimise(search, joint, JOINT_SHARE * search.clock.limit)
    if outcome.infeasible:
        again = run(joint.model, search.clock, search.settings.other, search.clock.left)
        search.empty = again.infeasible
    elif outcome.bound is not None:
        search.raise_to(outcome.bound)
    return joint.choices.chosen(outcome.value) if outcome.found else None


def _minimise(search: Search, model: PartsModel | JointModel, seconds: float) -> Outcome:
    # From its floor, so that nothing is negative: CP-SAT says 0 for a bound that it does not have yet.
    floor = search.question.floor(search.measure)
    model.model.minimize(model.choices.score - floor)
    outcome = run(model.model, search.clock, search.settings, min(seconds, search.clock.left))
    bound = None if outcome.bound is None else max(0, outcome.bound) + floor
    return replace(outcome, objective=None, bound=bound)


def easiest(search: Search, score: int | None) -> frozenset[str] | None:
    """The choice of at most that score that has most spare hands, tried ones left out."""
    model = PartsModel(search.question, search.measure)
    model.choices.exclude([*search.cuts, *search.aside], Facts(model.model))
    if not model.possible:
        return None
    if score is not None:
        model.model.add(model.choices.score <= score)
    model.model.maximize(model.ease())
    outcome = run(model.model, search.clock, search.settings, EASE_LIMIT, patience=EASE_SECONDS)
    return model.choices.chosen(outcome.value) if outcome.found else None


def lowest(search: Search, cuts: list[Cut]) -> tuple[Outcome, frozenset[str] | None]:
    """The best choice outside the cuts. What it says bounds the whole only when all of those are proven."""
    model = PartsModel(search.question, search.measure)
    if not model.possible:
        search.empty = True
    model.choices.exclude(cuts, Facts(model.model))
    # Nothing at or above the best score is of interest.
    if search.best is not None:
        model.model.add(model.choices.score <= search.best[1] - 1)
    outcome = _minimise(search, model, PARTS_SECONDS)
    return outcome, model.choices.chosen(outcome.value) if outcome.found else None


def lowest_left(search: Search) -> tuple[Outcome, frozenset[str] | None]:
    """The best choice that no proof excludes; raises the bound to it, or to the best where none is left."""
    outcome, chosen = lowest(search, search.cuts)
    if outcome.infeasible and search.best is not None:
        search.raise_to(search.best[1])
    elif outcome.bound is not None and not outcome.infeasible:
        search.raise_to(outcome.bound)
    return outcome, chosen


def confirmed(search: Search) -> bool:
    """Whether a second configuration agrees that nothing is left."""
    if search.best is not None:
        return False
    model = PartsModel(search.question, search.measure)
    model.choices.exclude(search.cuts, Facts(model.model))
    return run(model.model, search.clock, search.settings.other, search.clock.left).infeasible
