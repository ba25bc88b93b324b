"""The policy: rules and parameters that exist, with values of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vlecht.instances.checks.base import Document
from vlecht.instances.checks.walk import values
from vlecht.instances.findings import Finding, did_you_mean
from vlecht.rules.registry import RULE


def check(document: Document) -> Iterator[Finding]:
    """Rules and parameters that are not there, and values of another kind than the default."""
    for path, stated in values(document.data, "policy.rules{=}"):
        rule = RULE.get(str(path[-1]))
        if rule is None:
            yield document.finding(
                path, None, "is not a rule", did_you_mean(str(path[-1]), RULE), "unknown-rule"
            )
            continue
        params = stated.get("params") if isinstance(stated, dict) else None
        for name, value in params.items() if isinstance(params, dict) else ():
            where = (*path, "params", name)
            if name not in rule.parameters:
                remedy = did_you_mean(name, rule.parameters)
                yield document.finding(
                    where, None, f"is not a parameter of {rule.id}", remedy, "unknown-parameter"
                )
            elif not _alike(value, rule.parameters[name].default):
                remedy = f"its default is {rule.parameters[name].default!r}"
                yield document.finding(
                    where, value, "is another kind of value than expected", remedy, "wrong-type"
                )


def _alike(value: Any, default: Any) -> bool:
    if isinstance(default, dict):
        return isinstance(value, dict)
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))
