"""Facts about the day: breaks, meetings, who must be at school."""

from __future__ import annotations

from collections.abc import Iterator

from vlecht.models.diagnosis import Fact
from vlecht.models.index import SchoolIndex
from vlecht.models.phrases import Phrase
from vlecht.rules.phrases import listed
from vlecht.solver.diagnose.wording import when, windows


def day_facts(index: SchoolIndex) -> Iterator[Fact]:
    """When breaks are and what supervision they ask; meetings; presence."""
    for number, pause in enumerate(index.school.calendar.breaks):
        place = f"calendar.breaks[{number}]"
        at = when(pause.days, pause.start, pause.end)
        words = Phrase(f"break {pause.id} is {at}", f"pauze {pause.id} is {at:nl}")
        yield Fact(f"pause|{pause.id}", "pause", (pause.id,), place, words)
        if pause.supervisors:
            words = Phrase(
                f"break {pause.id} asks for {pause.supervisors} supervisors",
                f"pauze {pause.id} vraagt {pause.supervisors} toezichthouders",
            )
            yield Fact(f"duty|{pause.id}", "duty", (pause.id,), f"{place}.supervisors", words)
    for number, meeting in enumerate(index.school.meetings):
        members = index.meeting_members(meeting.id)
        at, who = windows(meeting.windows), listed(members, 8)
        en, nl = (", everybody", ", iedereen") if meeting.attendance == "all" else ("", "")
        words = Phrase(
            f"meeting {meeting.id}: {meeting.per_week} times {meeting.minutes} minutes a week {at}, "
            f"with {who}{en}",
            f"overleg {meeting.id}: {meeting.per_week} keer {meeting.minutes} minuten per week {at:nl}, "
            f"met {who:nl}{nl}",
        )
        yield Fact(f"meeting|{meeting.id}", "meeting", (meeting.id, *members), f"meetings[{number}]", words)
    for number, line in enumerate(index.school.presence):
        who = listed(line.staff)
        words = Phrase(
            f"every day at least {line.at_least} of {who} at school",
            f"elke dag is minstens {line.at_least} van {who:nl} op school",
        )
        name = f"presence|{','.join(line.staff)}"
        yield Fact(name, "presence", line.staff, f"presence[{number}]", words)
