"""The schools of a board: different, the same again, and each with a roster that the checker accepts."""

from __future__ import annotations

from vlecht.instances.generator.board import LARGEST, SMALLEST, board
from vlecht.models.index import SchoolIndex
from vlecht.rules.judge import judge


def test_schools_differ_are_the_same_again_and_have_rosters() -> None:
    found = list(board(3))
    assert [made.school.id for made in found] == ["school-01", "school-02", "school-03"]
    assert len({len(made.school.pupils) for made in found}) == 3
    assert [made.school for made in board(2)] == [made.school for made in found[:2]]
    assert next(board(1, seed=1)).school != found[0].school
    for made in found:
        assert SMALLEST * 0.9 <= len(made.school.pupils) <= LARGEST
        assert made.roster.school == made.school.id
        assert made.roster.run.school_hash == made.school.hash()
        assert not judge(SchoolIndex(made.school), made.roster).hard
