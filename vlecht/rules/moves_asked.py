"""Who must change group at a regrouping does, and who may not does not."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.atoms import Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.regrouping import Move
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class MovesAsked(Rule):
    """Per pupil of ``must_move`` who does not change group: 1. Per pupil of ``may_not_move``: the changes.

    With a subject only deliveries of that subject count. A pupil who was in none of them cannot move, and
    need not.
    """

    id = "moves_asked"
    words = Phrase(
        "Who must change group at a regrouping does so, and who may not does not.",
        "Wie bij een hergroepering van groep moet wisselen doet dat, en wie dat niet mag blijft.",
    )
    unit = Phrase("changes", "wisselingen")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per entry of the lists."""
        regrouping = index.school.regrouping
        for asked in regrouping.must_move:
            was = [
                former.id
                for former in regrouping.former
                if asked.pupil in former.members
                and asked.pupil in roster.plan.members_of.get(former.delivery, ())
                and asked.subject in (None, index.deliveries[former.delivery].subject)
            ]
            if was and not self._moves(index, roster, asked):
                sentence = Phrase(
                    f"Pupil {asked.pupil} must leave {listed(was)}, but stays",
                    f"Leerling {asked.pupil} moet weg uit {listed(was):nl}, maar blijft",
                )
                yield self.breach(1, (asked.pupil, *was), sentence)
        for asked in regrouping.may_not_move:
            moves = self._moves(index, roster, asked)
            if moves:
                new = listed(now for _, _, _, now in moves)
                sentence = Phrase(
                    f"Pupil {asked.pupil} may not change group, but goes to {new}",
                    f"Leerling {asked.pupil} mag niet van groep wisselen, maar gaat naar {new:nl}",
                )
                yield self.breach(len(moves), (asked.pupil, *(now for _, _, _, now in moves)), sentence)

    def _moves(self, index: SchoolIndex, roster: RosterView, asked: Move) -> list[tuple[str, str, str, str]]:
        return [
            move
            for move in roster.moves
            if move[0] == asked.pupil and asked.subject in (None, index.deliveries[move[1]].subject)
        ]

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """At least one, or none, of the joins that are changes."""
        regrouping = index.school.regrouping
        sums: list[Sum] = []
        for asked, must in [(m, True) for m in regrouping.must_move] + [
            (m, False) for m in regrouping.may_not_move
        ]:
            terms: list[Term] = []
            known = False
            for former in regrouping.former:
                fits = asked.subject in (None, index.deliveries[former.delivery].subject)
                belongs = asked.pupil in frame.plan.members_of.get(former.delivery, ())
                if fits and belongs and asked.pupil in former.members:
                    known = True
                    terms.extend(
                        Term(1, Joins(frame.pupil[asked.pupil], frame.group[group]))
                        for group in frame.plan.groups_of[former.delivery]
                        if group != former.id
                    )
            if known:
                sums.append(
                    Sum(asked.pupil, tuple(terms), minimum=1)
                    if must
                    else Sum(asked.pupil, tuple(terms), maximum=0)
                )
        if sums:
            yield LimitSum(
                **self.common(setting, (), "Who must move moves, who may not stays"), sums=tuple(sums)
            )
