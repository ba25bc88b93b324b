"""What the school of the sample ``kameleon`` does, counted in its rosters: the planted one and a solved one.

Mixed instruction rounds for a whole cluster, independent work under supervision, a teacher of the cluster
freed in every round, a break for everybody with a long day. Read off the rosters with plain loops: no rule
and none of the bookkeeping that rules share has a part in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest

from vlecht.instances.samples import sample
from vlecht.models.deliveries import InstructionRoundsDelivery
from vlecht.models.roster import Roster, Session
from vlecht.models.school import School
from vlecht.models.words import Function
from vlecht.solver import solve

SCHOOL: School = sample("kameleon").school
INDEPENDENT = {3: 60, 4: 60, 5: 90, 6: 90, 7: 120, 8: 120}
"""Year -> minutes of independent work a week, as the school has it."""

LONG_DAY, BREAK, FROM, UNTIL = 240, 20, 10 * 60 + 30, 14 * 60
"""After more than four hours of work twenty minutes of break, between half past ten and two."""


@pytest.fixture(scope="module", params=["planted", pytest.param("solved", marks=pytest.mark.slow)])
def roster(request: pytest.FixtureRequest) -> Roster:
    """A week of the school: as planted, and as the solver makes it in twenty seconds."""
    if request.param == "planted":
        return sample("kameleon").roster
    found = solve(SCHOOL, time_limit=20, seed=1)
    assert found.roster is not None, found.message
    return found.roster


def _rounds(
    roster: Roster, delivery: InstructionRoundsDelivery
) -> dict[str, dict[tuple[str, int, int], list[Session]]]:
    """Block -> day, start and end of a round -> its sessions."""
    found: dict[str, dict[tuple[str, int, int], list[Session]]] = defaultdict(lambda: defaultdict(list))
    for session in roster.sessions:
        if session.delivery == delivery.id:
            found[session.block][session.day, session.start, session.end].append(session)
    return found


def _deliveries() -> list[InstructionRoundsDelivery]:
    return [found for found in SCHOOL.deliveries if isinstance(found, InstructionRoundsDelivery)]


def _pupils_in(roster: Roster, session: Session) -> list[str]:
    """Who is in a session, once for each of its groups that they are in, without those who left it."""
    there: list[str] = []
    for group in roster.groups:
        if group.id in session.groups:
            there.extend(group.members + group.guests)
    there.extend(pupil.id for pupil in SCHOOL.pupils if pupil.home_group in session.groups)
    return [pupil for pupil in there if pupil not in session.without]


def _work(roster: Roster) -> Iterator[tuple[str, str, int, int]]:
    """Everything that staff do: who, on which day, from and until when."""
    for session in roster.sessions:
        for assignment in session.staff:
            yield assignment.staff, session.day, session.start, session.end
    for meeting in roster.meetings:
        for person in meeting.staff:
            yield person, meeting.day, meeting.start, meeting.start + meeting.minutes
    for duty in roster.duties:
        for pause in SCHOOL.calendar.breaks:
            if pause.id == duty.pause:
                yield duty.staff, duty.day, pause.start, pause.end


def test_three_clusters_have_instruction_rounds_for_all_their_home_groups() -> None:
    found = {delivery.home_groups for delivery in _deliveries()}
    clusters = {
        tuple(group.id for group in SCHOOL.home_groups if group.cluster == cluster.id)
        for cluster in SCHOOL.clusters
    }
    assert len(found) == 3
    assert found < clusters


def test_in_every_round_each_pupil_is_taught_or_works_under_supervision(roster: Roster) -> None:
    for delivery in _deliveries():
        cluster = sorted(pupil.id for pupil in SCHOOL.pupils if pupil.home_group in delivery.home_groups)
        blocks = _rounds(roster, delivery)
        assert blocks
        for block, rounds in blocks.items():
            assert len(rounds) == delivery.rounds, block
            taught: set[str] = set()
            for moment, sessions in rounds.items():
                there: list[str] = []
                for session in sessions:
                    functions = [assignment.function for assignment in session.staff]
                    wanted = Function.LEAD if session.kind == "instruction" else Function.SUPERVISE
                    assert session.kind in ("instruction", "independent"), session.id
                    assert wanted in functions, session.id
                    there.extend(_pupils_in(roster, session))
                    if session.kind == "instruction":
                        taught.update(_pupils_in(roster, session))
                assert sorted(there) == cluster, (block, moment)
            assert sorted(taught) == cluster, block


def test_the_rounds_of_a_block_follow_each_other(roster: Roster) -> None:
    for delivery in _deliveries():
        for block, rounds in _rounds(roster, delivery).items():
            moments = sorted(rounds)
            assert len({day for day, _, _ in moments}) == 1, block
            for (_, _, end), (_, start, _) in pairwise(moments):
                assert end == start, block


def test_older_pupils_have_more_independent_work(roster: Roster) -> None:
    minutes = dict.fromkeys((pupil.id for pupil in SCHOOL.pupils), 0)
    for session in roster.sessions:
        if session.kind == "independent":
            # Support may be taken from independent work: who leaves for it has the session all the same.
            for name in _pupils_in(roster, session.model_copy(update={"without": ()})):
                minutes[name] += session.minutes
    counted = [pupil for pupil in SCHOOL.pupils if pupil.year in INDEPENDENT]
    assert len(counted) > 200
    for pupil in counted:
        assert minutes[pupil.id] >= INDEPENDENT[pupil.year], pupil.id


def test_in_every_round_a_teacher_of_the_cluster_is_freed_and_has_nothing_on(roster: Roster) -> None:
    work = list(_work(roster))
    teachers = {person.id for person in SCHOOL.staff if "teacher" in person.roles}
    for delivery in _deliveries():
        assert delivery.freed >= 1
        cluster = {group.cluster for group in SCHOOL.home_groups if group.id in delivery.home_groups}
        team = {person for known in SCHOOL.clusters if known.id in cluster for person in known.team}
        for block, rounds in _rounds(roster, delivery).items():
            for day, start, end in rounds:
                freed = [
                    entry.staff
                    for entry in roster.freed
                    if (entry.block, entry.day, entry.start) == (block, day, start)
                    and entry.minutes == end - start
                ]
                assert len(set(freed) & team & teachers) >= delivery.freed, (block, day, start)
                for person in freed:
                    assert day in roster.workdays[person]
                    for who, when, begins, ends in work:
                        same = who == person and when == day
                        assert not (same and begins < end and start < ends), (person, block, day, start)


def test_everybody_with_a_long_day_has_a_break(roster: Roster) -> None:
    minutes: dict[tuple[str, str], set[int]] = defaultdict(set)
    for person, day, start, end in _work(roster):
        minutes[person, day].update(range(start, end))
    long_days = {key: busy for key, busy in minutes.items() if len(busy) > LONG_DAY}
    assert len(long_days) > len(SCHOOL.staff)
    for key, busy in long_days.items():
        longest = run = 0
        for minute in range(FROM, UNTIL):
            run = 0 if minute in busy else run + 1
            longest = max(longest, run)
        assert longest >= BREAK, key
