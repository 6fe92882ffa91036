"""What days of the demonstration say beside their plan: a file for each season, one for the whole year."""
