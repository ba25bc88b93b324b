"""Why there is no roster, or where it is tight: facts, conflicts between them, and ways out."""

from vlecht.solver.diagnose.facts import FactBook
from vlecht.solver.diagnose.find import find_conflicts
from vlecht.solver.diagnose.survey import survey
from vlecht.solver.diagnose.ways import ways_out

__all__ = ["FactBook", "find_conflicts", "survey", "ways_out"]
