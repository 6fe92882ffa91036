"""For administration: of whom and of what nothing was assessed, by group. It compares nobody."""
