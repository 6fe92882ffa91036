"""Matrix: who is in now."""
