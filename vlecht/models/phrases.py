"""Sentences in two languages from parts that are said differently in each: moments, lists, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vlecht.models.words import format_clock

LANGUAGES = ("nl", "en")
"""Languages in which sentences are said; the order in which both are written down."""

DAYS: dict[str, tuple[str, str]] = {
    "mon": ("maandag", "Monday"),
    "tue": ("dinsdag", "Tuesday"),
    "wed": ("woensdag", "Wednesday"),
    "thu": ("donderdag", "Thursday"),
    "fri": ("vrijdag", "Friday"),
    "sat": ("zaterdag", "Saturday"),
    "sun": ("zondag", "Sunday"),
}


def day_name(day: str, lang: str) -> str:
    """``tue`` -> ``Tuesday``; ``A-tue`` -> ``A Tuesday``."""
    week, _, name = day.rpartition("-")
    word = DAYS[name][LANGUAGES.index(lang)] if name in DAYS else name
    return f"{week} {word}" if week else word


@dataclass(frozen=True)
class Names:
    """Names (or other things with words) in a list: the first so many, and how many more there are."""

    names: tuple[str | When, ...]
    most: int = 6

    def say(self, lang: str) -> str:
        """``a, b and 3 more``."""
        if not self.names:
            return "niemand" if lang == "nl" else "nobody"
        and_, more = ("en", "nog {}") if lang == "nl" else ("and", "{} more")
        shown = [name if isinstance(name, str) else name.say(lang) for name in self.names[: self.most]]
        if len(self.names) > self.most:
            shown.append(more.format(len(self.names) - self.most))
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {and_} {shown[-1]}"


@dataclass(frozen=True)
class When:
    """Days and a stretch of the day; no days means every school day, ``None`` for a time no limit."""

    days: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None

    def say(self, lang: str) -> str:
        """``on Tuesday and Friday 08:30-12:00``."""
        on, every = ("op ", "op alle dagen") if lang == "nl" else ("on ", "on every day")
        text = on + Names(tuple(day_name(d, lang) for d in self.days), 7).say(lang) if self.days else every
        if self.start is not None and self.end is not None:
            text += f" {format_clock(self.start)}-{format_clock(self.end)}"
        return text


@dataclass(frozen=True)
class Phrase:
    """A sentence with its parts: ``words`` are the Dutch and the English with ``{names}`` in them."""

    words: tuple[str, str]
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def say(self, lang: str = "en") -> str:
        """The sentence in English or Dutch (``nl``)."""
        return phrase(self.words, self.data, lang)


def phrase(words: tuple[str, str], data: Mapping[str, Any], lang: str) -> str:
    """A template of a language, filled with parts said in that language. Raises ``ValueError`` for others."""
    parts = {
        name: value.say(lang) if isinstance(value, Names | When | Phrase) else value
        for name, value in data.items()
    }
    return words[LANGUAGES.index(lang)].format(**parts)
