"""Who is in the house now."""
