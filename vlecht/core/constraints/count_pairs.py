"""Pairs among the statements that hold: who meets whom again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vlecht.core.constraints.base import Constraint, Deviation

if TYPE_CHECKING:
    from vlecht.core.atoms import Atom
    from vlecht.core.constraints.base import Variables
    from vlecht.core.solution import View


@dataclass(frozen=True, kw_only=True)
class CountPairs(Constraint):
    """Per (name, atoms): n(n - 1)/2 when n of the atoms hold, the number of pairs among them."""

    sets: tuple[tuple[str, tuple[Atom, ...]], ...]
    kind = "CountPairs"

    def deviations(self, view: View) -> Iterator[Deviation]:
        """One point per set."""
        for name, atoms in self.sets:
            number = sum(atom.holds(view) for atom in atoms)
            if number > 1:
                yield Deviation(name, number * (number - 1) // 2)

    def post(self, x: Variables) -> None:
        """State the same in the model: pairs lie on or above every line through two neighbouring points."""
        for name, atoms in self.sets:
            number = x.total([atom.literal(x) for atom in atoms])
            most = len(atoms) * (len(atoms) - 1) // 2
            if isinstance(number, int):
                x.charge(self, name, number * (number - 1) // 2, most)
                continue
            pairs = x.model.new_int_var(0, most, "pairs")
            for k in range(1, len(atoms)):
                x.model.add(pairs >= k * number - k * (k + 1) // 2)
            x.charge(self, name, pairs, most)
