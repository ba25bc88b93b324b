"""School rules, one file each, stated twice: as core constraints and as violations in sentences."""
