"""A talk as staff read it: shared, finished for the house, or a colleague's draft; what follows from it."""
