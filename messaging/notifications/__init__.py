"""What a person is told: the list, how they want to be told, how the letters get out."""
