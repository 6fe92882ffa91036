"""Talks on paper: the record of one, and a group's of a school year, to print and as a PDF."""
