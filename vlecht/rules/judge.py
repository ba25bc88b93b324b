"""The checker: every rule's violations of a roster, and their cost. Runs without OR-Tools."""

from __future__ import annotations

from collections.abc import Collection

from vlecht.models.index import SchoolIndex
from vlecht.models.roster import Roster, RuleCost
from vlecht.rules.base import Judgement, Violation
from vlecht.rules.registry import RULES
from vlecht.rules.view import RosterView


def judge(index: SchoolIndex, roster: Roster, only: Collection[str] | None = None) -> Judgement:
    """All violations of all rules that are on (of those named in ``only``, when given), in registry order."""
    view = RosterView(index, roster)
    settings = {rule.id: rule.setting(index) for rule in RULES if only is None or rule.id in only}
    found: list[Violation] = []
    for rule in RULES:
        setting = settings.get(rule.id)
        if setting is not None and setting.mode != "off":
            found.extend(v for v in rule.violations(index, view, setting) if v.amount > 0)
    return Judgement(tuple(found), settings)


def costs(judgement: Judgement) -> tuple[RuleCost, ...]:
    """Count, amount and cost per rule that is on, in registry order (rules without violations included)."""
    table: list[RuleCost] = []
    for rule, setting in judgement.settings.items():
        if setting.mode == "off":
            continue
        mine = [v for v in judgement.violations if v.rule == rule]
        amount = sum(v.amount for v in mine)
        table.append(
            RuleCost(
                rule=rule, mode=setting.mode, count=len(mine), amount=amount, cost=amount * setting.weight
            )
        )
    return tuple(table)
