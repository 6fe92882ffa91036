"""All groups' plans of a school year, for administration; and what a group has planned so far."""
