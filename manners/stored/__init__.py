"""Stored files of a house: which there are, and taking one out of the journal (R21)."""
