"""The hours of a secondary sample's week."""

from __future__ import annotations

DAYS = ("mon", "tue", "wed", "thu", "fri")
STEP, PERIOD = 30, 60
STARTS = (510, 570, 660, 720, 810, 870)
"""Clock times of the six hours of a day; Friday has the first four."""
ENDS = (930, 930, 930, 930, 780)
READING, MENTOR = 660, 690
"""On Tuesday and Thursday: half an hour of reading, half an hour with the mentor, for everybody."""
HALF_HOURS = ("tue", "thu")
PROJECT = (2, 4)
"""Day and hour that the planted timetable has for the project of every team."""
