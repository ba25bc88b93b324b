"""Compiled local search of core problems under XHSTT's constraints: flat arrays, annealing."""
