"""Search over a core problem: a first solution, then large-neighbourhood search, and a bound."""

from vlecht.solver.search.engine import search
from vlecht.solver.search.result import Progress, SearchResult

__all__ = ["Progress", "SearchResult", "search"]
