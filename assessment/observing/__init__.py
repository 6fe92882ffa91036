"""What was observed of the children, in words: of the youngest in place of letters."""
