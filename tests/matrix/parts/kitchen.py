"""Matrix: the kitchen's count."""
