"""The models of a check: a part of the week slot by slot, and the whole week by parts of days."""

from __future__ import annotations

from ortools.sat.python import cp_model

from vlecht.solver.diagnose import gatherings
from vlecht.solver.diagnose.assumed import Assumed
from vlecht.solver.diagnose.budget import Budget
from vlecht.solver.diagnose.meetings import add_meetings
from vlecht.solver.diagnose.peaks import add_peaks
from vlecht.solver.diagnose.rooming import add_equipment, add_rooms
from vlecht.solver.diagnose.scope import Scope
from vlecht.solver.diagnose.staffing import Staffing
from vlecht.solver.diagnose.times import Times


def build(assumed: Assumed, scope: Scope) -> cp_model.CpModel | None:
    """The model of a scope; ``None`` when it is plain that it cannot be."""
    model = cp_model.CpModel()
    times = Times(assumed, scope, model)
    staffed = {day: Staffing(times, day) for day in scope.days}
    add_rooms(times)
    add_equipment(times)
    add_meetings(staffed, scope.slots)
    for staffing in staffed.values():
        staffing.bind()
    return model if times.possible else None


def build_week(assumed: Assumed) -> cp_model.CpModel | None:
    """The model of the whole week, by parts of days."""
    x = Budget(assumed)
    add_peaks(x)
    gatherings.add_duties(x)
    gatherings.add_presence(x)
    gatherings.add_meetings(x)
    gatherings.add_support(x)
    gatherings.add_rooms(x)
    gatherings.add_equipment(x)
    x.bind()
    return x.model if x.possible else None


def build_peaks(assumed: Assumed) -> cp_model.CpModel | None:
    """The model of the week's lessons, kept from where they would take too many people at once."""
    x = Budget(assumed, times_only=True)
    add_peaks(x)
    return x.model if x.possible else None
