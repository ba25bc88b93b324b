"""The search for the least staff, or the most within a budget: bounds from below, rosters from above, until
they meet.

A choice (of options, and of ways in which things are given) has a score; the least is best. From above: a
choice that certainly could do, then halving the score between it and the bound, each time with the choice
that has it easiest. From below: the best that no proof excludes. A choice gets a whole roster made and
checked. Where none is found: a proof excludes it with all that can be no better (a combinatorial Benders cut)
and raises the bound; without a proof it is only put aside, and stays above the bound. What was put aside is
tried longer at the end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Protocol

from vlecht.models.least import Attempt, Least, Measure, Question
from vlecht.models.phrases import Phrase
from vlecht.models.result import Progress, Result, Status
from vlecht.models.school import School
from vlecht.solver.formation.least.binding import binding
from vlecht.solver.formation.least.choices import Cut, Facts
from vlecht.solver.formation.least.joint import JointModel
from vlecht.solver.formation.least.parts import PartsModel
from vlecht.solver.run import Clock, Outcome, Settings, run
from vlecht.solver.solve import solve

PARTS_SECONDS = 20.0
"""For the relaxation by parts of days: usually optimal in a few."""
EASE_SECONDS = 5.0
EASE_LIMIT = 30.0
"""For whom it is easiest for some money: any good answer will do, and longer only where there is none yet."""
JOINT_UNITS = 120
"""Schools of up to so many lessons a week are also bounded by times and people together."""
JOINT_SHARE = 0.25
"""Share of the time for that."""
FIRST_TRIES = 2
"""Choices that have it easiest, tried before anything was found."""
TRY_SHARE = 0.1
"""Share of the time for one staffing when it is first tried."""


class Made(Protocol):
    """The school of a staffing; ``obstacles``: why it can have no roster, by plain arithmetic."""

    @property
    def school(self) -> School:
        """The school."""

    @property
    def obstacles(self) -> tuple[Phrase, ...]:
        """Reasons."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How a search stands: what it does, the best score so far, the bound."""

    seconds: float
    stage: str
    score: int | None
    bound: int


@dataclass
class _Search:
    question: Question
    build: Callable[[Collection[str]], Made]
    measure: Measure
    clock: Clock
    settings: Settings
    on_progress: Callable[[Moment], None] | None
    cuts: list[Cut] = field(default_factory=list)
    aside: list[Cut] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    best: tuple[frozenset[str], int, School, Result] | None = None
    bound: int = 0
    empty: bool = False
    """Whether nothing is left that is not proven impossible."""

    @property
    def met(self) -> bool:
        """Whether bound and score have met."""
        return self.best is not None and self.best[1] <= self.bound

    def report(self, stage: str) -> None:
        """Tells the caller where we are."""
        if self.on_progress is not None:
            score = self.best[1] if self.best else None
            self.on_progress(Moment(self.clock.elapsed, stage, score, self.bound))


