"""What is wrong with a file: where, what, and how to mend it. All findings are reported together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any, Literal

Severity = Literal["error", "warning"]
"""An ``error`` makes the file unusable; a ``warning`` is probably not what was meant."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file.

    ``place`` names the field (``pupils[3].home_group (pupil p17)``), ``value`` what stands there, ``code``
    the kind of finding (stable, for programs), ``remedy`` what to do about it.
    """

    file: str
    place: str
    value: str
    problem: str
    remedy: str
    code: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        shown = f" {self.value}" if self.value else ""
        text = f"{where}:{shown} {self.problem}."
        if not self.remedy:
            return text
        remedy = self.remedy[:1].upper() + self.remedy[1:]
        return f"{text} {remedy}" + ("" if remedy.endswith("?") else ".")

    def as_dict(self) -> dict[str, Any]:
        """The finding as plain data, for ``--json``."""
        return asdict(self)


class InputError(Exception):
    """A file cannot be used. Carries every finding, warnings included."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class SourceError(OSError):
    """A file or sample that cannot be found or opened: a matter of usage, not of contents."""


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that make a file unusable."""
    return tuple(finding for finding in findings if finding.severity == "error")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest known words, or a few of them when none is near."""
    names = list(dict.fromkeys(known))
    near = get_close_matches(word, names, n=2, cutoff=0.6)
    near = near or [name for name in names if len(word) > 2 and word in name][:2]
    if near:
        return "did you mean " + " or ".join(near) + "?"
    if not names:
        return "there are none to choose from"
    some = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    return f"known: {some}"


def shown(value: Any, limit: int = 60) -> str:
    """A value as it is shown in a finding: short, strings in quotes."""
    text = f'"{value}"' if isinstance(value, str) else "true" if value is True else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
