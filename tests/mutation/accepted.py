"""Guards whose removal no test notices, each with the reason. Anything else that survives is a failure.

Named by app, function, kind and number, so that a module may be renamed; a name means one guard.
"""

ACCEPTED: dict[str, str] = {
    "agreements:_versions:visible_to:1": (
        "The second of two fences: the versions are of the document whose version was just found for this "
        "reader, and a document is of one house. It stays, so that no query is without whose they are."
    ),
    "attendance:_notices:visible_to:1": (
        "The second of two fences: the children are one's own already, and ``_kid`` shows notices of "
        "those in ``told`` only, whom the same rule makes. It stays, so that no query over notices "
        "is without whose they are."
    ),
}
