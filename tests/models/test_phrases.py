"""A phrase in two languages, also as a part of a longer one."""

from __future__ import annotations

import pytest

from vlecht.models.phrases import Phrase


def test_a_phrase_is_english_unless_dutch_is_asked() -> None:
    part = Phrase("mon", "ma")
    whole = Phrase(f"on {part}", f"op {part:nl}")
    assert (str(whole), f"{whole}", f"{whole:nl}") == ("on mon", "on mon", "op ma")
    assert (whole.say("en"), whole.say("nl")) == ("on mon", "op ma")
    assert whole
    assert not Phrase("", "")


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="no language 'fr'"):
        Phrase("a", "b").say("fr")
