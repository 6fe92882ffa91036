"""Talks with parents of the demonstration, as the operations would have left them."""
