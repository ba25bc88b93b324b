"""Staff for a laid-out week: the likely people first, everybody allowed when that fails."""

from __future__ import annotations

from vlecht.solver.run import Clock, Settings, run
from vlecht.solver.week.layout import Layout
from vlecht.solver.week.likely import Circle
from vlecht.solver.week.seat_costs import add_costs
from vlecht.solver.week.seats import SeatModel, Staffing
from vlecht.solver.week.units import Week


def staff_week(
    week: Week,
    layout: Layout,
    clock: Clock,
    settings: Settings,
    seconds: float,
    circle: Circle = Circle.OWN,
) -> Staffing | None:
    """The cheapest staffing found that meets every hard rule about staff; ``None`` when none was found."""
    for look in dict.fromkeys((circle, Circle.CLOSE, Circle.ALL)):
        x = SeatModel(week, layout, look)
        if not x.possible:
            continue
        add_costs(x)
        x.hint(layout.staff)
        # Measured on 700 pupils, two cores, 20 s: 409 (bound 381) with these two, 444 (380) with all eight.
        outcome = run(x.model, clock, settings.only("core", "max_lp_sym"), clock.left, patience=seconds)
        if outcome.found:
            return x.read(outcome, layout)
    return None
