"""The models of a check: a part of the week slot by slot, and the whole week by parts of days."""

from __future__ import annotations

from ortools.sat.python import cp_model

from vlecht.solver.diagnose.assumed import Assumed
from vlecht.solver.diagnose.budget import Budget
from vlecht.solver.diagnose.gatherings import add_duties, add_meetings, add_presence, add_support
from vlecht.solver.diagnose.gatherings import add_rooms as add_rooms_by_part
from vlecht.solver.diagnose.rooming import add_equipment, add_rooms
from vlecht.solver.diagnose.scope import Scope
from vlecht.solver.diagnose.staffing import Staffing
from vlecht.solver.diagnose.times import Times


def build(assumed: Assumed, scope: Scope) -> cp_model.CpModel | None:
    """The model of a scope; ``None`` when it is plain that it cannot be."""
    model = cp_model.CpModel()
    times = Times(assumed, scope, model)
    staffing = Staffing(times)
    add_rooms(times)
    add_equipment(times)
    staffing.bind()
    return model if times.possible else None


def build_week(assumed: Assumed) -> cp_model.CpModel | None:
    """The model of the whole week, by parts of days."""
    x = Budget(assumed)
    add_duties(x)
    add_presence(x)
    add_meetings(x)
    add_support(x)
    add_rooms_by_part(x)
    x.bind()
    return x.model if x.possible else None
