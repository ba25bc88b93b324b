"""The CP-SAT back end: a core problem as a model, whole or with only a part left free."""
