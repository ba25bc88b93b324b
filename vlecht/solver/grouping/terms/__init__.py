"""What counts when groups are composed: one class per kind of demand, whatever rule it comes from."""
