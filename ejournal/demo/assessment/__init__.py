"""What children of the demonstration have learned: rows of the months gone by, and what shows something,
by operations."""
