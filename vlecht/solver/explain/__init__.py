"""Why a thing in a roster is as it is: forced by rules, or chosen, and what else would cost."""

from vlecht.solver.explain.answer import explain

__all__ = ["explain"]
