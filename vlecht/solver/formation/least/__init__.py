"""The least staff with which a complete roster exists: a lower bound, a roster, and what keeps them apart."""
