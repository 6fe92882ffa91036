"""Whether each guard is needed: taken away alone, a test must turn red. ``python -m tests.mutation``."""
