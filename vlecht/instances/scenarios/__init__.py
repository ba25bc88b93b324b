"""Scenario files: reading them, multiplying their axes out, and changing a school as they say."""

from __future__ import annotations

from vlecht.instances.scenarios.apply import Applied, apply
from vlecht.instances.scenarios.read import read_candidates, read_scenarios

__all__ = ["Applied", "apply", "read_candidates", "read_scenarios"]
