"""Files: those that lie here, what a worker makes, and how they look (paper, spreadsheets)."""
