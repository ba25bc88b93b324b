"""The activities and the students sets of a FET file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from vlecht.instances.exchange.xml import text


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity of FET: who, what, how many hours."""

    id: str
    subject: str
    teachers: tuple[str, ...]
    students: tuple[str, ...]
    hours: int
    tags: tuple[str, ...] = ()


def read_activities(root: etree._Element, notes: list[str]) -> list[Activity]:
    """All activities that are switched on; those that are not are told in the notes."""
    found: list[Activity] = []
    for item in root.iterfind("Activities_List/Activity"):
        if text(item, "Active").lower() == "false":
            notes.append(f"activity {text(item, 'Id')} is switched off and left out")
            continue
        found.append(
            Activity(
                text(item, "Id"),
                text(item, "Subject"),
                _texts(item, "Teacher"),
                _texts(item, "Students"),
                int(text(item, "Duration") or 1),
                _texts(item, "Activity_Tag"),
            )
        )
    return found


def _texts(item: etree._Element, tag: str) -> tuple[str, ...]:
    return tuple(found.text or "" for found in item.iterfind(tag))


class Students:
    """The students sets. ``atoms``: name of a set -> the smallest sets in it; ``heads``: pupils of those."""

    def __init__(self, root: etree._Element) -> None:
        atoms: dict[str, set[str]] = defaultdict(set)
        self.heads: dict[str, int] = {}
        for year in root.iterfind("Students_List/Year"):
            groups = list(year.iterfind("Group"))
            for group in groups or [year]:
                for leaf in list(group.iterfind("Subgroup")) or [group]:
                    name = text(leaf, "Name")
                    self.heads[name] = int(text(leaf, "Number_of_Students") or 0)
                    for owner in (year, group, leaf):
                        atoms[text(owner, "Name")].add(name)
        self.atoms = {name: frozenset(members) for name, members in atoms.items()}

    def of(self, activity: Activity) -> frozenset[str]:
        """The smallest sets that go to an activity."""
        return frozenset(atom for name in activity.students for atom in self.atoms.get(name, ()))

    def share(self, activity: Activity, name: str) -> bool:
        """Whether an activity has students of a set."""
        return bool(self.of(activity) & self.atoms.get(name, frozenset()))
