"""Unexplained absence of a child of compulsory age: what administration does."""
