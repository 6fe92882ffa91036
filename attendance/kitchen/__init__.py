"""How many eat: the count at the cut-off, later differences, the caterer's letter (R22)."""
