"""All rules, in the order in which they are judged and shown. Adding a rule is adding its line here."""

from __future__ import annotations

from vlecht.rules.base import Rule

RULES: tuple[Rule, ...] = ()

RULE: dict[str, Rule] = {rule.id: rule for rule in RULES}
"""Rule id -> rule."""
