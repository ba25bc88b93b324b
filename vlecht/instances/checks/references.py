"""References: whatever is named exists, and is named once in its list."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.instances.checks.base import Document
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding, did_you_mean

KINDS: dict[str, tuple[str, ...]] = {
    "site": ("sites[].id",),
    "room": ("rooms[].id",),
    "equipment pool": ("equipment[].id",),
    "subject": ("subjects[].id",),
    "cluster": ("clusters[].id",),
    "home group": ("home_groups[].id",),
    "pupil": ("pupils[].id",),
    "role": ("roles[].id",),
    "staff member": ("staff[].id",),
    "delivery": ("deliveries[].id",),
    "period": ("calendar.periods[].id",),
    "workshop offer": ("deliveries[].offers[].id",),
}
"""What can be referred to, and where it is given."""

REFERENCES: tuple[tuple[str, str], ...] = (
    ("calendar.breaks[].clusters[]", "cluster"),
    ("calendar.breaks[].places[]", "room"),
    ("rooms[].site", "site"),
    ("travel[].a", "site"),
    ("travel[].b", "site"),
    ("clusters[].team[]", "staff member"),
    ("home_groups[].cluster", "cluster"),
    ("home_groups[].room", "room"),
    ("home_groups[].teachers[].staff", "staff member"),
    ("pupils[].home_group", "home group"),
    ("pupils[].levels{}", "subject"),
    ("pupils[].exemptions[]", "subject"),
    ("pupils[].extra_subjects[]", "subject"),
    ("pupils[].works_with{}", "subject"),
    ("pupils[].works_with{=}", "cluster"),
    ("pupils[].wishes[]", "workshop offer"),
    ("pupils[].together[]", "pupil"),
    ("pupils[].apart[]", "pupil"),
    ("pupils[].friends[]", "pupil"),
    ("pupils[].worth{}", "workshop offer"),
    ("pupils[].done[]", "workshop offer"),
    ("home_groups[].scales{}", "subject"),
    ("staff[].roles[]", "role"),
    ("staff[].qualifications[].subjects[]", "subject"),
    ("curriculum[].home_groups[]", "home group"),
    ("curriculum[].subject", "subject"),
    ("deliveries[].subject", "subject"),
    ("deliveries[].home_groups[]", "home group"),
    ("deliveries[].leads[]", "staff member"),
    ("deliveries[].equipment{}", "equipment pool"),
    ("deliveries[].stations[].leads[]", "staff member"),
    ("deliveries[].offers[].leads[]", "staff member"),
    ("deliveries[].offers[].section_leads[]", "staff member"),
    ("deliveries[].offers[].after[]", "workshop offer"),
    ("deliveries[].same_groups_as", "delivery"),
    ("deliveries[].other_groups_than", "delivery"),
    ("deliveries[].pupils[]", "pupil"),
    ("deliveries[].never_from[]", "subject"),
    ("meetings[].staff[]", "staff member"),
    ("meetings[].clusters[]", "cluster"),
    ("presence[].staff[]", "staff member"),
    ("pins[].staff", "staff member"),
    ("pins[].room", "room"),
    ("pins[].pupil", "pupil"),
    ("pins[].pupils[]", "pupil"),
    ("regrouping.period", "period"),
    ("regrouping.former[].members[]", "pupil"),
    ("regrouping.must_move[].pupil", "pupil"),
    ("regrouping.must_move[].subject", "subject"),
    ("regrouping.may_not_move[].pupil", "pupil"),
    ("regrouping.may_not_move[].subject", "subject"),
    ("regrouping.so_far{}", "pupil"),
    ("regrouping.so_far{=}{}", "subject"),
)
"""(where something is named, what it must be)."""
IN_ORDER = ("deliveries[].offers[].section_leads[]",)
"""Lists in which a name may stand more than once: one entry per section, in order."""


def check(document: Document) -> Iterator[Finding]:
    """Every name of something that does not exist, and every name that stands twice in one list."""
    names: dict[str, dict[str, None]] = {}
    for pattern, kind in REFERENCES:
        if kind not in names:
            named = (value for where in KINDS[kind] for _, value in values(document.data, where))
            names[kind] = dict.fromkeys(value for value in named if isinstance(value, str))
        known = names[kind]
        seen: set[tuple[object, ...]] = set()
        for path, value in values(document.data, pattern):
            if not isinstance(value, str):
                continue
            if value not in known:
                article = "an" if kind[0] in "aeiou" else "a"
                yield document.finding(
                    path,
                    value,
                    f"is not {article} {kind} of this school",
                    did_you_mean(value, known),
                    "unknown-reference",
                )
            elif isinstance(path[-1], int) and pattern not in IN_ORDER:
                if (path[:-1], value) in seen:
                    yield document.finding(path, value, "is listed twice", "name it once", "listed-twice")
                seen.add((path[:-1], value))
