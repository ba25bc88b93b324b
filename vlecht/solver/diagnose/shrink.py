"""From an impossible set to a minimal one: QuickXplain over kinds of things first, then over things.

U. Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems, AAAI 2004.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass
class Shrunk(Generic[Item]):
    """What is left. ``minimal``: every member is known to be needed."""

    items: tuple[Item, ...]
    minimal: bool


def shrink(
    items: Sequence[Item],
    kind: Callable[[Item], object],
    possible: Callable[[Sequence[Item]], bool | None],
    hurry: Callable[[], bool],
) -> Shrunk[Item]:
    """A minimal part of ``items`` that is impossible (``possible`` is false for all of them together).

    Items that come early are kept rather than later ones.

    ``possible`` answers ``None`` when it does not know: then nothing is left out, and the result may not be
    minimal. ``hurry`` ends the search with what there is.
    """
    found = list(items)
    for name in reversed(dict.fromkeys(map(kind, items))):
        rest = [item for item in found if kind(item) != name]
        if len(rest) < len(found) and not hurry() and possible(rest) is False:
            found = rest
    search = _Search(possible, hurry)
    kept = search.explain([], False, found) if len(found) > 1 else found
    if search.unsure:
        kept = [item for item in found if item in kept]
    return Shrunk(tuple(item for item in found if item in kept), not search.unsure)


class _Search(Generic[Item]):
    """QuickXplain. ``unsure``: some question was not answered in time, and taken as possible."""

    def __init__(self, possible: Callable[[Sequence[Item]], bool | None], hurry: Callable[[], bool]) -> None:
        self.possible = possible
        self.hurry = hurry
        self.unsure = False

    def impossible(self, items: Sequence[Item]) -> bool:
        """Whether some items are known to be impossible together."""
        if self.hurry():
            self.unsure = True
            return False
        answer = self.possible(items)
        if answer is None:
            self.unsure = True
        return answer is False

    def explain(self, base: list[Item], added: bool, items: list[Item]) -> list[Item]:
        """The items that are needed beside ``base``; ``added``: base has grown since it was last tested."""
        if added and self.impossible(base):
            return []
        if len(items) == 1:
            return items
        middle = len(items) // 2
        first, second = items[:middle], items[middle:]
        later = self.explain([*base, *first], bool(first), second)
        earlier = self.explain([*base, *later], bool(later), first)
        return [*earlier, *later]
