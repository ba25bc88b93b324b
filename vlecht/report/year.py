"""A year of regroupings in words: the heads of its table, and what changed per subject and per pupil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vlecht.models.phrases import Phrase
from vlecht.rules.year import PeriodFigures

TITLE = Phrase("The year", "Het jaar")
HEADS: dict[str, Phrase] = {
    "period": Phrase("period", "periode"),
    "changes": Phrase("changes", "wisselingen"),
    "pupils_changed": Phrase("pupils", "leerlingen"),
    "changes_per_pupil": Phrase("per pupil", "per leerling"),
    "most_changes": Phrase("most", "meeste"),
    "met": Phrase("met", "ontmoet"),
    "faces": Phrase("faces", "gezichten"),
    "fewest_faces": Phrase("fewest", "minste"),
    "most_faces": Phrase("most faces", "meeste gezichten"),
    "cost": Phrase("cost", "kosten"),
    "bound": Phrase("bound", "ondergrens"),
    "hard": Phrase("hard", "hard"),
    "seconds": Phrase("s", "s"),
}
"""Figure of a period (see :meth:`PeriodFigures.as_dict`), or of how it was solved -> head of its column."""


def lines(figures: Sequence[PeriodFigures]) -> Iterator[Phrase]:
    """Changes of each subject, period by period, and how many pupils changed how often."""
    for subject in sorted({subject for period in figures for subject in period.by_subject}):
        numbers = " ".join(str(period.by_subject.get(subject, 0)) for period in figures)
        yield Phrase(f"changes in {subject}: {numbers}", f"wisselingen bij {subject}: {numbers}")
    pupils = figures[-1].faces if figures else ()
    each = [sum(period.moves.get(pupil, 0) for period in figures) for pupil in pupils]
    spread = [(each.count(n), n) for n in sorted(set(each))]
    yield Phrase(
        "changes of one pupil in the year: " + ", ".join(f"{count} pupils {n}" for count, n in spread),
        "wisselingen van een leerling in het jaar: "
        + ", ".join(f"{count} leerlingen {n}" for count, n in spread),
    )
