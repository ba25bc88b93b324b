"""The comparison of what-if scenarios: as a table, as CSV and as a page."""
