"""The words of reports in Dutch and English. Files and code use the English terms; people read their own.

A kind of page that needs words of its own brings a module with ``WORDS`` (key -> Dutch, English) and its line
in ``_PARTS``. A key means one thing: it stands in one module.
"""

from __future__ import annotations

from vlecht.report.translations import balance, diagnosis, formation, frame, roster

_PARTS = (balance, diagnosis, formation, frame, roster)

WORDS: dict[str, tuple[str, str]] = {key: words for part in _PARTS for key, words in part.WORDS.items()}
"""Key -> (Dutch, English)."""

LANGUAGES = ("nl", "en")
"""Languages of reports."""


class Language:
    """Words in one language. Calling it with a key gives the word; an unknown key is a fault of ours."""

    def __init__(self, code: str) -> None:
        """``code``: ``nl`` or ``en``. Raises ``ValueError`` for another."""
        self.code = code
        self.column = LANGUAGES.index(code)

    def __call__(self, key: str) -> str:
        return WORDS[key][self.column]

    def day(self, day: str) -> str:
        """A day id in words: ``mon`` -> ``maandag``, ``A-mon`` -> ``A maandag``."""
        week, _, name = day.rpartition("-")
        return f"{week} {self(name)}" if week else self(name)
