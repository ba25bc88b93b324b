"""Terms of the rules about changes from one regrouping period to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vlecht.models.regrouping import Regrouping
from vlecht.rules.base import Setting
from vlecht.solver.grouping.asked import Asked
from vlecht.solver.grouping.terms.base import Term
from vlecht.solver.grouping.terms.places import Budget, Exchange, Priced


def stability(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """A price on every change."""
    moves = asked.moves
    if moves:
        yield Priced(**common, prices=moves)


def budgets(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """The part of the budgets that one task can hold: those over several deliveries are its callers'."""
    moves, regrouping = asked.moves, asked.index.school.regrouping
    if moves is None:
        return
    budgets = regrouping.budgets
    if budgets.total is not None:
        yield Budget(**common, prices=moves, most=budgets.total)
    if budgets.per_group is not None:
        number = {group: g for g, group in enumerate(asked.choice.groups)}
        former = asked.former
        # A group that is no more has a number of its own, so that everybody who was in it has moved.
        gone = {
            group: -1 - n for n, group in enumerate(dict.fromkeys(former.values())) if group not in number
        }
        was = tuple((number | gone).get(former.get(p, ""), None) for p in asked.choice.pupils)
        yield Exchange(**common, former=was, most=budgets.per_group)
    spent, exhausted = regrouping.so_far, dict[str, tuple[int, ...]]()
    for p, pupil in enumerate(asked.choice.pupils):
        in_all, here = sum(spent.get(pupil, {}).values()), spent.get(pupil, {}).get(asked.delivery.subject, 0)
        rest = [
            max(0, budget - done)
            for budget, done in ((budgets.per_pupil, in_all), (budgets.per_subject, here))
            if budget is not None
        ]
        if rest and min(rest) == 0 and any(moves[p]):
            exhausted[pupil] = moves[p]
    yield from only(asked, exhausted, common)


def asked_moves(asked: Asked, _: Setting, common: dict[str, Any]) -> Iterator[Term]:
    """Who may not move, and who must where there is only one group to leave."""
    moves, regrouping = asked.moves, asked.index.school.regrouping
    if moves is None:
        return
    subject = asked.delivery.subject
    known = [p for p in asked.choice.pupils if p in asked.former]
    stay = {
        entry.pupil: moves[asked.position[entry.pupil]]
        for entry in regrouping.may_not_move
        if entry.pupil in known and entry.subject in (None, subject)
    }
    yield from only(asked, stay, common)
    go = {
        entry.pupil: tuple(1 - moved for moved in moves[asked.position[entry.pupil]])
        for entry in regrouping.must_move
        if entry.pupil in known
        and entry.subject in (None, subject)
        and groups_left(asked, regrouping, entry.pupil, entry.subject) == 1
    }
    yield from only(asked, go, common)


def only(asked: Asked, rows: dict[str, tuple[int, ...]], common: dict[str, Any]) -> Iterator[Term]:
    """A term with prices for these pupils, and nothing for everybody else."""
    if rows:
        nothing = (0,) * len(asked.choice.groups)
        yield Priced(**common, prices=tuple(rows.get(name, nothing) for name in asked.choice.pupils))


def groups_left(asked: Asked, regrouping: Regrouping, pupil: str, subject: str | None) -> int:
    """How many former groups the pupil could leave: where there are several, any of them will do."""
    return sum(
        pupil in former.members and subject in (None, asked.index.deliveries[former.delivery].subject)
        for former in regrouping.former
        if former.delivery in asked.index.deliveries
    )
