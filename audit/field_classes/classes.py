"""The four classes of fields (G60)."""

from enum import StrEnum


class FieldClass(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    HEALTH = "health"


PUBLIC, INTERNAL, PERSONAL, HEALTH = FieldClass

Table = dict[str, dict[FieldClass, str]]  # by table: names of fields
