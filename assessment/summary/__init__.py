"""What was assessed of a child in a half-year or a school year: a sheet on screen and paper, a table, and
the sheets of a group."""
