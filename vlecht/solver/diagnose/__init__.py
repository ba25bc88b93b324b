"""Why there is no roster, or where it is tight: facts, conflicts between them, and ways out."""
