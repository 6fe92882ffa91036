"""Facts of assessment (R26): a child's level in an outcome on a day, what was observed in words, and what
of it parents were shown."""

from .assessment import Assessment, Level
from .observation import Observation
from .publication import Publication

__all__ = ["Assessment", "Level", "Observation", "Publication"]
