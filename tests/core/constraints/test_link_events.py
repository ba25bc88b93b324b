"""Events run at the same times."""

from __future__ import annotations

from tests.core.drawing import Drawing, agree, found, solution
from tests.core.weeks import busy_week, with_groups
from vlecht.core.constraints.avoid_clashes import AvoidClashes
from vlecht.core.constraints.base import CostFunction, common
from vlecht.core.constraints.link_events import LinkEvents
from vlecht.core.constraints.split_events import SplitEvents
from vlecht.solver.cpsat.variables import ModelVariables


def test_times_at_which_not_all_run() -> None:
    drawn = Drawing(6)
    first, second = drawn.event("first", duration=2), drawn.event("second", duration=2)
    problem = with_groups(drawn.problem(), both=(first, second), alone=(first,))
    constraint = LinkEvents(**common(), event_groups=(0, 1))
    assert found(problem, constraint, solution(problem, (first, 1), (second, 1))) == {}
    # Splits may differ as long as the times agree.
    assert found(problem, constraint, solution(problem, (first, 1), (second, 2, 1), (second, 1, 1))) == {}
    assert found(problem, constraint, solution(problem, (first, 1), (second, 2))) == {"both": 2}
    assert found(problem, constraint, solution(problem, (first, 1))) == {"both": 2}
    assert found(problem, constraint, solution(problem)) == {}


def test_parity() -> None:
    problem = busy_week()
    agree(problem, LinkEvents(**common(), event_groups=(0, 1, 2, 3)))
    agree(problem, LinkEvents(**common(function=CostFunction.STEP), event_groups=(0, 2)))


def test_strictly_linked_events_of_one_part_share_their_times() -> None:
    problem = busy_week()
    one = SplitEvents(
        **common(), events=(0, 1), minimum_duration=2, maximum_duration=2, minimum_amount=1, maximum_amount=1
    )
    clashes = AvoidClashes(**common(), resources=tuple(range(len(problem.resources))))
    link = LinkEvents(**common(), event_groups=(1,))
    x = ModelVariables(problem.with_constraints([one, clashes, link]))
    assert x.complete
    shared = [[(p.duration, p.start, str(p.literal)) for p in x.placements(event)] for event in (0, 1)]
    assert shared[0] == shared[1]
