"""Why groups are as they are: what rules would charge elsewhere, and who moved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """What a rule would charge more (or, below 0, less): in its own unit, and in cost (0 when it is hard)."""

    rule: str
    amount: int
    cost: int
    hard: bool


@dataclass(frozen=True)
class Elsewhere:
    """A pupil in another group: what that does, and the best swap (``partner`` comes back), if any is better.

    ``closed``: a pin keeps the pupil out.
    """

    pupil: str
    group: str
    effects: tuple[Effect, ...]
    closed: bool = False
    partner: str | None = None
    swapped: tuple[Effect, ...] = ()

    @property
    def cost(self) -> int:
        """What it costs more."""
        return sum(effect.cost for effect in self.effects)

    @property
    def forbidden(self) -> bool:
        """Whether a hard rule is broken by it that is not broken now."""
        return self.closed or any(effect.hard and effect.amount > 0 for effect in self.effects)

    @property
    def swap_cost(self) -> int:
        """What the swap costs more."""
        return sum(effect.cost for effect in self.swapped)


@dataclass(frozen=True)
class Moved:
    """A pupil who changes group. ``effects``: what rules would charge more if the pupil had stayed.

    ``former`` is empty for a pupil who joins the delivery for the first time.
    """

    pupil: str
    delivery: str
    former: str
    group: str
    effects: tuple[Effect, ...]
    asked: str = ""
