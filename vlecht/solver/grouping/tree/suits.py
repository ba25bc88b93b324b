"""Which tasks a tree says something about."""

from __future__ import annotations

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.company import Friends
from vlecht.solver.grouping.terms.levels import Spread

MOST_GROUPS = 6
"""With more groups than this, trees have told too little to be worth their time."""


def suits(task: Task) -> bool:
    """Whether levels should lie close together and pupils have friends, in a few groups. Where nobody has
    friends many pupils are interchangeable, and CP-SAT does not tell those apart in vain."""
    terms = {type(term) for term in task.terms}
    return not task.guides and {Friends, Spread} <= terms and 1 < len(task.groups) <= MOST_GROUPS
