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

from vlecht.models.least import Attempt, Least, Measure, Question
from vlecht.models.phrases import Phrase
from vlecht.models.result import Progress, Result, Status
from vlecht.models.school import School
from vlecht.solver.formation.least.below import confirmed, easiest, lowest, lowest_left, together
from vlecht.solver.formation.least.binding import binding
from vlecht.solver.formation.least.choices import Cut
from vlecht.solver.formation.least.state import Made, Moment, Search
from vlecht.solver.run import Clock, Settings
from vlecht.solver.solve import solve

FIRST_TRIES = 2
"""Choices that have it easiest, tried before anything was found."""
TRY_SHARE = 0.1
"""Share of the time for one staffing when it is first tried."""


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
    search = Search(question, build, measure, clock, Settings(workers, seed), on_progress)
    search.bound = question.floor(measure)
    chosen = together(search)
    if chosen is not None:
        _try(search, chosen)
    if not search.empty and not search.met:
        _from_above(search)
        _halve(search)
        _climb(search)
        _insist(search)
    return _result(search)


def _from_above(search: Search) -> None:
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
            easy = easiest(search, None)
            if easy is not None:
                _try(search, easy)


def _halve(search: Search) -> None:
    """Halves the score between the bound and the best, each time with the choice that has it easiest."""
    lowest_left(search)
    low = search.bound
    while search.best is not None and search.clock.left > 0:
        search.report("halving")
        middle = (low + search.best[1]) // 2
        if middle <= low:
            return
        chosen = easiest(search, middle)
        if chosen is not None and _try(search, chosen):
            continue
        low = middle


def _climb(search: Search) -> None:
    """Tries the best choice that is neither excluded nor put aside, until one has a roster.

    In turn with the easiest of a little less than the best so far: where the lowest can be neither proven
    impossible nor made, that is where there is something to gain.
    """
    while search.clock.left > 0 and not search.empty and not search.met:
        search.report("bound")
        outcome, chosen = lowest_left(search)
        if outcome.infeasible:
            search.empty = confirmed(search)
            return
        if search.aside or chosen is None:
            _, chosen = lowest(search, [*search.cuts, *search.aside])
        if chosen is None:
            return
        _try(search, chosen)
        if search.best is not None and search.best[1] > search.bound:
            easy = easiest(search, search.best[1] - max(1, (search.best[1] - search.bound) // 4))
            if easy is not None:
                _try(search, easy)


def _try(search: Search, chosen: frozenset[str], longer: bool = False) -> bool:
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


def _first_roster(search: Search, school: School, share: float) -> Result:
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


def _only_this(search: Search, chosen: frozenset[str]) -> bool:
    """Whether fewer people could do where these cannot: when one of them must be at a meeting of all."""
    school = search.question.school
    for meeting in school.meetings:
        if meeting.attendance == "all":
            teams = {p for c in school.clusters if c.id in meeting.clusters for p in c.team}
            members = set(meeting.staff) | teams
            if not members or members & chosen:
                return True
    return False


def _insist(search: Search) -> None:
    """Tries again, longer, what was put aside and is better than the best; the most promising first."""
    waiting = sorted(search.aside, key=lambda cut: search.question.score(cut.chosen, search.measure))
    for cut in waiting:
        score = search.question.score(cut.chosen, search.measure)
        if search.met or search.clock.left <= 1 or (search.best is not None and score >= search.best[1]):
            return
        search.aside.remove(cut)
        _try(search, cut.chosen, longer=True)
        lowest_left(search)


def _result(search: Search) -> Least:
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
