"""A group's children and the outcomes of a month: levels put in by strokes, and what is said of each."""
