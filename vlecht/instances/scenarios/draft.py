"""A school that is being changed: what the changes have come to so far, and everything noticed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vlecht.instances.findings import Finding, did_you_mean, shown
from vlecht.models.changes import Pick, Who
from vlecht.models.people import Staff
from vlecht.models.phrases import Phrase
from vlecht.models.scenario import Candidate
from vlecht.models.school import School


@dataclass
class Draft:
    """The school as changed so far.

    ``place`` is the change that is being made (``scenarios[2].changes[0]``). ``notes`` are consequences that
    the change does not name itself; ``obstacles`` say why no roster can exist (nobody is left who may do
    something); ``findings`` are mistakes in the scenario.
    """

    school: School
    file: str
    candidates: Mapping[str, Candidate] = field(default_factory=dict)
    place: str = ""
    notes: list[Phrase] = field(default_factory=list)
    obstacles: list[Phrase] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def update(self, **changes: Any) -> None:
        """Replaces fields of the school."""
        self.school = self.school.model_copy(update=changes)

    def note(self, en: str, nl: str) -> None:
        """A consequence, said once."""
        if Phrase(en, nl) not in self.notes:
            self.notes.append(Phrase(en, nl))

    def obstacle(self, en: str, nl: str) -> None:
        """A reason why there can be no roster, said once."""
        if Phrase(en, nl) not in self.obstacles:
            self.obstacles.append(Phrase(en, nl))

    def mistake(self, field: str, value: Any, problem: str, remedy: str, code: str) -> None:
        """Something wrong with the change itself."""
        place = f"{self.place}.{field}" if field else self.place
        text = "" if value is None else shown(value)
        self.findings.append(Finding(self.file, place, text, problem, remedy, code))

    def known(self, field: str, value: str, kind: str, names: Iterable[str]) -> bool:
        """Whether there is such a thing; when not, that is a mistake."""
        names = list(names)
        if value in names:
            return True
        article = "an" if kind[0] in "aeiou" else "a"
        remedy = did_you_mean(value, names)
        self.mistake(field, value, f"is not {article} {kind} of this school", remedy, "unknown-reference")
        return False

    def all_known(self, field: str, values: Iterable[str], kind: str, names: Iterable[str]) -> bool:
        """Whether all of them are there; every one that is not is a mistake."""
        names = list(names)
        right = [self.known(field, value, kind, names) for value in values]
        return all(right)

    def person(self, who: Who, field: str = "staff") -> Staff | None:
        """The member of staff meant; ``None``, and a mistake noted, when there is none."""
        if isinstance(who, Pick):
            return self._pick(who, field)
        if not self.known(field, who, "member of staff", (person.id for person in self.school.staff)):
            return None
        return next(person for person in self.school.staff if person.id == who)

    def _pick(self, pick: Pick, field: str) -> Staff | None:
        team = next((c.team for c in self.school.clusters if c.id == pick.cluster), ())
        found = [
            person
            for person in self.school.staff
            if (pick.role is None or pick.role in person.roles)
            and (pick.funding is None or pick.funding == person.funding)
            and (pick.cluster is None or person.id in team)
            and (
                pick.subject is None
                or any(not q.subjects or pick.subject in q.subjects for q in person.qualifications)
            )
        ]
        if len(found) >= pick.nth:
            return found[pick.nth - 1]
        stated = pick.model_dump(exclude_none=True, exclude={"nth"})
        words = ", ".join(f"{key} {value}" for key, value in stated.items()) or "anybody"
        problem = f"is number {pick.nth} of the staff with {words}: there are {len(found)}"
        self.mistake(f"{field}.nth", None, problem, "choose a lower number, or others", "unknown-reference")
        return None

    def with_staff(self, person: Staff) -> None:
        """Puts a changed member of staff in the place of the one with that id."""
        self.update(staff=tuple(person if p.id == person.id else p for p in self.school.staff))
