"""The columns of the matrix: people in every relation to the first institution, and three of the second."""

from dataclasses import dataclass

NOTHING = 987_654_321  # an id that nobody has


@dataclass(frozen=True)
class Actor:
    """``person`` is a name in ``House.people``; ``role`` is what they act in (see ``people.access``)."""

    house: str
    person: str
    role: str


ACTORS: dict[str, Actor | None] = {
    "superuser": Actor("first", "superuser", "superuser"),
    "head": Actor("first", "head", "admin"),
    "teacher": Actor("first", "teacher", "teacher"),  # of «Bitītes»
    "other_teacher": Actor("first", "other_teacher", "teacher"),  # of «Pūcītes»
    "assistant": Actor("first", "assistant", "teacher"),  # in «Bitītes», as the next ones
    "specialist": Actor("first", "specialist", "teacher"),
    "substitute": Actor("first", "substitute", "teacher"),  # on the one day of it
    "substitute_tomorrow": Actor("first", "substitute_tomorrow", "teacher"),
    "former_teacher": Actor("first", "former_teacher", "teacher"),  # until yesterday
    "nurse": Actor("first", "nurse", "nurse"),
    "clerk": Actor("first", "clerk", "clerk"),
    "parent": Actor("first", "mother", "parent"),  # of Anna in «Bitītes», Kārlis in «Pūcītes»
    "other_parent": Actor("first", "other_parent", "parent"),  # of Elza in «Pūcītes»
    "restricted": Actor("first", "restricted", "parent"),  # of Emīls in «Bitītes», by a document
    "former_parent": Actor("first", "former_parent", "parent"),  # of Ģirts, until yesterday
    "without_role": Actor("first", "without_role", ""),  # can log in, is nothing here any more
    "anonymous": None,
    "their_head": Actor("second", "head", "admin"),
    "their_teacher": Actor("second", "teacher", "teacher"),
    "their_parent": Actor("second", "mother", "parent"),
}

EVERYBODY = frozenset(ACTORS)
ANONYMOUS = frozenset({"anonymous"})
SIGNED_IN = EVERYBODY - ANONYMOUS
OF_THE_SECOND = frozenset({"their_head", "their_teacher", "their_parent"})
OF_THE_FIRST = EVERYBODY - OF_THE_SECOND
