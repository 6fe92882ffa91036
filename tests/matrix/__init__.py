"""Who may do what, as tables: every route × method × object × actor, every operation × actor."""
