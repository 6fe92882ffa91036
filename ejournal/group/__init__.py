"""A group's page: all that is kept of a group, under the names of the rules."""
