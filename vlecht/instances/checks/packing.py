"""The lengths of a home group's sessions fit between its breaks, exactly.

Minutes that add up may still not fit: nineteen sessions of 60 minutes and seven of 45 do not fill mornings of
105 and 90 minutes. The solver finds that too, but cannot say it as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from vlecht.instances.checks.base import Facts
from vlecht.instances.findings import Finding

MOST_STATES = 20_000
"""Beyond so many ways to have filled some parts of the week the check gives up: the solver is left to it."""


def check(facts: Facts) -> Iterator[Finding]:
    """One finding per home group whose sessions cannot be packed into its parts of days."""
    grid = facts.index.grid
    lengths: dict[str, Counter[int]] = {group.id: Counter() for group in facts.school.home_groups}
    for block in facts.plan.blocks:
        for home in block.home_groups:
            lengths[home][block.length] += 1
    for position, group in enumerate(facts.school.home_groups):
        parts = Counter(part.length for part in grid.parts(group.cluster))
        mine = lengths[group.id]
        if _total(mine) == _total(parts) and not _packs(tuple(sorted(mine.items())), tuple(parts.items())):
            yield facts.finding(
                ("home_groups", position),
                None,
                f"has sessions of {_spelled(mine, grid.step)} minutes, which do not fit into parts of days of"
                f" {_spelled(parts, grid.step)} minutes",
                "change usual, shortest and longest of its curriculum lines, or the breaks",
                "sessions-do-not-fit",
            )


def _total(counts: Counter[int]) -> int:
    return sum(length * number for length, number in counts.items())


def _spelled(counts: Counter[int], step: int) -> str:
    return ", ".join(f"{number} × {length * step}" for length, number in sorted(counts.items(), reverse=True))


@lru_cache(maxsize=64)
def _packs(sessions: tuple[tuple[int, int], ...], parts: tuple[tuple[int, int], ...]) -> bool:
    """Whether sessions (length, number) fill parts (length, number) exactly."""
    sizes = [length for length, _ in sessions]
    states = {tuple(number for _, number in sessions)}
    for room, times in sorted(parts):
        fillings = list(_fillings(room, sizes))
        for _ in range(times):
            states = {
                left
                for state in states
                for filling in fillings
                if min(left := tuple(a - b for a, b in zip(state, filling, strict=True))) >= 0
            }
            if len(states) > MOST_STATES:
                return True
    return bool(states)


def _fillings(room: int, sizes: list[int]) -> Iterator[tuple[int, ...]]:
    """All ways (number of each size) to fill a part exactly."""
    if not sizes:
        if room == 0:
            yield ()
        return
    for number in range(room // sizes[0] + 1):
        for rest in _fillings(room - number * sizes[0], sizes[1:]):
            yield (number, *rest)
