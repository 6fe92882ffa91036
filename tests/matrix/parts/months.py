"""Matrix: the month table."""
