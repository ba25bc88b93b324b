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


def staff_week(
    week: Week,
    layout: Layout,
    clock: Clock,
    settings: Settings,
    seconds: float,
    circle: Circle = Circle.OWN,
    hurry: bool = False,
) -> Staffing | None:
    """The cheapest staffing found that meets every hard rule about staff; ``None`` when none was found.

    In a ``hurry`` any will do; in a large week the rules' costs then are left out, and what steers is how
    near people are to the home groups.
    """
    for look in dict.fromkeys((circle, Circle.CLOSE, Circle.ALL)):
        if clock.left <= 0:
            break
        x = SeatModel(week, layout, look)
        if not x.possible:
            continue
        for literal, value in x.known(layout.staff):
            x.model.add_hint(literal, value)
        # Measured on 700 pupils, two cores, 20 s: 409 (bound 381) with these two, 444 (380) with all eight.
        chosen = settings.only("core", "max_lp_sym")
        if hurry:
            chosen = replace(settings.only("quick_restart_no_lp", "quick_restart"), light=True)
        if hurry and len(week.units) > LARGE_WEEK:
            # With all costs 1,500 pupils had no staffing in 20 s, with none at all in 4 s.
            x.model.minimize(cp_model.LinearExpr.sum(x.prices))
        else:
            add_costs(x)
        outcome = run(x.model, clock, chosen, clock.left, patience=seconds)
        if outcome.found:
            return x.read(outcome, layout)
    return None
