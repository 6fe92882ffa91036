"""All talks of a group, which is of one school year: to be finished, agreed, past."""
