"""All rules, in the order in which they are judged and shown. Adding a rule is adding its line here."""

from __future__ import annotations

from vlecht.rules.base import Rule
from vlecht.rules.group_membership import GroupMembership
from vlecht.rules.pupil_one_activity import PupilOneActivity
from vlecht.rules.pupil_supervised import PupilSupervised

RULES: tuple[Rule, ...] = (
    PupilOneActivity(),
    PupilSupervised(),
    GroupMembership(),
)

RULE: dict[str, Rule] = {rule.id: rule for rule in RULES}
"""Rule id -> rule."""
