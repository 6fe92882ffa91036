"""Matrix: the weekly check."""
