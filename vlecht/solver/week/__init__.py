"""The school solver: groups first, then parts of days, then each day's lay-out, then staff and rooms.

Joint models of a school do not scale by themselves; this decomposition does, and the end result is
judged on the joint cost by the checker. See ``docs/architecture.md`` for the measurements.
"""
