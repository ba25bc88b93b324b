"""Everything that decides. :func:`vlecht.solver.solve.solve` is the front door."""

from vlecht.solver.solve import solve

__all__ = ["solve"]
