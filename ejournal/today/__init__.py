"""Today, the first page: composed of what the apps know."""
