"""What this part owes and tells."""


def declare() -> None:
    """Nothing yet."""
