"""Waits for the interpreter are short within, and afterwards as they were."""

from __future__ import annotations

import sys

import pytest

from vlecht.solver.grouping.threads import WAIT, short_waits


def test_waits_are_as_before_when_the_last_has_left() -> None:
    before = sys.getswitchinterval()
    first, second = short_waits(), short_waits()
    first.__enter__()
    second.__enter__()
    assert sys.getswitchinterval() == pytest.approx(WAIT)
    first.__exit__(None, None, None)
    assert sys.getswitchinterval() == pytest.approx(WAIT)
    second.__exit__(None, None, None)
    assert sys.getswitchinterval() == before > WAIT


def test_waits_are_as_before_after_an_error() -> None:
    before = sys.getswitchinterval()
    with pytest.raises(KeyboardInterrupt), short_waits():
        raise KeyboardInterrupt
    assert sys.getswitchinterval() == before
