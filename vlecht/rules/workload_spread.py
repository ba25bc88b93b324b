"""Staff are not planned up to the last minute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_workload import LimitWorkload
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Mode, Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.view import RosterView


class WorkloadSpread(Rule):
    """Per staff member: contact minutes above a share of their limit, rounded down to whole minutes.

    Contact minutes and their limit are those of ``contact_minutes``.
    """

    id = "workload_spread"
    words = Phrase(
        "Staff keep some of their contact minutes free.",
        "Medewerkers houden een deel van hun minuten met leerlingen vrij.",
    )
    unit = Phrase("minutes", "minuten")
    mode: ClassVar[Mode] = "soft"
    weight = 1
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "percent": Parameter(
            95, "Share of the limit on contact minutes, in percent, that is always all right"
        )
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One violation per person."""
        percent = int(setting.params["percent"])
        for person, minutes in roster.contact_minutes.items():
            good = index.contact_limit(person) * percent // 100
            if minutes > good:
                over = minutes - good
                sentence = Phrase(
                    f"{person} has {minutes} contact minutes, {over} above {percent}% of the limit ({good})",
                    f"{person} heeft {minutes} minuten met leerlingen, {over} boven {percent}% van de "
                    f"grens ({good})",
                )
                yield self.breach(over, (person,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """A limit on the workload: in the frame, the minutes of a person's seats and duties."""
        share = int(setting.params["percent"])
        for person, resource in frame.staff.items():
            most = share * index.contact_limit(person) // 100
            yield LimitWorkload(
                **self.common(setting, (person,), f"{person} has at most {most} contact minutes"),
                resources=(resource,),
                minimum=0,
                maximum=most,
            )
