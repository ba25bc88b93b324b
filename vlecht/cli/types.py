"""Option values: lengths of time, gaps."""

from __future__ import annotations

from typing import Any

import click

from vlecht.models.words import parse_seconds


class Duration(click.ParamType[float]):
    """A length of time in seconds: ``60``, ``60s``, ``5m``, ``1h30m``, ``PT5M``."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds, more than 0."""
        if isinstance(value, int | float):
            return float(value)
        try:
            return parse_seconds(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


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
