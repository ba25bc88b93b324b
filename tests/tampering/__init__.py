"""Tampering with rosters that break nothing: one assignment changed, so that one rule must notice."""
