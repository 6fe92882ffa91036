"""Plans of the groups' months: rows of those gone by, and the ones that show something, by operations."""
