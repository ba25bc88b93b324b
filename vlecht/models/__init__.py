"""School words: what a school, a roster and a report are. No I/O, no solver."""
