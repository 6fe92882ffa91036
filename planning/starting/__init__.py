"""A plan begun from an earlier one: the month before, last year, another group's."""
