"""Yes-or-no statements about a solution, to be counted by constraints and combined with one another.

An atom says itself twice, as constraints do: ``holds`` on a finished solution, ``literal`` in a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vlecht.core.constraints.posting import negation, started

if TYPE_CHECKING:
    from vlecht.core.constraints.base import Literal, Variables
    from vlecht.core.solution import View


class Atom(Protocol):
    """A statement that a solution makes true or false."""

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Some sub-event of the event has the resource in the role (position of the role in the event)."""

    event: int
    role: int
    resource: int

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return any(sub.resources[self.role] == self.resource for sub in view.subs(self.event))

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return x.assigned(self.event, self.role, self.resource)


@dataclass(frozen=True, slots=True)
class StartsAt:
    """Some sub-event of the event starts at the time."""

    event: int
    time: int

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return any(sub.start == self.time for sub in view.subs(self.event))

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return started(x, self.event, self.time)


@dataclass(frozen=True, slots=True)
class StartsWithin:
    """Some sub-event of the event starts at one of the times."""

    event: int
    times: tuple[int, ...]

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return any(sub.start in self.times for sub in view.subs(self.event))

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return x.any_of([started(x, self.event, time) for time in self.times])


@dataclass(frozen=True, slots=True)
class Placed:
    """Some sub-event of the event has a time."""

    event: int

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return any(sub.start is not None for sub in view.subs(self.event))

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        placements = x.placements(self.event)
        if all(placement.start is not None for placement in placements):
            return True
        return x.any_of([placement.literal for placement in placements if placement.start is not None])


@dataclass(frozen=True, slots=True)
class Runs:
    """The event covers the time."""

    event: int
    time: int

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return view.runs(self.event, self.time)

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return x.runs(self.event, self.time)


@dataclass(frozen=True, slots=True)
class Joins:
    """The pupil attends with the group, by fixed membership or by choice."""

    pupil: int
    group: int

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return self.group in view.joined.get(self.pupil, ())

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return x.joins(self.pupil, self.group)


@dataclass(frozen=True, slots=True)
class Busy:
    """The resource attends something at one of the times at least."""

    resource: int
    times: tuple[int, ...]

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return any(view.busy(self.resource, time) for time in self.times)

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return x.any_of([x.busy(self.resource, time) for time in self.times])


@dataclass(frozen=True, slots=True)
class Released:
    """The pupil is elsewhere while a group of theirs attends the event."""

    pupil: int
    event: int

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return (self.pupil, self.event) in view.solution.releases

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return x.released(self.pupil, self.event)


@dataclass(frozen=True, slots=True)
class All:
    """All of the statements hold; ``All(())`` always does (a constant in a sum)."""

    atoms: tuple[Atom, ...]

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return all(atom.holds(view) for atom in self.atoms)

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return x.all_of([atom.literal(x) for atom in self.atoms])


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the statements holds; ``AnyOf(())`` never does."""

    atoms: tuple[Atom, ...]

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return any(atom.holds(view) for atom in self.atoms)

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return x.any_of([atom.literal(x) for atom in self.atoms])


@dataclass(frozen=True, slots=True)
class Not:
    """The statement does not hold."""

    atom: Atom

    def holds(self, view: View) -> bool:
        """Whether it is true of the solution."""
        return not self.atom.holds(view)

    def literal(self, x: Variables) -> Literal:
        """The same as a literal of the model."""
        return negation(self.atom.literal(x))


@dataclass(frozen=True, slots=True)
class Term:
    """An atom and what it adds to a sum when it holds."""

    coefficient: int
    atom: Atom
