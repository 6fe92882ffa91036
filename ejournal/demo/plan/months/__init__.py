"""What plans of the demonstration say: a file for each month, one for what its season brings."""
