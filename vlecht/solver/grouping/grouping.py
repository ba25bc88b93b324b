"""What composing a school's groups comes to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Grouping:
    """Instruction groups as decided: members, guests, the moment of each workshop section, cost bound.

    ``bound``: proven of what the rules about groups cost in any grouping of the same plan.
    """

    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    guests: dict[str, tuple[str, ...]] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)
    bound: int = 0
