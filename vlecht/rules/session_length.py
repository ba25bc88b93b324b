"""Sessions are neither too short nor too long."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.core.constraints.base import Constraint
from vlecht.models.deliveries import CircuitDelivery, InstructionRoundsDelivery
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class SessionLength(Rule):
    """Per block: slots that it lasts less than the curriculum line's shortest, or more than its longest.

    A block of rounds, or of turns in a circuit, lasts all its rounds: their number times the longest
    session in it. Of a block for several home groups the first one's line counts. Support and fixed
    sessions have their own length.
    """

    id = "session_length"
    words = Phrase(
        "Sessions last at least the shortest and at most the longest time that the curriculum line allows.",
        "Lessen duren minstens de kortste en hoogstens de langste tijd die de lessentabel toestaat.",
    )
    unit = Phrase("slots", "tijdvakken")

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per block."""
        for block, sessions in roster.by_block.items():
            delivery = index.deliveries[sessions[0].delivery]
            if delivery.form in ("support", "fixed"):
                continue
            group = next((g for g in sessions[0].groups if g in index.home_groups), delivery.home_groups[0])
            line = index.curriculum.get((group, delivery.subject))
            if line is None:
                continue
            minutes = max(session.minutes for session in sessions)
            if isinstance(delivery, InstructionRoundsDelivery):
                minutes *= delivery.rounds
            elif isinstance(delivery, CircuitDelivery):
                minutes *= len(delivery.stations)
            if minutes < line.shortest:
                short = index.grid.slots(line.shortest - minutes)
                sentence = Phrase(
                    f"Block {block} lasts {minutes} minutes, at least {line.shortest} are asked",
                    f"Blok {block} duurt {minutes} minuten, minstens {line.shortest} is gevraagd",
                )
                yield self.breach(short, (block,), sentence)
            elif minutes > line.longest:
                long = index.grid.slots(minutes - line.longest)
                sentence = Phrase(
                    f"Block {block} lasts {minutes} minutes, at most {line.longest} are allowed",
                    f"Blok {block} duurt {minutes} minuten, hoogstens {line.longest} mag",
                )
                yield self.breach(long, (block,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """None: the plan divides a line's minutes into lengths that it allows; they are not decided later."""
        yield from ()