def find_least(
    question: Question,
    build: Callable[[Collection[str]], Made],
    *,
    measure: Measure = "euros",
    time_limit: float = 300.0,
    seed: int = 0,
    workers: int = 8,
    on_progress: Callable[[Moment], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Least:
    """The least with a roster, among the options and ways of the question and within its budget.

    ``build`` gives the school of a choice. The bound holds whatever the time: when it equals the score,
    nothing better can exist. Out of time and interrupted are results, not exceptions.
    """
    clock = Clock(time_limit, should_stop or (lambda: False))
    search = _Search(question, build, measure, clock, Settings(workers, seed), on_progress)
    search.bound = question.floor(measure)
    _first_bound(search)
    if not search.empty and not search.met:
        _from_above(search)
        _halve(search)
        _climb(search)
        _insist(search)
    return _result(search)


def _first_bound(search: _Search) -> None:
    """On small schools: times and people together."""
    joint = JointModel(search.question, search.measure)
    if not joint.possible:
        search.empty = True
        return
    if len(joint.week.units) > JOINT_UNITS:
        return
    search.report("times and people together")
    outcome = _minimise(search, joint, JOINT_SHARE * search.clock.limit)
    if outcome.infeasible:
        again = run(joint.model, search.clock, search.settings.other, search.clock.left)
        search.empty = again.infeasible
    elif outcome.bound is not None:
        _raise(search, outcome.bound)
    if outcome.found:
        _try(search, joint.choices.chosen(outcome.value))


def _minimise(search: _Search, model: PartsModel | JointModel, seconds: float) -> Outcome:
    # From its floor, so that nothing is negative: CP-SAT says 0 for a bound that it does not have yet.
    floor = search.question.floor(search.measure)
    model.model.minimize(model.choices.score - floor)
    outcome = run(model.model, search.clock, search.settings, min(seconds, search.clock.left))
    bound = None if outcome.bound is None else max(0, outcome.bound) + floor
    return replace(outcome, objective=None, bound=bound)


def _raise(search: _Search, score: int) -> None:
    """A proven bound on the score."""
    search.bound = max(search.bound, score)


def _from_above(search: _Search) -> None:
    """A first choice with a roster: the school as it is, everybody in their fullest way, or the easiest."""
    question = search.question
    given = {ways[0].id for ways in question.by_delivery.values() if len(ways) > 1}
    now = given | {options[0].id for options in question.by_person.values() if not options[0].hired}
    full = given | {max(o, key=lambda option: option.staff.fte).id for o in question.by_person.values()}
    for chosen in [now] if question.at_most is not None else [now, full]:
        if search.best is None and search.clock.left > 0 and question.affordable(chosen):
            _try(search, frozenset(chosen))
    for _ in range(FIRST_TRIES):
        if search.best is None and search.clock.left > 0:
            easiest = _easiest(search, None)
            if easiest is not None:
                _try(search, easiest)


def _halve(search: _Search) -> None:
    """Halves the score between the bound and the best, each time with the choice that has it easiest."""
    _lowest_raising(search)
    low = search.bound
    while search.best is not None and search.clock.left > 0:
        search.report("halving")
        middle = (low + search.best[1]) // 2
        if middle <= low:
            return
        chosen = _easiest(search, middle)
        if chosen is not None and _try(search, chosen):
            continue
        low = middle


def _easiest(search: _Search, score: int | None) -> frozenset[str] | None:
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


def _climb(search: _Search) -> None:
    """Tries the best choice that is neither excluded nor put aside, until one has a roster.

    In turn with the easiest of a little less than the best so far: where the lowest can be neither proven
    impossible nor made, that is where there is something to gain.
    """
    while search.clock.left > 0 and not search.empty and not search.met:
        search.report("bound")
        outcome, chosen = _lowest_raising(search)
        if outcome.infeasible:
            search.empty = _confirmed(search)
            return
        if search.aside or chosen is None:
            _, chosen = _lowest(search, [*search.cuts, *search.aside])
        if chosen is None:
            return
        _try(search, chosen)
        if search.best is not None and search.best[1] > search.bound:
            easy = _easiest(search, search.best[1] - max(1, (search.best[1] - search.bound) // 4))
            if easy is not None:
                _try(search, easy)


def _lowest(search: _Search, cuts: list[Cut]) -> tuple[Outcome, frozenset[str] | None]:
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


def _lowest_raising(search: _Search) -> tuple[Outcome, frozenset[str] | None]:
    """The best choice that no proof excludes; raises the bound to it, or to the best where none is left."""
    outcome, chosen = _lowest(search, search.cuts)
    if outcome.infeasible and search.best is not None:
        _raise(search, search.best[1])
    elif outcome.bound is not None and not outcome.infeasible:
        _raise(search, outcome.bound)
    return outcome, chosen


def _confirmed(search: _Search) -> bool:
    """Whether a second configuration agrees that nothing is left."""
    if search.best is not None:
        return False
    model = PartsModel(search.question, search.measure)
    model.choices.exclude(search.cuts, Facts(model.model))
    return run(model.model, search.clock, search.settings.other, search.clock.left).infeasible


def _try(search: _Search, chosen: frozenset[str], longer: bool = False) -> bool:
    """Makes a roster with a choice (whether it could), or finds why there is none, or puts it aside."""
    score = search.question.score(chosen, search.measure)
    made = search.build(chosen)
    if made.obstacles:
        search.attempts.append(Attempt(chosen, score, "infeasible", made.obstacles))
        search.cuts.append(Cut(chosen, _only_this(search, chosen), made.obstacles))
        return False
    search.report("roster")
    share = 1.0 if longer else TRY_SHARE
    result = _first_roster(search, made.school, share)
    reasons: tuple[Phrase, ...] = ()
    if result.roster is not None:
        if search.best is None or score < search.best[1]:
            search.best = (chosen, score, made.school, result)
    elif result.status == "infeasible":
        reasons = result.reasons
        search.cuts.append(Cut(chosen, _only_this(search, chosen), reasons))
    else:
        search.aside.append(Cut(chosen, _only_this(search, chosen)))
    answer: Status = "feasible" if result.roster is not None else result.status
    search.attempts.append(Attempt(chosen, score, answer, reasons))
    return result.roster is not None


def _first_roster(search: _Search, school: School, share: float) -> Result:
    """The first roster that is found: how good it is does not matter yet."""
    found = threading.Event()

    def look(progress: Progress) -> None:
        if progress.cost is not None:
            found.set()

    return solve(
        school,
        time_limit=min(search.clock.left, max(10.0, share * search.clock.limit)),
        seed=search.settings.seed + len(search.attempts),
        workers=search.settings.workers,
        on_progress=look,
        should_stop=lambda: found.is_set() or search.clock.should_stop(),
    )


def _only_this(search: _Search, chosen: frozenset[str]) -> bool:
    """Whether fewer people could do where these cannot: when one of them must be at a meeting of all."""
    school = search.question.school
    for meeting in school.meetings:
        if meeting.attendance == "all":
            teams = {p for c in school.clusters if c.id in meeting.clusters for p in c.team}
            members = set(meeting.staff) | teams
            if not members or members & chosen:
                return True
    return False


def _insist(search: _Search) -> None:
    """Tries again, longer, what was put aside and is better than the best; the most promising first."""
    waiting = sorted(search.aside, key=lambda cut: search.question.score(cut.chosen, search.measure))
    for cut in waiting:
        score = search.question.score(cut.chosen, search.measure)
        if search.met or search.clock.left <= 1 or (search.best is not None and score >= search.best[1]):
            return
        search.aside.remove(cut)
        _try(search, cut.chosen, longer=True)
        _lowest_raising(search)


def _result(search: _Search) -> Least:
    question, measure = search.question, search.measure
    best = search.best
    score = best[1] if best else None
    bound = min(search.bound, score) if score is not None else search.bound
    search.report("binding facts")
    impossible = search.empty and best is None
    facts, minimal = binding(
        question, measure, search.cuts, None if impossible else bound, search.settings, search.clock
    )
    return Least(
        measure=measure,
        chosen=best[0] if best else None,
        score=score,
        bound=bound,
        school=best[2] if best else None,
        roster=best[3].roster if best else None,
        facts=facts,
        minimal=minimal,
        attempts=tuple(search.attempts),
        impossible=impossible,
        seconds=search.clock.elapsed,
    )
