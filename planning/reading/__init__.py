"""A plan as it is read: by staff, by families, on paper and on the calendar."""
