"""Staff for a laid-out week: the likely people first, everybody allowed when that fails."""

from __future__ import annotations

from dataclasses import replace

from ortools.sat.python import cp_model

from vlecht.solver.run import Clock, Settings, run
from vlecht.solver.week.layout import Layout
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.seat_costs import add_costs
from vlecht.solver.week.seats import SeatModel, Staffing
from vlecht.solver.week.units import LARGE_WEEK, Week

TURN, UNIT_TURN = 2.0, 0.01
"""Seconds at least (and per unit of the week) that people are first looked for in a circle."""


def staff_week(
    week: Week,
    layout: Layout,
    clock: Clock,
    settings: Settings,
    seconds: float,
    circle: Circle = Circle.OWN,
    hurry: bool = False,
    limit: float | None = None,
) -> Staffing | None:
    """The cheapest staffing found that meets every hard rule about staff; ``None`` when none was found.

    ``seconds`` is the patience: the best by then, or the first found after it, but within the ``limit``.

    The near people and everybody allowed take turns, each twice as long as the one before: a circle that is
    too narrow is often not seen to be (a school of 220 with few staff: nothing in 30 s, where everybody
    allowed took 0.3 s).

    In a ``hurry`` any will do, and in a large week the rules' costs are left out then: what steers is how
    near people are to the home groups. Where near people do not come soon, nothing is asked but the hard
    rules.
    """
    until = clock.used + (clock.left if limit is None else limit)
    turn = max(TURN, UNIT_TURN * len(week.units), 4 * seconds)
    looks = list(dict.fromkeys((circle, Circle.CLOSE, Circle.ALL)))
    late = False
    while looks and clock.left > 0 and clock.used < until:
        for look in list(looks):
            x = SeatModel(week, layout, look)
            if not x.possible:
                looks.remove(look)
                continue
            for literal, value in x.known(layout.staff):
                x.model.add_hint(literal, value)
            chosen = _state(x, settings, hurry, late)
            outcome = run(x.model, clock, chosen, max(0.0, min(turn, until - clock.used)), patience=seconds)
            if outcome.found:
                return x.read(outcome, layout)
            if outcome.infeasible:
                looks.remove(look)
            late = True
            turn *= 2
    return None


def _state(x: SeatModel, settings: Settings, hurry: bool, late: bool) -> Settings:
    """What is minimised, and who looks for it."""
    if hurry and late:
        # Without an objective a linear relaxation sees in a second or two that there is no staffing.
        return settings.only("quick_restart", "max_lp_sym")
    if hurry and len(x.week.units) > LARGE_WEEK:
        # With all costs 1,500 pupils had no staffing in 20 s, with none at all in 4 s.
        x.model.minimize(cp_model.LinearExpr.sum(x.prices))
    else:
        add_costs(x)
    if hurry:
        return replace(settings.only("quick_restart_no_lp", "quick_restart"), light=True)
    # Measured on 700 pupils, two cores, 20 s: 409 (bound 381) with these two, 444 (380) with all eight.
    return settings.only("core", "max_lp_sym")
