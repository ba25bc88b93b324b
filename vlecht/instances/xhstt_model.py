"""An XHSTT archive in memory: core problems and solutions, and what the core has no place for.

The format is that of the archive XHSTT-2014 (Post et al., Annals of Operations Research 218, 2014).
Everything that decides or costs lives in the core; the rest is kept beside it, so that writing an
archive gives back what was read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vlecht.core.problem import Problem
from vlecht.core.solution import Solution

Fields = tuple[tuple[str, str], ...]
"""(element name, text) in the order of the file."""


@dataclass(frozen=True, slots=True)
class Listing:
    """How a constraint names what it applies to and its targets: (element name, id), in file order.

    The core's constraint holds the same expanded to indices; groups are named here only.
    """

    applies_to: Fields = ()
    targets: Fields = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance: the core problem and the words around it."""

    problem: Problem
    metadata: Fields = ()
    type_names: dict[str, str] = field(default_factory=dict)
    """Resource type id -> name."""
    colours: dict[str, str] = field(default_factory=dict)
    """Time, resource or event id, prefixed by its element name and a space -> colour."""
    event_resource_groups: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Event -> ids of the resource groups whose resources attend it; they are its last roles."""
    listings: dict[str, Listing] = field(default_factory=dict)
    """Constraint id -> how the file names its points of application."""


@dataclass(frozen=True, slots=True)
class StoredSolution:
    """One solution, with what its author says of it. ``report`` is the element as XML text."""

    instance: str
    solution: Solution
    description: str | None = None
    running_time: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class SolutionGroup:
    """Solutions handed in together."""

    id: str
    metadata: Fields = ()
    solutions: tuple[StoredSolution, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """Instances and groups of solutions to them."""

    instances: tuple[Instance, ...] = ()
    solution_groups: tuple[SolutionGroup, ...] = ()
    id: str | None = None
    metadata: Fields = ()

    def instance(self, id: str) -> Instance:
        """The instance of the id; raises ``KeyError``."""
        for instance in self.instances:
            if instance.problem.id == id:
                return instance
        raise KeyError(id)
