"""Small problems and solutions drawn by hand, for the tests of the core."""

from __future__ import annotations

from random import Random

from ortools.sat.python import cp_model

from tests.core.parity import assert_parity, assert_strict_parity, random_solution
from vlecht.core.constraints.base import Constraint
from vlecht.core.problem import Choice, Event, Problem, Resource, Role, Time
from vlecht.core.solution import Cost, Solution, SubEvent, View
from vlecht.solver.cpsat.freedom import Freedom
from vlecht.solver.cpsat.transfer import extract, fix
from vlecht.solver.cpsat.variables import ModelVariables


class Drawing:
    """Collects things under short names; indices come back, so that they read well in a test."""

    def __init__(self, times: int) -> None:
        self.times = tuple(Time(f"t{time}") for time in range(times))
        self.resources: list[Resource] = []
        self.events: list[Event] = []
        self.members: dict[int, tuple[int, ...]] = {}
        self.choices: list[Choice] = []
        self.releases: set[tuple[int, int]] = set()

    def resource(self, name: str, kind: str) -> int:
        """A resource of some type."""
        self.resources.append(Resource(name, kind))
        return len(self.resources) - 1

    def resource_set(self, kind: str, names: str) -> list[int]:
        """Several resources of one type, names separated by spaces."""
        return [self.resource(name, kind) for name in names.split()]

    def event(self, name: str, *roles: int | Role, duration: int = 1, time: int | None = None) -> int:
        """An event; a resource index makes a role with that resource in it."""
        made = tuple(
            role if isinstance(role, Role) else Role("", self.resources[role].type, preassigned=role)
            for role in roles
        )
        self.events.append(Event(name, duration, made, time))
        return len(self.events) - 1

    def choice(self, pupil: int, *options: int, least: int = 1, most: int = 1) -> None:
        """An enrolment choice."""
        self.choices.append(Choice(f"choice{len(self.choices)}", pupil, options, least, most))

    def problem(self) -> Problem:
        """The problem so far."""
        return Problem(
            id="drawn",
            times=self.times,
            resources=tuple(self.resources),
            events=tuple(self.events),
            resource_types=tuple(dict.fromkeys(resource.type for resource in self.resources)),
            members=dict(self.members),
            choices=tuple(self.choices),
            releases=frozenset(self.releases),
        )


Place = tuple[int, int | None] | tuple[int, int | None, int] | tuple[int, int | None, int, dict[int, int]]
"""(event, start), with a duration if it is a part, and with role -> resource where there is a choice."""


def solution(
    problem: Problem,
    *places: Place,
    joins: set[tuple[int, int]] | None = None,
    releases: set[tuple[int, int]] | None = None,
) -> Solution:
    """A solution with these sub-events; the events that are not mentioned have no time and nobody new."""
    subs: list[SubEvent] = []
    for place in places:
        event = problem.events[place[0]]
        duration = place[2] if len(place) > 2 and place[2] else event.duration
        chosen = place[3] if len(place) > 3 else {}
        resources = tuple(chosen.get(position, role.preassigned) for position, role in enumerate(event.roles))
        subs.append(SubEvent(place[0], duration, place[1], resources))
    mentioned = {place[0] for place in places}
    for index, event in enumerate(problem.events):
        if index not in mentioned:
            subs.append(
                SubEvent(index, event.duration, None, tuple(role.preassigned for role in event.roles))
            )
    return Solution(tuple(subs), frozenset(joins or ()), frozenset(releases or ()))


def found(problem: Problem, constraint: Constraint, drawn: Solution) -> dict[str, int]:
    """Point of application -> deviation, as the constraint finds it."""
    return {each.point: each.amount for each in constraint.deviations(View(problem, drawn))}


def crossing() -> Problem:
    """Two days of four times; fixed and chosen membership, releases, open roles, events of two times.

    Small enough to solve in no time, with one of everything that constraints must cope with.
    """
    drawn = Drawing(8)
    teachers = drawn.resource_set("teacher", "anna ben carl")
    drawn.resource_set("room", "hall attic annex")
    red, green, blue = drawn.resource_set("group", "red green blue")
    pupils = drawn.resource_set("pupil", "p0 p1 p2 p3 p4 p5")
    drawn.members = {red: (pupils[0], pupils[1]), green: (pupils[2],)}
    drawn.choice(pupils[2], red, blue, least=0)
    drawn.choice(pupils[3], green, blue)
    drawn.choice(pupils[4], red, green, blue, least=1, most=2)
    drawn.choice(pupils[5], green, blue)
    room, teacher = Role("room", "room"), Role("teacher", "teacher")
    helper = Role("helper", "teacher", candidates=(teachers[1], teachers[2]))
    drawn.event("maths", red, teacher, room, helper, duration=2)
    drawn.event("reading", green, teachers[0], room, duration=2)
    drawn.event("writing", blue, teacher, room)
    drawn.event("drama", Role("group", "group"), Role("group", "group"), teacher, room)
    drawn.event("coaching", pupils[0], teachers[1], room)
    drawn.event("music", red, green, teachers[2], time=5)
    drawn.event("plan", teachers[0], duration=3)
    drawn.releases = {(pupils[1], 0), (pupils[2], 1), (pupils[4], 2), (pupils[4], 5)}
    return drawn.problem()


