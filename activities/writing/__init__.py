"""The page on which a day's log is written, confirmed and changed."""
