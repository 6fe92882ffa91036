"""Matrix: parents' notices and answers."""
