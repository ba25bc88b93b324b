"""A timetable without clashes for classes and teachers whose lessons are known: days first, then hours.

Days by a small integer program (every class full, nobody over-full, days off kept, a subject spread). Hours
within a day by colouring the edges of a bipartite graph: as many colours as its largest degree always do
(König 1916), found by swapping along alternating paths.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lessons:
    """Hours a week of a subject that a teacher gives a class."""

    group: str
    subject: str
    teacher: str
    hours: int


def most_a_day(hours: int) -> int:
    """Hours of a subject that a class has on a day at most."""
    return -(-hours // 4)


def spread(
    lessons: Sequence[Lessons], capacity: Sequence[int], off: Mapping[str, tuple[int, ...]]
) -> list[list[int]]:
    """Per lessons the hours on each day. ``capacity``: hours of each day, which every class has full.

    Raises ``ValueError`` when there is no such division.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import lil_array

    days = len(capacity)
    size = len(lessons) * days
    groups = sorted({lesson.group for lesson in lessons})
    teachers = sorted({lesson.teacher for lesson in lessons})
    rows: list[tuple[dict[int, int], float, float]] = []
    rows += [
        ({n * days + d: 1 for d in range(days)}, lesson.hours, lesson.hours)
        for n, lesson in enumerate(lessons)
    ]
    for d in range(days):
        for group in groups:
            mine = {n * days + d: 1 for n, lesson in enumerate(lessons) if lesson.group == group}
            rows.append((mine, capacity[d], capacity[d]))
        for teacher in teachers:
            mine = {n * days + d: 1 for n, lesson in enumerate(lessons) if lesson.teacher == teacher}
            rows.append((mine, 0, 0 if d in off.get(teacher, ()) else capacity[d]))
    matrix = lil_array((len(rows), size))
    for position, (terms, _, _) in enumerate(rows):
        for column, factor in terms.items():
            matrix[position, column] = factor
    most = np.array([most_a_day(lesson.hours) for lesson in lessons for _ in range(days)])
    # Early days first, by a little: of many equal divisions always the same one.
    cost = np.array([(d + 1) * (1 + n % 7) for n in range(len(lessons)) for d in range(days)])
    found = milp(
        cost,
        integrality=np.ones(size, dtype=np.int64),
        bounds=Bounds(0, most),
        constraints=LinearConstraint(matrix.tocsr(), [r[1] for r in rows], [r[2] for r in rows]),
        options={"mip_rel_gap": 0.05, "time_limit": 60},
    )
    if found.x is None:
        raise ValueError(f"the lessons cannot be divided over the days: {found.message}")
    values = [round(float(x)) for x in found.x]
    return [values[n * days : (n + 1) * days] for n in range(len(lessons))]


def colour(edges: Sequence[tuple[str, str]], colours: int) -> list[int]:
    """A colour per edge of a bipartite graph, no two equal at one end. Needs ``colours`` ≥ every degree.

    Raises ``ValueError`` when a degree is larger.
    """
    at: dict[str, dict[int, int]] = defaultdict(dict)
    """Vertex -> colour -> the edge that has it there."""
    chosen: list[int] = []

    def free(vertex: str) -> int:
        return next(c for c in range(colours + 1) if c not in at[vertex])

    for number, (left, right) in enumerate(edges):
        a, b = free(left), free(right)
        if max(a, b) >= colours:
            raise ValueError("somebody has more lessons than there are hours")
        if a != b:
            _swap(edges, chosen, at, right, a, b)
        chosen.append(a)
        at[left][a] = at[right][a] = number
    return chosen


def _swap(
    edges: Sequence[tuple[str, str]],
    chosen: list[int],
    at: dict[str, dict[int, int]],
    vertex: str,
    a: int,
    b: int,
) -> None:
    """Makes ``a`` free at the vertex: the path of edges coloured a, b, a, … from it changes colours."""
    path: list[int] = []
    colour_now = a
    while colour_now in at[vertex]:
        edge = at[vertex][colour_now]
        path.append(edge)
        left, right = edges[edge]
        vertex = right if vertex == left else left
        colour_now = b if colour_now == a else a
    for edge in path:
        for end in edges[edge]:
            del at[end][chosen[edge]]
    for edge in path:
        chosen[edge] = b if chosen[edge] == a else a
        for end in edges[edge]:
            at[end][chosen[edge]] = edge