def agree(problem: Problem, constraint: Constraint, number: int = 8) -> None:
    """Both statements of the constraint agree: on random solutions, and on the best there are.

    Random solutions seldom cost nothing; the best show that the model never charges too much.
    """
    for seed in range(number):
        random = random_solution(problem, Random(seed))
        assert_parity(problem, constraint, random)
        assert_strict_parity(problem, constraint, random)
        _agree_in_part(problem, constraint, random, Random(seed))
    x = ModelVariables(problem.with_constraints([constraint]), strict=lambda _: False)
    x.post()
    best, cost = _best(x)
    assert constraint.cost(View(problem, best)) == cost
    assert_strict_parity(problem, constraint, best)


def agree_beside(problem: Problem, strict: Constraint, constraint: Constraint, number: int = 8) -> None:
    """The model charges rightly for the constraint on random solutions that meet another, strict one.

    For encodings that lean on what strict constraints rule out.
    """
    both = problem.with_constraints([strict, constraint])

    def model() -> ModelVariables:
        x = ModelVariables(both, strict=lambda each: each is strict)
        x.post()
        return x

    for seed in range(number):
        rng, x = Random(seed), model()
        decisions = [
            literal
            for event in range(len(problem.events))
            for placement in x.placements(event)
            for literal in placement.literals()
        ]
        decisions.extend(literal for literal in x.enrolment.joins.values() if literal is not True)
        weights = [rng.randint(-9, 9) for _ in decisions]
        x.model.minimize(cp_model.LinearExpr.weighted_sum(decisions, weights))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        assert solver.solve(x.model) == cp_model.OPTIMAL
        random = extract(x, solver.boolean_value)
        x = model()
        fix(x, random)
        cost = constraint.cost(View(problem, random))
        assert _best(x)[1] == cost
        x = ModelVariables(both, strict=lambda _: True)
        x.post()
        fix(x, random)
        assert (solver.solve(x.model) == cp_model.OPTIMAL) == (cost == Cost())


def _agree_in_part(problem: Problem, constraint: Constraint, given: Solution, rng: Random) -> None:
    """With only a part of the solution free, the charges differ by as much as the costs do."""
    positions = range(len(given.sub_events))
    freedom = Freedom(
        given,
        frozenset(position for position in positions if rng.random() < 0.4),
        frozenset(
            (position, role)
            for position in positions
            for role, stated in enumerate(problem.events[given.sub_events[position].event].roles)
            if stated.preassigned is None and rng.random() < 0.4
        ),
        frozenset(choice.pupil for choice in problem.choices if rng.random() < 0.4),
    )

    def model() -> ModelVariables:
        x = ModelVariables(problem.with_constraints([constraint]), strict=lambda _: False, freedom=freedom)
        x.post()
        return x

    settled = Freedom(given)
    x = ModelVariables(problem.with_constraints([constraint]), strict=lambda _: True, freedom=settled)
    x.post()
    assert _best(x)[0].joins == given.joins, "what cannot change is not judged, let alone forbidden"
    x = model()
    fix(x, given)
    before, charged_before = _best(x)
    assert sorted(before.sub_events, key=repr) == sorted(given.sub_events, key=repr)
    after, charged_after = _best(model())
    was, now = (constraint.cost(View(problem, each)) for each in (given, after))
    assert now.infeasibility - was.infeasibility == charged_after.infeasibility - charged_before.infeasibility
    assert now.objective - was.objective == charged_after.objective - charged_before.objective


def _best(x: ModelVariables) -> tuple[Solution, Cost]:
    """The cheapest solution of a model and what the model charges for it."""
    x.model.minimize(x.ledger.infeasibility() + x.ledger.objective())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(x.model)
    assert status == cp_model.OPTIMAL, solver.status_name(status)
    cost = Cost(solver.value(x.ledger.infeasibility()), solver.value(x.ledger.objective()))
    return extract(x, solver.boolean_value), cost
