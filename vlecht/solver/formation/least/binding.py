"""What keeps the least staff from being less: facts that together exclude everything less."""

from __future__ import annotations

from vlecht.models.least import Measure, Question
from vlecht.models.phrases import Phrase
from vlecht.solver.formation.least.choices import Cut
from vlecht.solver.formation.least.parts import PartsModel
from vlecht.solver.run import Clock, Settings, run

SECONDS = 60.0
"""For finding the facts, beyond the search's own limit: a certificate is worth the wait."""
EACH = 10.0
"""For one question whether the rest suffices."""


def binding(
    question: Question,
    measure: Measure,
    cuts: list[Cut],
    score: int | None,
    settings: Settings,
    clock: Clock,
) -> tuple[tuple[Phrase, ...], bool]:
    """(facts, whether none of them can be left out): with them alone nothing is less than ``score``.

    ``None``: with them alone there is nothing at all. No facts when the relaxation by parts of days does not
    exclude what is less, or when nothing is less whatever the facts.
    """
    own = Clock(SECONDS, clock.should_stop)
    model = PartsModel(question, measure, explaining=True)
    if not model.possible:
        return (), False
    model.choices.exclude(cuts, model.facts)
    if score is not None:
        model.model.add(model.choices.score <= score - 1)
    names = list(model.facts.literal)
    if not _excluded(model, names, settings, own):
        return (), False
    needed = list(names)
    minimal = True
    # By kind first: leaving out many at once is quick where they play no part.
    for group in _groups(names):
        rest = [name for name in needed if name not in group]
        if len(rest) < len(needed) and _excluded(model, rest, settings, own):
            needed = rest
    for name in list(needed):
        rest = [other for other in needed if other != name]
        if own.left <= 0:
            minimal = False
            break
        if _excluded(model, rest, settings, own):
            needed = rest
    return tuple(model.facts.words[name]() for name in needed), minimal


def _groups(names: list[str]) -> list[list[str]]:
    kinds: dict[str, list[str]] = {}
    for name in names:
        kinds.setdefault(name.split(" ", 1)[0], []).append(name)
    return [group for group in kinds.values() if len(group) > 1]


def _excluded(model: PartsModel, names: list[str], settings: Settings, clock: Clock) -> bool:
    """Whether the facts named leave nothing that is less. Not proven in time counts as no."""
    held = set(names)
    trial = model.model.clone()
    for name, literal in model.facts.literal.items():
        trial.add(literal == (name in held))
    return run(trial, clock, settings, EACH).infeasible
