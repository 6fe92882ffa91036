"""A group's week at a glance, on the screen and on paper."""
