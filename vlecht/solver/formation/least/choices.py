"""The decision that all models of the least staff share: who is there, what is given, what that comes to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from ortools.sat.python import cp_model

from vlecht.models.least import Budget, Measure, Question
from vlecht.models.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Cut:
    """What is excluded: everything that is no better than ``chosen`` (``exact``: just that)."""

    chosen: frozenset[str]
    exact: bool
    reasons: tuple[Phrase, ...] = ()


@dataclass
class Facts:
    """Constraints by the fact that they state, so that each fact can be left out.

    Without ``explaining`` they are simply posted.
    """

    model: cp_model.CpModel
    explaining: bool = False
    literal: dict[str, cp_model.IntVar] = field(default_factory=dict)
    words: dict[str, Callable[[], Phrase]] = field(default_factory=dict)
    _now: str = ""

    @contextmanager
    def fact(self, name: str, words: Callable[[], Phrase]) -> Iterator[None]:
        """What is added inside is one fact."""
        before, self._now = self._now, name
        if self.explaining and name not in self.literal:
            self.literal[name] = self.model.new_bool_var(name)
            self.words[name] = words
        yield
        self._now = before

    def add(self, constraint: cp_model.BoundedLinearExpression | bool) -> None:
        """Posts a linear constraint, which holds when its fact does."""
        posted = self.model.add(constraint)
        if self.explaining and self._now:
            posted.only_enforce_if(self.literal[self._now])


class Choices:
    """A literal per option and way: whether that is how its person is there, or its delivery is given.

    Everybody and everything else is. ``score`` is what it all comes to; a budget is a fact that can be left
    out.
    """

    def __init__(self, model: cp_model.CpModel, question: Question, measure: Measure, facts: Facts) -> None:
        self.model = model
        self.question = question
        self.there = {option.id: model.new_bool_var(option.id) for option in question.options}
        self.given = {way: model.new_bool_var(way) for way in question.way}
        for person, options in question.by_person.items():
            literals = [self.there[option.id] for option in options]
            if person in question.stay:
                model.add_exactly_one(literals)
            else:
                model.add_at_most_one(literals)
        for ways in question.by_delivery.values():
            if len(ways) > 1:
                model.add_exactly_one(self.given[way.id] for way in ways)
        if question.at_most is not None:
            hired = [self.there[option.id] for option in question.options if option.hired]
            model.add(sum(hired) <= question.at_most)
        self.score = self._total(measure)
        if question.budget is not None:
            with facts.fact("budget", partial(_budget, question.budget)):
                facts.add(self._total(question.budget.money) <= question.budget.amount)

    def _total(self, measure: Measure) -> cp_model.LinearExpr:
        """What the choice comes to, with everything about which nothing is open."""
        question = self.question
        literals = [*self.there.values(), *self.given.values()]
        each = [
            *(option.price(measure) for option in question.options),
            *(way.worth(measure) for way in question.way.values()),
        ]
        return cp_model.LinearExpr.weighted_sum(literals, each) + question.fixed(measure)

    @property
    def literals(self) -> dict[str, cp_model.IntVar]:
        """All literals by option or way."""
        return self.there | self.given

    def of(self, person: str) -> cp_model.IntVar | int:
        """Whether somebody is there: a literal for options, 1 for everybody else."""
        return self.there.get(person, 1)

    def exclude(self, cuts: Iterable[Cut], facts: Facts) -> None:
        """Leaves out what has been found impossible (or what need not be looked at)."""
        literals = self.literals
        for cut in cuts:
            out = cut.chosen if cut.exact else self.question.no_better(cut.chosen)
            other = [literal for name, literal in literals.items() if name not in out]
            gone = [1 - self.there[name] for name in cut.chosen & self.there.keys()] if cut.exact else []
            with facts.fact(f"cut {names_of(cut.chosen)} {cut.exact}", partial(_reason, cut)):
                facts.add(sum(other) + sum(gone) >= 1)

    def chosen(self, value: Callable[[cp_model.IntVar], int]) -> frozenset[str]:
        """The options and ways of a solution."""
        return frozenset(name for name, literal in self.literals.items() if value(literal))


def _budget(budget: Budget) -> Phrase:
    if budget.money == "fte":
        fte = f"{budget.amount / 1000:.2f}"
        return Phrase(f"The budget is {fte} FTE", f"Het budget is {fte.replace('.', ',')} fte")
    euros = f"{budget.amount:,}"
    return Phrase(f"The budget is € {euros}", f"Het budget is € {euros.replace(',', '.')}")


def _reason(cut: Cut) -> Phrase:
    names = names_of(cut.chosen)
    why_en = "; ".join(str(reason) for reason in cut.reasons)
    why_nl = "; ".join(reason.say("nl") for reason in cut.reasons)
    if cut.exact:
        return Phrase(
            f"With just {names} there is no roster: {why_en}",
            f"Met alleen {names} is er geen rooster: {why_nl}",
        )
    return Phrase(
        f"With no more than {names} there is no roster: {why_en}",
        f"Met niet meer dan {names} is er geen rooster: {why_nl}",
    )


def names_of(options: Collection[str]) -> str:
    """Options as a list."""
    return ", ".join(sorted(options)) or "-"
