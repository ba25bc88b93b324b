"""Which tasks a tree says something about."""

from __future__ import annotations

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.company import Apart, Friends, NotAlone, Scattered, Together
from vlecht.solver.grouping.terms.levels import Share, Spread
from vlecht.solver.grouping.terms.named import Named
from vlecht.solver.grouping.terms.places import Priced
from vlecht.solver.grouping.terms.sizes import Even, Limit, Seated

MOST_GROUPS = 6
"""With more groups than this, trees have told too little to be worth their time."""

MOST_WEIGHT = 1000
"""With heavier points a bound that grows by one gets nowhere, and costs come near a broken rule."""
MOST_PUPILS = 1000
"""Numbers of pupils are packed in ten bits (``kinds``)."""

BOUNDED = frozenset(
    (Apart, Even, Friends, Limit, Named, NotAlone, Priced, Scattered, Seated, Share, Spread, Together)
)
"""Terms that trees know (``making``)."""


def suits(task: Task) -> bool:
    """Whether levels should lie close together and pupils have friends, in a few groups. Where nobody has
    friends many pupils are interchangeable, and CP-SAT does not tell those apart in vain."""
    terms = {type(term) for term in task.terms}
    light = all(term.hard or term.weight <= MOST_WEIGHT for term in task.terms)
    few = 1 < len(task.groups) <= MOST_GROUPS and len(task.pupils) <= MOST_PUPILS
    return few and light and not task.guides and {Friends, Spread} <= terms <= BOUNDED
