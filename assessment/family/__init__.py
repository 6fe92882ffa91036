"""What parents read of what their child has learned, and who of them has read it."""
