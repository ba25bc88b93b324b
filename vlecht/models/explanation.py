"""Why something in a roster is as it is: what else it could be, what that would cost, and what forbids it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from vlecht.models.diagnosis import Conflict
from vlecht.models.diff import RosterDiff
from vlecht.models.phrases import Phrase
from vlecht.models.roster import Roster
from vlecht.models.school import AnyPin, School


@dataclass(frozen=True)
class Question:
    """A question about one thing in a roster.

    ``subject``: the pupil (``group``), else the session. ``wanted``: one alternative only: a group, a room, a
    staff member or a moment as (day, minutes since midnight). ``delivery`` chooses between the groups of a
    pupil when no group is named.
    """

    about: Literal["group", "time", "room", "staff"]
    subject: str
    wanted: str | tuple[str, int] | None = None
    delivery: str | None = None


Status = Literal["possible", "impossible", "open"]
"""Of an alternative: a roster with it was found, none can be, or neither was settled in the time."""


@dataclass(frozen=True)
class Alternative:
    """Something else that could be, pinned, and what solving again made of it.

    ``proven``: nothing cheaper can be as long as only ``scope`` changes; ``least``: in no week at all.
    ``breaks``: what would be wrong if this alone changed; ``alone``: what each rule would cost more then,
    where nothing would be. Of what is impossible, ``forbidden`` says what is broken at the least, and of
    which ``rules``, whatever else changes within the scope; ``conflict`` why no week at all can have it,
    where that is proven.
    """

    words: Phrase
    pin: AnyPin
    scope: Phrase
    status: Status
    cost: int | None = None
    diff: RosterDiff | None = None
    roster: Roster | None = None
    school: School | None = None
    proven: bool = False
    least: bool = False
    alone: tuple[tuple[str, int], ...] | None = None
    breaks: tuple[Phrase, ...] = ()
    forbidden: tuple[Phrase, ...] = ()
    rules: tuple[str, ...] = ()
    conflict: Conflict | None = None

    def as_dict(self) -> dict[str, Any]:
        """As plain data, for ``--json``."""
        data: dict[str, Any] = {
            "alternative": self.words.en,
            "alternative_nl": self.words.nl,
            "pin": self.pin.model_dump(mode="json", exclude_defaults=True) | {"what": self.pin.what},
            "status": self.status,
            "within": self.scope.en,
            "within_nl": self.scope.nl,
            "if_nothing_else_changed": [phrase.en for phrase in self.breaks],
            "if_nothing_else_changed_nl": [phrase.nl for phrase in self.breaks],
            "cost_if_nothing_else_changed": None if self.alone is None else dict(self.alone),
        }
        if self.diff is not None:
            data |= {
                "cost": self.cost,
                "proven_least_within": self.proven,
                "proven_least_of_all": self.least,
                "cost_per_rule": {
                    line.rule: line.after - line.before for line in self.diff.costs if line.mode == "soft"
                },
                "sessions_changed": len(self.diff.sessions),
                "diff": self.diff.as_dict(),
            }
        if self.status == "impossible":
            data |= {
                "rules": list(self.rules),
                "forbidden": [phrase.en for phrase in self.forbidden],
                "forbidden_nl": [phrase.nl for phrase in self.forbidden],
                "conflict": None if self.conflict is None else self.conflict.as_dict(),
            }
        return data


@dataclass(frozen=True)
class Explanation:
    """The answer to a question. ``present``: what is so now; ``complete``: nothing was left for lack of time.

    ``forced``: nothing else can be, as far as was looked. ``others``: alternatives that were left out, none
    cheaper than those of the same scope that are told of; ``ruled_out``: those that are impossible and not
    told of one by one. ``single``: only one was asked about.
    """

    question: Phrase
    present: Phrase
    cost: int
    alternatives: tuple[Alternative, ...]
    forced: bool = False
    others: int = 0
    ruled_out: int = 0
    single: bool = False
    complete: bool = True
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """As plain data, for ``--json``."""
        return {
            "question": self.question.en,
            "question_nl": self.question.nl,
            "present": self.present.en,
            "present_nl": self.present.nl,
            "cost": self.cost,
            "forced": self.forced,
            "others_not_cheaper": self.others,
            "others_impossible": self.ruled_out,
            "alternatives": [found.as_dict() for found in self.alternatives],
            "complete": self.complete,
            "seconds": round(self.seconds, 2),
        }
