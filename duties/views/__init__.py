"""Pages of the calendar, of the ladder, and the tap that reminds: find, check, do, show."""
