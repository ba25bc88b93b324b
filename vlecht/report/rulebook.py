"""The rules in words, from the registry: what the documentation and ``vlecht rules`` show."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from vlecht.rules.base import Rule

HEADER = """# The rules

Every rule of a roster: what it says, what one unit of its amount is, and how it counts unless the school
file says otherwise. A *hard* rule must be met. A *soft* one costs amount × weight; the cost of a roster is
the sum. This page is made from the rules themselves: `vlecht rules --markdown`.

A school changes them in its `policy`:

```json
{"policy": {"rules": {
  "handovers": {"weight": 5},
  "keep_apart": {"mode": "soft", "weight": 50},
  "few_faces": {"params": {"faces": 7}},
  "prefers": {"mode": "off"}
}}}
```
"""


def as_data(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """The rules as plain data."""
    return [
        {
            "id": rule.id,
            "words": str(rule.words),
            "unit": str(rule.unit),
            "mode": rule.mode,
            "weight": rule.weight,
            "parameters": {
                name: {"default": parameter.default, "meaning": parameter.meaning}
                for name, parameter in rule.parameters.items()
            },
        }
        for rule in rules
    ]


def as_markdown(rules: Iterable[Rule]) -> str:
    """The rules as a page: an overview, then the parameters of those that have any."""
    found = tuple(rules)
    lines = [HEADER, "| rule | what it says | amount in | default |", "|---|---|---|---|"]
    for rule in found:
        counts = rule.mode if rule.mode != "soft" else f"soft, weight {rule.weight}"
        lines.append(f"| `{rule.id}` | {_cell(str(rule.words))} | {rule.unit} | {counts} |")
    lines += ["", "## Parameters", "", "| rule | parameter | default | meaning |", "|---|---|---|---|"]
    for rule in found:
        for name, parameter in rule.parameters.items():
            default = json.dumps(parameter.default)
            lines.append(f"| `{rule.id}` | `{name}` | `{default}` | {_cell(parameter.meaning)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
