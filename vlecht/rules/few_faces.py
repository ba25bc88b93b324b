"""Not too many different people before a pupil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from vlecht.core.constraints.base import Constraint
from vlecht.core.constraints.limit_companions import LimitCompanions
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.base import Parameter, Rule, Setting, Violation
from vlecht.rules.frame import Frame
from vlecht.rules.phrases import counted
from vlecht.rules.view import RosterView


class FewFaces(Rule):
    """Amount: per pupil, different staff (in any function) in the sessions of the pupil's groups above
    ``faces``; sessions that the pupil leaves count too. Break duties do not count."""

    id = "few_faces"
    words = Phrase(
        "A pupil meets no more different staff in a week than so many.",
        "Een leerling heeft in een week met niet meer dan zoveel medewerkers te maken.",
    )
    unit = Phrase("faces", "gezichten")
    mode = "soft"
    weight = 3
    parameters: ClassVar[Mapping[str, Parameter]] = {
        "faces": Parameter(9, "different staff that do not count")
    }

    def violations(self, index: SchoolIndex, roster: RosterView, setting: Setting) -> Iterator[Violation]:
        """One per pupil."""
        allowed = int(setting.params["faces"])
        for pupil in index.pupils:
            faces = {a.staff for session in roster.sessions_of_pupil.get(pupil, ()) for a in session.staff}
            if len(faces) > allowed:
                met, over = counted(len(faces), "member"), len(faces) - allowed
                sentence = Phrase(
                    f"Pupil {pupil} meets {met} of staff, {over} more than {allowed}",
                    f"Leerling {pupil} heeft met {len(faces)} medewerkers te maken, {over} meer dan "
                    f"{allowed}",
                )
                yield self.breach(over, (pupil,), sentence)

    def constraints(self, index: SchoolIndex, frame: Frame, setting: Setting) -> Iterator[Constraint]:
        """A limit on every pupil's companions among the staff."""
        allowed = int(setting.params["faces"])
        yield LimitCompanions(
            **self.common(setting, (), f"Pupils meet at most {allowed} different staff"),
            resources=tuple(frame.pupil.values()),
            companion_type="staff",
            maximum=allowed,
        )
