"""A sentence or word in Dutch and English, side by side: what people read of rules, findings and pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same said in English and in Dutch.

    ``str(phrase)`` and ``f"{phrase}"`` are English, ``f"{phrase:nl}"`` is Dutch: so phrases are parts of
    longer phrases, each language with its own order of words.
    """

    en: str
    nl: str

    def __str__(self) -> str:
        return self.en

    def __format__(self, spec: str) -> str:
        return self.say(spec or "en")

    def __bool__(self) -> bool:
        return bool(self.en)

    def say(self, lang: str) -> str:
        """The phrase in ``en`` or ``nl``. Raises ``ValueError`` for another language."""
        if lang not in ("en", "nl"):
            raise ValueError(f"there is no language {lang!r}; there are en and nl")
        return self.nl if lang == "nl" else self.en
