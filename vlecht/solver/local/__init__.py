"""Compiled local search over core problems under XHSTT's constraints: flat arrays, incremental costs, annealing."""
