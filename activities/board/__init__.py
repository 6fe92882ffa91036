"""Groups × days of a month for administration: done, late, silent."""
