"""Better groups: in neighbourhoods until those find nothing more, then from far away, and so on."""

from __future__ import annotations

from collections.abc import Callable

from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.terms.base import Groups
from vlecht.solver.grouping.tree.anneal import Annealing
from vlecht.solver.grouping.tree.near import Near
from vlecht.solver.grouping.tree.tables import Tables
from vlecht.solver.run import Clock


class Looking:
    """Looks for better groups of a task, and goes on where it stopped."""

    def __init__(self, task: Task, tables: Tables) -> None:
        self.task = task
        self._annealing = Annealing(task, tables)
        self._near = Near(task, tables)
        self._far = False
        self._began = False

    def better(
        self,
        clock: Clock,
        seconds: float,
        groups: Groups,
        least: Callable[[], int],
        seed: int,
        stop: Callable[[], bool] = lambda: False,
    ) -> Groups:
        """The best groups found, no worse than given ones, in so many seconds or until they cost the
        ``least`` they can."""
        until, best, cost = clock.used + seconds, groups, self.task.cost(groups)
        near, annealing = self._near, self._annealing
        if not self._began:
            near.begin(groups)
            self._began = True
        while cost > least() and clock.used < until and clock.left > 0 and not stop():
            if self._far:
                annealing.go(clock, until - clock.used, seed, stop)
                if annealing.done:
                    near.begin(annealing.groups or groups, cost)
                    self._far = False
            else:
                near.better(clock, until - clock.used, least, seed, stop)
                if near.stuck:
                    annealing.begin(groups)
                    self._far = True
            found = self.task.cost(near.groups)
            if found < cost:
                best, cost = near.groups, found
        return best
