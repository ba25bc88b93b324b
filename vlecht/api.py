"""The engine for other programs: load a school, solve it, check a roster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vlecht.instances.registry import load_roster, load_school, save_roster, save_school
from vlecht.models import roster as words
from vlecht.models import school as school_words
from vlecht.models.index import SchoolIndex
from vlecht.models.result import Progress, Result
from vlecht.models.roster import RuleCost
from vlecht.rules.base import Judgement, Violation
from vlecht.rules.judge import costs, judge


class School(school_words.School):
    """A school that can be read from a file and written to one."""

    @classmethod
    def load(cls, source: str | Path) -> School:
        """The school of a path, ``-`` (standard input) or ``sample:NAME``.

        Raises :class:`vlecht.instances.findings.InputError`, with every finding, when the file is not
        usable; :class:`OSError` when it cannot be opened.
        """
        found = load_school(source)
        return cls.model_construct(found.model_fields_set, **dict(found))

    def save(self, path: str | Path) -> None:
        """Writes the school file. Raises ``OSError`` when it cannot be written."""
        save_school(self, path)


class Roster(words.Roster):
    """A roster that can be read from a file and written to one."""

    @classmethod
    def load(cls, source: str | Path, school: school_words.School) -> Roster:
        """The roster of a path, checked against its school. Raises as :meth:`School.load`."""
        found = load_roster(source, SchoolIndex(school))
        return cls.model_construct(found.model_fields_set, **dict(found))

    def save(self, path: str | Path) -> Path | None:
        """Writes the roster file; an older one is kept beside it under the returned name."""
        return save_roster(self, path)


@dataclass(frozen=True)
class CheckReport:
    """What the checker says of a roster."""

    judgement: Judgement
    costs: tuple[RuleCost, ...]

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every violation, with its rule, amount, objects and sentence."""
        return self.judgement.violations

    @property
    def hard(self) -> tuple[Violation, ...]:
        """Violations of hard rules."""
        return self.judgement.hard

    @property
    def feasible(self) -> bool:
        """Whether no hard rule is broken."""
        return not self.hard

    @property
    def cost(self) -> int:
        """Sum over soft rules of amount × weight."""
        return self.judgement.cost

    def summary(self) -> str:
        """Counts, and a line per rule that is broken."""
        lines = [f"hard violations: {len(self.hard)}", f"cost: {self.cost}"]
        lines += [
            f"  {line.rule}: count {line.count}, amount {line.amount}"
            + (f", cost {line.cost}" if line.mode == "soft" else " (hard)")
            for line in self.costs
            if line.count
        ]
        return "\n".join(lines)


def check(school: school_words.School, roster: words.Roster) -> CheckReport:
    """Judges a roster by the rules' words, independently of how it was made. Needs no OR-Tools."""
    judgement = judge(SchoolIndex(school), roster)
    return CheckReport(judgement, costs(judgement))


def solve(
    school: school_words.School,
    *,
    time_limit: float = 60,
    seed: int = 0,
    workers: int | None = None,
    gap: float = 0.0,
    start: words.Roster | None = None,
    reproducible: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Result:
    """The best roster found in ``time_limit`` seconds, and what is proven about it.

    Stops earlier when the relative gap is at most ``gap`` or when ``should_stop`` says so. ``start`` is a
    roster to begin from. ``reproducible``: the same result for the same seed, whatever the machine.
    Infeasible, out of time and interrupted are results, not exceptions.
    """
    from vlecht.solver import solve as run

    return run(
        school,
        time_limit=time_limit,
        seed=seed,
        workers=workers,
        gap=gap,
        start=start,
        reproducible=reproducible,
        on_progress=on_progress,
        should_stop=should_stop,
    )
