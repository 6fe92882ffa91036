"""The machinery of the suite itself: its database, what is made once, its budgets, its list of tests."""
