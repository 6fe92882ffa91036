"""Words one does not write, found in a text whatever they are dressed up as. Nothing here reads the database.

How letters are read says ``signs``, how a word of the list covers those of a text ``patterns``, where they
stand ``finder``; the list that every house begins with is ``starter.toml``, read by ``starter``.
"""

from .finder import Finder, Found
from .patterns import Match, Word

__all__ = ["Finder", "Found", "Match", "Word"]
