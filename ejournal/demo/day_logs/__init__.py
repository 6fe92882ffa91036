"""Logs of the groups' days: rows of those gone by, and the ones that show something, by operations."""
