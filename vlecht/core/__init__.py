"""The timetabling problem as the literature states it; no school words, no solver at import time."""
