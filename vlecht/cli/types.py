"""Option values: lengths of time, gaps."""

from __future__ import annotations

import re
from typing import Any

import click

_PARTS = re.compile(r"^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s?)?$")


class Duration(click.ParamType[float]):
    """A length of time in seconds: ``60``, ``60s``, ``5m``, ``1h30m``, ``PT5M``."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds, more than 0."""
        if isinstance(value, int | float):
            return float(value)
        text = str(value).strip().lower().removeprefix("pt")
        found = _PARTS.match(text)
        if not text or not found:
            self.fail(f"{value!r} is not a length of time; write 60, 60s, 5m or PT5M", param, ctx)
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        total = hours * 3600 + minutes * 60 + seconds
        if total <= 0:
            self.fail(f"{value!r} is not more than no time at all", param, ctx)
        return total


class Gap(click.ParamType[float]):
    """A share: ``1%`` or ``0.01``."""

    name = "gap"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """A number from 0 up to 1."""
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            share = -1.0
        if not 0 <= share < 1:
            self.fail(f"{value!r} is not a share; write 1% or 0.01", param, ctx)
        return share


DURATION = Duration()
GAP = Gap()
