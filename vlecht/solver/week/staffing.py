"""Staff for a laid-out week: the likely people first, everybody allowed when that fails."""

from __future__ import annotations

from dataclasses import replace

from vlecht.solver.run import Clock, Settings, run
from vlecht.solver.week.layout import HURRY, Layout
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
) -> Staffing | None:
    """The cheapest staffing found that meets every hard rule about staff; ``None`` when none was found."""
    near = (Circle.OWN,) if seconds < HURRY and len(week.units) > LARGE_WEEK else ()
    for look in dict.fromkeys((*near, circle, Circle.CLOSE, Circle.ALL)):
        if clock.left <= 0:
            break
        x = SeatModel(week, layout, look)
        if not x.possible:
            continue
        add_costs(x)
        x.hint(layout.staff)
        # Measured on 700 pupils, two cores, 20 s: 409 (bound 381) with these two, 444 (380) with all eight.
        chosen = settings.only("core", "max_lp_sym")
        if seconds < HURRY:
            # Measured on 1,500 pupils: a first staffing in 6 s with these, none in 25 s with the others.
            chosen = replace(settings.only("quick_restart_no_lp", "quick_restart"), light=True)
        outcome = run(x.model, clock, chosen, clock.left, patience=seconds)
        if outcome.found:
            return x.read(outcome, layout)
    return None
