"""What-if formation: many schools solved side by side, and the least staff that still works."""
