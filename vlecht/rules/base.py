"""What a rule is: words, a default setting, and the same statement made twice.

``violations`` is the judge: written from the rule's words, on the roster as people read it, in plain
Python. ``constraints`` states the same for the core, with provenance. They share no code; a parity test
per rule compares the amounts on random rosters.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from vlecht.core.constraints.base import Constraint, CostFunction, Provenance
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView

Mode = Literal["hard", "soft", "off"]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a rule counts in a school: mode, weight per unit of amount, parameters (defaults filled in)."""

    mode: Mode
    weight: int
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of a rule: a sentence that names the things and the amount, in the rule's unit."""

    rule: str
    amount: int
    objects: tuple[str, ...]
    phrase: Phrase

    @property
    def sentence(self) -> str:
        """The breach in English."""
        return self.phrase.en

    def say(self, lang: str) -> str:
        """The breach in ``en`` or ``nl``."""
        return self.phrase.say(lang)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a rule: its default and meaning."""

    default: Any
    meaning: str


class Rule(ABC):
    """A school rule. Subclasses are stateless; one instance each stands in the registry."""

    id: ClassVar[str]
    words: ClassVar[Phrase]
    """The rule in one sentence, as it would hang on the staff-room wall."""
    unit: ClassVar[Phrase]
    """What one unit of amount is: slots, minutes, pupils, …"""
    mode: ClassVar[Mode] = "hard"
    weight: ClassVar[int] = 1
    parameters: ClassVar[Mapping[str, Parameter]] = {}

    def setting(self, index: SchoolIndex) -> Setting:
        """The school's setting of this rule, with defaults where it says nothing."""
        stated = index.school.policy.rules.get(self.id)
        params = {name: parameter.default for name, parameter in self.parameters.items()}
        if stated is None:
            return Setting(self.mode, self.weight, params)
        params |= stated.params
        return Setting(
            stated.mode or self.mode, self.weight if stated.weight is None else stated.weight, params
        )

    @abstractmethod
    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """Every breach in a roster, judged from the rule's words."""

    @abstractmethod
    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """The rule as core constraints over the frame's problem. Linear cost, the setting's weight."""

    def breach(self, amount: int, objects: tuple[str, ...], sentence: Phrase) -> Violation:
        """A violation of this rule."""
        return Violation(self.id, amount, objects, sentence)

    def common(self, setting: Setting, facts: tuple[str, ...] = (), sentence: str = "") -> dict[str, Any]:
        """The six common fields of a core constraint made by this rule."""
        return {
            "id": "/".join((self.id, *facts)),
            "name": self.id,
            "hard": setting.mode == "hard",
            "weight": setting.weight,
            "function": CostFunction.LINEAR,
            "provenance": Provenance(self.id, facts, sentence),
        }


@dataclass(frozen=True)
class Judgement:
    """All violations of a roster and what they cost per rule."""

    violations: tuple[Violation, ...]
    settings: Mapping[str, Setting] = field(default_factory=dict)

    @property
    def hard(self) -> tuple[Violation, ...]:
        """Violations of hard rules: a roster with any is not feasible."""
        return tuple(v for v in self.violations if self.settings[v.rule].mode == "hard")

    @property
    def cost(self) -> int:
        """Sum over soft rules of amount × weight."""
        return sum(
            v.amount * self.settings[v.rule].weight
            for v in self.violations
            if self.settings[v.rule].mode == "soft"
        )
