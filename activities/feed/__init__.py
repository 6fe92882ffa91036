"""What families read of their children's days, newest first; and what was not seen yet."""
