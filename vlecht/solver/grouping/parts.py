"""What of a school's groups is composed at once: a set of groups, coupled sets, or enrolment in workshops."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from vlecht.models.deliveries import FlexDelivery, WorkshopsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.plan import Plan, PupilChoice
from vlecht.solver.grouping.asked import Circumstances
from vlecht.solver.grouping.compose import Composed, compose_task
from vlecht.solver.grouping.couplings import Coupling, couplings_of
from vlecht.solver.grouping.descent import completed
from vlecht.solver.grouping.easing import bound_of, eased
from vlecht.solver.grouping.enrol import enrol
from vlecht.solver.grouping.enrolments import Enrolments
from vlecht.solver.grouping.fitting import places_of
from vlecht.solver.grouping.joint import components, compose_jointly, cost_of, faults_of
from vlecht.solver.grouping.searching import Searching
from vlecht.solver.grouping.statement import task_of
from vlecht.solver.grouping.task import Task
from vlecht.solver.grouping.tree.ready import ready
from vlecht.solver.grouping.tree.suits import suits
from vlecht.solver.grouping.workshop_task import WorkshopTask
from vlecht.solver.run import Clock, Settings

Members = Mapping[str, tuple[str, ...]]
"""Group -> pupils."""


@dataclass
class Part(ABC):
    """A part with the best that was found for it (``members`` empty: nothing yet).

    ``bound``: proven of the cost of any groups. ``impossible``: proven that there are none.
    """

    name: str
    members: dict[str, tuple[str, ...]] = field(default_factory=dict, kw_only=True)
    moments: dict[str, str] = field(default_factory=dict, kw_only=True)
    cost: int = field(default=0, kw_only=True)
    bound: int = field(default=0, kw_only=True)
    impossible: bool = field(default=False, kw_only=True)

    @property
    @abstractmethod
    def size(self) -> int:
        """How many sets of groups it has."""

    @abstractmethod
    def compose(self, clock: Clock, settings: Settings, seconds: float) -> None:
        """Better it in about so many seconds."""

    @property
    def gap(self) -> int:
        """What might still be gained."""
        return self.cost - self.bound

    def offer(
        self, members: Members, cost: int, bound: int, moments: Mapping[str, str] | None = None
    ) -> None:
        """Take groups when they are better than what there is, and a bound when it is higher."""
        if not self.members or cost < self.cost:
            self.members, self.cost, self.moments = dict(members), cost, dict(moments or {})
        self.bound = max(self.bound, min(bound, self.cost))


@dataclass
class Alone(Part):
    """One set of groups. ``easier``: a task that bounds it from below, until that has told all.
    ``searching``: the tree that bounds and betters it, from its first longer turn on, where it is ``suited``
    to have one."""

    task: Task
    easier: Task | None = None
    searching: Searching | None = None
    suited: bool = False

    def __post_init__(self) -> None:
        """Find the easier task, and whether there may be a tree."""
        self.easier = eased(self.task)
        self.suited = suits(self.task)

    @property
    def size(self) -> int:
        """One."""
        return 1

    def begin(self, members: Members) -> None:
        """Start from given groups, newcomers where they fit best, when no hard rule is broken."""
        groups = completed(self.task, self.task.positions(members))
        if not self.task.faults(groups):
            self.offer(self.task.named(groups), self.task.cost(groups), 0)

    def compose(self, clock: Clock, settings: Settings, seconds: float) -> None:
        """The task by itself; in longer turns the easier one first, for its bound."""
        until = clock.used + seconds
        if self.members and (self.searching or (seconds > LONG and self.searched(clock))):
            assert self.searching is not None
            self.searching.compose(clock, settings, seconds)
            return
        if self.members and self.easier is not None and seconds > LONG:
            self._ease(self.easier, clock, settings, seconds)
            if self.gap <= 0:
                return
        hint = self.task.positions(self.members) if self.members else None
        self._take(compose_task(self.task, clock, settings, until - clock.used, hint, self.bound))

    def searched(self, clock: Clock) -> bool:
        """Whether it has a tree, and trees can be used by now."""
        if self.searching is None and self.suited and ready(clock):
            from vlecht.solver.grouping.tree.prove import tree_of  # takes long before trees are ready

            tree = tree_of(self.task)
            self.searching = None if tree is None else Searching(self, tree)
            self.suited = tree is not None
        return self.searching is not None

    def _ease(self, easier: Task, clock: Clock, settings: Settings, seconds: float) -> None:
        """The easier task until it has told all, with a second worker better groups beside it."""
        hint = self.task.positions(self.members)
        if settings.workers == 1 or clock.deterministic:
            bound, told = bound_of(easier, clock, settings, seconds / 2, hint)
        else:
            done = threading.Event()
            meanwhile = replace(clock, should_stop=lambda: done.is_set() or clock.should_stop())
            one = replace(settings, workers=1)
            with ThreadPoolExecutor(1) as pool:
                beside = pool.submit(compose_task, self.task, meanwhile, one, seconds, hint, self.bound)
                try:
                    bound, told = bound_of(
                        easier, clock, replace(settings, workers=settings.workers - 1), seconds, hint
                    )
                finally:
                    done.set()
            self._take(beside.result())
        self.offer(self.members, self.cost, bound)
        self.easier = None if told else easier

    def _take(self, found: Composed) -> None:
        self.impossible = found.impossible
        if found.groups is not None:
            self.offer(self.task.named(found.groups), found.cost, found.bound)


@dataclass
class Coupled(Part):
    """Sets of groups that have to do with each other."""

    tasks: Mapping[str, Task]
    couplings: Sequence[Coupling]

    @property
    def size(self) -> int:
        """All its sets."""
        return len(self.tasks)

    def begin(self, members: Members) -> None:
        """Start from given groups, newcomers where they fit best, when no hard rule is broken."""
        whole = {name: completed(task, task.positions(members)) for name, task in self.tasks.items()}
        if not faults_of(self.tasks, self.couplings, whole):
            named = [task.named(whole[name]) for name, task in self.tasks.items()]
            self.offer(
                {g: p for found in named for g, p in found.items()},
                cost_of(self.tasks, self.couplings, whole),
                0,
            )

    def compose(self, clock: Clock, settings: Settings, seconds: float) -> None:
        """All tasks in one model."""
        hint = {name: task.positions(self.members) for name, task in self.tasks.items()}
        found = compose_jointly(
            self.tasks, self.couplings, clock, settings, seconds, hint if self.members else None
        )
        self.impossible = found.impossible
        if found.groups is not None:
            named = [self.tasks[name].named(groups) for name, groups in found.groups.items()]
            self.offer({g: p for part in named for g, p in part.items()}, found.cost, found.bound)


@dataclass
class Enrolled(Part):
    """Workshops, with the moments of their sections."""

    task: WorkshopTask
    evenly: bool

    @property
    def size(self) -> int:
        """One."""
        return 1

    def compose(self, clock: Clock, settings: Settings, seconds: float) -> None:
        """Sections and pupils in one model."""
        start = Enrolments(self.members, self.moments, self.cost, self.bound) if self.members else None
        found = enrol(self.task, clock, settings, max(ENROL, seconds), self.evenly, start)
        if found is not None:
            self.offer(found.members, found.cost, found.bound, found.moments)


LONG = 0.5
"""A turn of more seconds than this has time for a bound."""
ENROL = 1.0
"""Seconds that enrolling in workshops gets at least."""


@dataclass
class FlexHours(Part):
    """The flex hours of a delivery, one after the other: each is composed knowing the ones before."""

    index: SchoolIndex
    hours: Sequence[PupilChoice]

    @property
    def size(self) -> int:
        """One per hour."""
        return len(self.hours)

    def compose(self, clock: Clock, settings: Settings, seconds: float) -> None:
        """Hour by hour. What is proven of an hour holds only after the hours before: no bound."""
        members: dict[str, tuple[str, ...]] = {}
        earlier: tuple[tuple[str, ...], ...] = ()
        cost = 0
        for choice in self.hours:
            task = task_of(self.index, choice, Circumstances(earlier=earlier))
            found = compose_task(task, clock, settings, seconds / len(self.hours))
            if found.groups is None:
                self.impossible = found.impossible
                return
            members |= task.named(found.groups)
            cost += found.cost
            earlier += tuple(members[group] for group in choice.groups)
        self.offer(members, cost, 0)


def parts_of(
    index: SchoolIndex,
    plan: Plan,
    subjects: Sequence[str] = (),
    evenly: bool = False,
    fitting: bool = False,
) -> Iterator[Part]:
    """The parts of a plan's groups, of some subjects only when they are named.

    ``evenly``: sections of workshops are spread over their moments. ``fitting``: level groups are no larger
    than the rooms at hand. Both are no rules, but help to find staff and rooms.
    """
    sets: dict[str, list[PupilChoice]] = {}
    for choice in plan.choices:
        if not choice.guest and (not subjects or index.deliveries[choice.delivery].subject in subjects):
            sets.setdefault(choice.delivery, []).append(choice)
    tasks: dict[str, Task] = {}
    for name, choices in sets.items():
        delivery = index.deliveries[name]
        if isinstance(delivery, WorkshopsDelivery):
            yield Enrolled(name, WorkshopTask(index, plan, delivery), evenly)
        elif isinstance(delivery, FlexDelivery):
            yield FlexHours(name, index, choices)
        else:
            places = places_of(index, plan, choices[0]) if fitting else ()
            tasks[name] = task_of(index, choices[0], Circumstances(places=places))
    for names, couplings in components(tasks, couplings_of(index, tasks)):
        if couplings:
            yield Coupled(names[0], {name: tasks[name] for name in names}, couplings)
        else:
            yield Alone(names[0], tasks[names[0]])
