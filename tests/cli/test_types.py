"""Option values as people write them."""

from __future__ import annotations

import pytest

from vlecht.cli.types import DURATION, GAP


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("60", 60), ("60s", 60), ("5m", 300), ("PT5M", 300), ("1h30m", 5400), ("PT1M30S", 90), ("0.5", 0.5)],
)
def test_durations(text: str, seconds: float) -> None:
    assert DURATION.convert(text, None, None) == seconds


@pytest.mark.parametrize(("text", "share"), [("1%", 0.01), ("0.01", 0.01), ("0", 0.0), ("12.5%", 0.125)])
def test_gaps(text: str, share: float) -> None:
    assert GAP.convert(text, None, None) == pytest.approx(share)
