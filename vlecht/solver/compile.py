"""A school compiled: the frame's problem under the constraints of its rules, each with its provenance."""

from __future__ import annotations

from collections.abc import Collection

from vlecht.core.constraints.base import Constraint, CostFunction, Provenance
from vlecht.core.constraints.split_events import SplitEvents
from vlecht.rules.frame import Frame
from vlecht.rules.registry import RULES


def constraints_of(frame: Frame, only: Collection[str] | None = None) -> tuple[Constraint, ...]:
    """The core constraints of all rules that are on (or of ``only`` these); no session is ever split."""
    found: list[Constraint] = [
        SplitEvents(
            id="whole",
            name="whole",
            hard=True,
            weight=1,
            function=CostFunction.LINEAR,
            provenance=Provenance("plan", (), "A session is held in one go"),
            events=(position,),
            minimum_duration=event.duration,
            maximum_duration=event.duration,
            minimum_amount=1,
            maximum_amount=1,
        )
        for position, event in enumerate(frame.events)
    ]
    for rule in RULES:
        setting = rule.setting(frame.index)
        if setting.mode != "off" and (only is None or rule.id in only):
            found.extend(rule.constraints(frame.index, frame, setting))
    return tuple(found)
