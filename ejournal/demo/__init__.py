"""The demonstration: two invented institutions, whose days go on as the calendar does."""
