"""The word list of a house (R18): which words are in use there, and what administration says of them."""
