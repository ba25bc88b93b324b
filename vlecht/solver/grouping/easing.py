"""An easier task whose groups cost no more: what it is proven to cost at least, the task costs at least too.

Friends make every pupil a class of its own, and a kind of many pupils is rarely left alone. Without them
pupils of one level and kind are interchangeable, and what took minutes is often proven in a second or two.
Where friends have levels that should lie close, though, most of the cost is what friends make groups reach
(``reach``): there nothing is left out.
"""

from __future__ import annotations

from dataclasses import replace

from ortools.sat.python import cp_model

from vlecht.solver.grouping.compose import state
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups, Term
from vlecht.solver.grouping.terms.company import Friends, NotAlone
from vlecht.solver.grouping.terms.levels import Spread
from vlecht.solver.run import Clock, Settings, run

FEW = 8
"""Kinds of more pupils than this are not asked about: one of them is hardly ever alone."""


def eased(task: Task) -> Task | None:
    """The task without what tells nearly everybody apart; ``None`` when that makes it no easier."""
    if {Friends, Spread} <= {type(term) for term in task.terms}:
        return None
    terms: list[Term] = []
    for term in task.terms:
        if isinstance(term, NotAlone):
            few = tuple(kind for kind in term.kinds if len(kind) <= FEW)
            if few:
                terms.append(replace(term, kinds=few))
        elif not isinstance(term, Friends):
            terms.append(term)
    easier = replace(task, terms=tuple(terms), guides=())
    return easier if len(easier.classes) < len(task.classes) else None


def bound_of(task: Task, clock: Clock, settings: Settings, seconds: float, hint: Groups) -> tuple[int, bool]:
    """What any groups of the task cost at least, as far as proven in so many seconds; and whether that is
    all there is to prove."""
    model = cp_model.CpModel()
    counts = state(task, model)
    counts.hint(hint)
    model.minimize(cp_model.LinearExpr.sum(counts.objective))
    names = ("max_lp", "reduced_costs")[: settings.workers]
    chosen = replace(settings, workers=len(names), subsolvers=names)
    outcome = run(model, clock, chosen, seconds)
    return max(0, outcome.bound or 0), outcome.optimal
