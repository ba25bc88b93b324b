"""Nobody the only one of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation
from vlecht.core.constraints.posting import negation, penalty

if TYPE_CHECKING:
    from vlecht.core.atoms import Atom
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class AvoidLone(Constraint):
    """Per (name, atoms): 1 when exactly one of the atoms holds, else 0."""

    sets: tuple[tuple[str, tuple[Atom, ...]], ...]
    kind = "AvoidLone"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per set."""
        for name, atoms in self.sets:
            if sum(atom.holds(view) for atom in atoms) == 1:
                yield Deviation(name, 1)

    def post(self, x: Variables) -> None:
        """State the same in the model: some hold and not two."""
        for name, atoms in self.sets:
            literals = [atom.literal(x) for atom in atoms]
            number = x.total(literals)
            if isinstance(number, int):
                x.charge(self, name, int(number == 1), 1)
                continue
            several = x.model.new_bool_var("several")
            x.model.add(number >= 2 * several)
            x.charge(self, name, penalty(x, self, [x.any_of(literals), negation(several)]), 1)
