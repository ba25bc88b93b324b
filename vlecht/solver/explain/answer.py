"""The front door of explanations: a school, a roster and a question in; what else could be out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vlecht.models.diagnosis import Conflict
from vlecht.models.explanation import Alternative, Explanation, Question
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Roster, Run
from vlecht.models.school import School
from vlecht.rules.base import Violation
from vlecht.rules.diff import compare
from vlecht.rules.judge import costs, judge
from vlecht.rules.registry import RULE
from vlecht.rules.view import RosterView
from vlecht.solver.diagnose.find import find_conflicts
from vlecht.solver.explain.asked import Choice, Part, asked
from vlecht.solver.explain.base import Base, with_pin
from vlecht.solver.explain.resolve import Found, Resolve
from vlecht.solver.explain.scopes import Scope
from vlecht.solver.run import Clock, Settings

ONE = 20.0
"""Seconds for solving again with one alternative."""
PROOF = 10.0
"""Seconds to prove that no week at all can have an alternative."""
DEFAULT_WORKERS = 2
SHOWN = 4
"""So many sentences tell what an alternative breaks, one for each rule."""


def explain(
    school: School,
    roster: Roster,
    question: Question,
    *,
    most: int = 3,
    time_limit: float = 60.0,
    seed: int = 0,
    on_alternative: Callable[[Alternative], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Explanation:
    """Say why something in a roster is as it is: which rules force it, or what else would cost.

    Every alternative is pinned and a part of the week (its ``scope``) solved again with it, everything else
    staying as it is; its cost is that of the roster found, as the checker counts it. Where none is asked
    about by name, the ``most`` cheapest of each scope are told of, and which are impossible. Raises
    ``ValueError`` when the roster is not a whole week of this school without hard violations.
    """
    clock = Clock(time_limit, should_stop or (lambda: False))
    base = Base(school, roster)
    found = asked(base, question)
    search = _Search(base, clock, Settings(DEFAULT_WORKERS, seed), most, found.single)
    alternatives: list[Alternative] = []
    for part in found.parts:
        for alternative in search.look(part):
            alternatives.append(alternative)
            if on_alternative:
                on_alternative(alternative)
    order = {"possible": 0, "open": 1, "impossible": 2}
    statuses = {one.status for one in alternatives}
    return Explanation(
        found.question,
        found.present,
        base.cost,
        tuple(sorted(alternatives, key=lambda one: (order[one.status], one.cost or 0))),
        search.complete and statuses <= {"impossible"},
        search.others,
        search.ruled_out,
        found.single,
        search.complete,
        clock.elapsed,
    )


@dataclass
class _Search:
    """The alternatives to what is, part by part."""

    base: Base
    clock: Clock
    settings: Settings
    most: int
    single: bool
    complete: bool = True
    others: int = 0
    ruled_out: int = 0

    def look(self, part: Part) -> Iterator[Alternative]:
        """The cheapest of a part's choices, one after the other; then those that cannot be."""
        if self.clock.left <= 0:
            self.complete = False
            return
        x = Resolve(self.base, part.scope, self.clock, self.settings)
        left = [choice for choice in part.choices if x.possible(choice.wish)]
        never = [choice for choice in part.choices if choice not in left]
        told = 0
        impossible = True
        most = self.most if part.listed or part.first else 1
        while left and told < most:
            # One of those that are left: the cheapest. What is found says which.
            found = x.best([choice.wish for choice in left], ONE)
            if found.roster is None:
                impossible = found.impossible
                break
            choice = next(one for one in left if self._has(one, found.roster))
            left.remove(choice)
            told += 1
            yield self._possible(choice, part.scope, found)
        if told == most:
            self.others += len(left)
            left = []
        self.complete &= impossible or not left
        if not part.listed and not self.single:
            self.ruled_out += len(never) + (len(left) if impossible else 0)
            return
        for choice in left:
            yield self._refused(choice, part, x, impossible)
        for choice in never:
            yield self._refused(choice, part, None, True)

    def _has(self, choice: Choice, roster: Roster) -> bool:
        """Whether a roster has what is chosen, as the checker sees it."""
        index = SchoolIndex(self.base.index.school.model_copy(update={"pins": (choice.pin,)}))
        pins = RULE["pins"]
        return not any(pins.violations(index, RosterView(index, roster), pins.setting(index)))

    def _possible(self, choice: Choice, scope: Scope, found: Found) -> Alternative:
        assert found.roster is not None
        school = with_pin(self.base.index.school, choice.pin)
        index = SchoolIndex(school)
        judgement = judge(index, found.roster)
        run = Run(
            school_hash=school.hash(),
            status="feasible",
            cost=judgement.cost,
            costs=costs(judgement),
            options={"explain": choice.words.en},
        )
        roster = found.roster.model_copy(update={"period": self.base.roster.period, "run": run})
        return Alternative(
            choice.words,
            choice.pin,
            scope.words,
            "possible",
            judgement.cost,
            compare(self.base.index, self.base.roster, roster, index, (self.base.judgement, judgement)),
            roster,
            school,
            found.proven or judgement.cost == self.base.bound,
            judgement.cost == self.base.bound,
            self._alone(choice),
            _sentences(self._wrong(choice)),
        )

    def _alone(self, choice: Choice) -> tuple[tuple[str, int], ...] | None:
        """What each rule would cost more if nothing else changed; ``None`` where a hard one is broken."""
        if self._wrong(choice):
            return None
        now = {line.rule: line.cost for line in costs(self.base.judgement)}
        then = costs(judge(self.base.index, choice.alone()))
        return tuple(
            (line.rule, line.cost - now[line.rule])
            for line in then
            if line.mode == "soft" and line.cost != now[line.rule]
        )

    def _wrong(self, choice: Choice) -> tuple[Violation, ...]:
        return judge(self.base.index, choice.alone(), self.base.hard_rules).hard

    def _refused(self, choice: Choice, part: Part, x: Resolve | None, impossible: bool) -> Alternative:
        """An alternative of which no roster was found, with what forbids it."""
        scope = part.scope
        if self.single and part.wider is not None and self.clock.left > 0:
            scope = part.wider()
            x = Resolve(self.base, scope, self.clock, self.settings)
            found = x.best([choice.wish], ONE)
            if found.roster is not None:
                return self._possible(choice, scope, found)
            impossible = found.impossible
        wrong = self._wrong(choice)
        least: tuple[Violation, ...] = ()
        conflict = None
        if self.single and self.clock.left > 0:
            conflict = self._proof(choice)
            least = x.least_broken((choice.wish,), ONE) if x is not None else ()
        rules = dict.fromkeys(v.rule for v in (least or wrong))
        return Alternative(
            choice.words,
            choice.pin,
            scope.words,
            "impossible" if impossible or conflict is not None else "open",
            breaks=_sentences(wrong),
            forbidden=_sentences(least or wrong),
            rules=tuple(rules),
            conflict=conflict,
        )

    def _proof(self, choice: Choice) -> Conflict | None:
        """Why no week at all can have an alternative, where that is proven."""
        school = with_pin(self.base.index.school, choice.pin)
        seconds = min(PROOF, self.clock.left)
        found = find_conflicts(school, seconds=seconds, should_stop=self.clock.should_stop)
        return next((one for one in found.conflicts if one.verified), None)


def _sentences(violations: tuple[Violation, ...]) -> tuple[Phrase, ...]:
    """The first violation of each rule."""
    first = {violation.rule: violation.phrase for violation in reversed(violations)}
    return tuple(first[rule] for rule in dict.fromkeys(v.rule for v in violations))[:SHOWN]
