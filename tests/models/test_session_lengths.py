"""A curriculum line is cut into sessions of the usual length where that is possible."""

from __future__ import annotations

import pytest

from vlecht.models.attending import session_lengths
from vlecht.models.school import CurriculumLine


@pytest.mark.parametrize(
    ("minutes", "usual", "lengths"),
    [
        (225, 45, (3, 3, 3, 3, 3)),  # not four sessions of which one has the usual length
        (135, 45, (3, 3, 3)),
        (60, 45, (4,)),
        (75, 30, (3, 2)),
        (120, 120, (8,)),
        (15, 45, (1,)),
    ],
)
def test_sessions_of_the_usual_length(minutes: int, usual: int, lengths: tuple[int, ...]) -> None:
    line = CurriculumLine(subject="math", minutes=minutes, usual=usual)
    assert session_lengths(line, 15) == lengths
    assert session_lengths(line, 15, weeks=2) == lengths * 2


def test_no_number_of_sessions_is_possible() -> None:
    line = CurriculumLine(subject="math", minutes=75, usual=60, shortest=60, longest=60)
    assert session_lengths(line, 15) == ()
