"""Who learns with whom: composing instruction groups, regrouping them, and enrolling pupils in sections.

A *task* is one set of parallel groups of which every pupil joins one. Its *terms* say what counts; each
states itself in a model and evaluates itself on finished groups, without shared code.
"""
