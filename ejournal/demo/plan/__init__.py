"""The plan of the demonstration: who is invented, the same for the same day; nothing is written here."""
