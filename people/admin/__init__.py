"""Django's admin over people, for administration: it looks, and writes through operations."""

from . import adults, children, places, relations

__all__ = ["adults", "children", "places", "relations"]
