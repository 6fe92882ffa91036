"""Matrix: calendar, ladder, asking for what is owed."""
