"""From one regrouping period to the next: the groups until now, and how much may change."""

from __future__ import annotations

from pydantic import Field

from vlecht.models.words import Id, Words


class FormerGroup(Words):
    """An instruction group of the period before, and who was in it."""

    id: str
    delivery: Id
    members: tuple[Id, ...]


class Move(Words):
    """A pupil who must, or may not, change group: for one subject, or (none given) for any."""

    pupil: Id
    subject: Id | None = None
    why: str = ""


class Budgets(Words):
    """How many changes there may be at most (none: no limit).

    ``per_pupil``: of one pupil, over all subjects; ``per_subject``: of one pupil in one subject;
    ``per_group``: pupils who come into or go out of one group; ``total``: in all. The first two count
    from the start of the year, with the changes ``so_far``.
    """

    per_pupil: int | None = Field(default=None, ge=0)
    per_subject: int | None = Field(default=None, ge=0)
    per_group: int | None = Field(default=None, ge=0)
    total: int | None = Field(default=None, ge=0)


class Regrouping(Words):
    """The period before, as facts that a new grouping is judged by.

    A change is a pupil who was in a group of a delivery and is now in another group of the same delivery.
    Who joins a delivery for the first time (a newcomer, a pupil promoted to other groups) changes nothing.
    ``so_far``: pupil -> subject -> changes earlier this year.
    """

    period: Id | None = None
    former: tuple[FormerGroup, ...] = ()
    budgets: Budgets = Budgets()
    must_move: tuple[Move, ...] = ()
    may_not_move: tuple[Move, ...] = ()
    so_far: dict[Id, dict[Id, int]] = Field(default_factory=dict)
