"""Guards whose removal no test notices, each with the reason. Anything else that survives is a failure."""

ACCEPTED: dict[str, str] = {
    "attendance/at_home.py:_notices:visible_to:1": (
        "The second of two fences: the children are one's own already, and ``_kid`` shows notices of "
        "those in ``told`` only, whom the same rule makes. It stays, so that no query over notices "
        "is without whose they are."
    ),
}
