"""At a regrouping only so much changes: per pupil, per subject, per group, and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vlecht.core.atoms import AnyOf, Joins, Term
from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_sum import LimitSum, Sum
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.models.regrouping import FormerGroup, Regrouping
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import listed
from vlecht.rules.view import RosterView


class ChangeBudget(Rule):
    """Changes of group beyond each of the budgets of ``regrouping.budgets``.

    A change is a pupil in another group of a delivery than in the period before. Of one pupil, and of one
    pupil in one subject, the changes ``so_far`` this year count too. Of a group count the pupils who came
    from another and those who left it for another; a group that is no more has no budget.
    """

    id = "change_budget"
    words = Phrase(
        "At a regrouping no more changes than the budgets allow.",
        "Bij een hergroepering verandert er niet meer dan de budgetten toelaten.",
    )
    unit = Phrase("changes", "wisselingen")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per pupil, pupil and subject, or group over its budget, and one for all together."""
        regrouping = index.school.regrouping
        budgets, so_far = regrouping.budgets, regrouping.so_far
        subjects: Counter[tuple[str, str]] = Counter()
        pupils: Counter[str] = Counter()
        for pupil, delivery, _, _ in roster.moves:
            subjects[pupil, index.deliveries[delivery].subject] += 1
            pupils[pupil] += 1
        for (pupil, subject), now in subjects.items():
            before = so_far.get(pupil, {}).get(subject, 0)
            yield from self._over(budgets.per_subject, now, before, (pupil, subject))
        for pupil, now in pupils.items():
            yield from self._over(budgets.per_pupil, now, sum(so_far.get(pupil, {}).values()), (pupil,))
        for group in (name for names in roster.plan.groups_of.values() for name in names):
            came = [pupil for pupil, _, _, now in roster.moves if now == group]
            left = list(dict.fromkeys(pupil for pupil, _, former, _ in roster.moves if former == group))
            if budgets.per_group is not None and len(came) + len(left) > budgets.per_group:
                over = len(came) + len(left) - budgets.per_group
                sentence = Phrase(
                    f"{len(came)} pupils came into {group} and {len(left)} left it "
                    f"({listed([*came, *left], 6)}): {over} changes above {budgets.per_group}",
                    f"{len(came)} leerlingen kwamen in {group} en {len(left)} gingen eruit "
                    f"({listed([*came, *left], 6):nl}): {over} wisselingen boven {budgets.per_group}",
                )
                yield self.breach(over, (group, *came, *left), sentence)
        if budgets.total is not None and len(roster.moves) > budgets.total:
            over = len(roster.moves) - budgets.total
            who = listed((pupil for pupil, *_ in roster.moves), 6)
            sentence = Phrase(
                f"{len(roster.moves)} changes of group ({who}), {over} above {budgets.total}",
                f"{len(roster.moves)} wisselingen van groep ({who:nl}), {over} boven {budgets.total}",
            )
            yield self.breach(over, ("total",), sentence)

    def _over(self, budget: int | None, now: int, before: int, names: tuple[str, ...]) -> Iterator[Violation]:
        # What was done earlier this year is past: only this regrouping's changes can be too many.
        over = 0 if budget is None else min(now, now + before - budget)
        if over > 0:
            where, vak = (f" in {names[1]}", f" bij {names[1]}") if len(names) > 1 else ("", "")
            earlier = Phrase(f" after {before} earlier", f" na {before} eerder") if before else Phrase("", "")
            sentence = Phrase(
                f"Pupil {names[0]} changes group {now} times{where}{earlier}, {over} above {budget}",
                f"Leerling {names[0]} wisselt {now} keer van groep{vak}{earlier:nl}, {over} boven {budget}",
            )
            yield self.breach(over, names, sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """Sums of the joins that are changes, each with its budget."""
        regrouping = index.school.regrouping
        budgets, so_far = regrouping.budgets, regrouping.so_far
        pupils: dict[str, list[Term]] = {}
        subjects: dict[tuple[str, str], list[Term]] = {}
        for former in regrouping.former:
            for pupil, terms in _changes(frame, former).items():
                subject = index.deliveries[former.delivery].subject
                pupils.setdefault(pupil, []).extend(terms)
                subjects.setdefault((pupil, subject), []).extend(terms)
        sums: list[Sum] = []
        for pupil, terms in pupils.items() if budgets.per_pupil is not None else ():
            rest = max(0, (budgets.per_pupil or 0) - sum(so_far.get(pupil, {}).values()))
            sums.append(Sum(pupil, tuple(terms), maximum=rest))
        for (pupil, subject), terms in subjects.items() if budgets.per_subject is not None else ():
            rest = max(0, (budgets.per_subject or 0) - so_far.get(pupil, {}).get(subject, 0))
            sums.append(Sum(f"{pupil} / {subject}", tuple(terms), maximum=rest))
        if budgets.per_group is not None:
            sums.extend(_per_group(frame, regrouping, budgets.per_group))
        if budgets.total is not None:
            everything = tuple(term for terms in pupils.values() for term in terms)
            sums.append(Sum("total", everything, maximum=budgets.total))
        if sums:
            sentence = "No more changes than the budgets allow"
            yield LimitSum(**self.common(setting, (), sentence), sums=tuple(sums))


def _changes(frame: Frame, former: FormerGroup) -> dict[str, list[Term]]:
    """Pupil of a former group -> the joins that would be a change."""
    belong = frame.plan.members_of.get(former.delivery, ())
    others = [group for group in frame.plan.groups_of.get(former.delivery, ()) if group != former.id]
    return {
        pupil: [Term(1, Joins(frame.pupil[pupil], frame.group[other])) for other in others]
        for pupil in former.members
        if pupil in belong
    }


def _per_group(frame: Frame, regrouping: Regrouping, budget: int) -> Iterator[Sum]:
    for group in (name for names in frame.plan.groups_of.values() for name in names):
        terms: list[Term] = []
        for former in regrouping.former:
            if former.id == group:
                # Somebody left when another group of the delivery is joined instead.
                terms.extend(
                    Term(1, AnyOf(tuple(term.atom for term in changes)))
                    for changes in _changes(frame, former).values()
                    if changes
                )
            elif group in frame.plan.groups_of.get(former.delivery, ()):
                terms.extend(
                    term
                    for pupil, changes in _changes(frame, former).items()
                    for term in changes
                    if term.atom == Joins(frame.pupil[pupil], frame.group[group])
                )
        yield Sum(group, tuple(terms), maximum=budget)
