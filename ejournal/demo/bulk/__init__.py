"""Many invented institutions at once, for measuring; the demonstration that people see is another."""
