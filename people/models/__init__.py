"""Who: institutions, adults, groups, children, and the dated facts that join them."""

from .child import Child, Sex
from .group import ChildGroup
from .institution import Institution, InstitutionGroupPermission, Role, RoleGroup
from .reads import SensitiveRead
from .relations import (
    Assignment,
    Enrolment,
    Guardianship,
    Restriction,
)
from .user import User

__all__ = [
    "Assignment",
    "Child",
    "ChildGroup",
    "Enrolment",
    "Guardianship",
    "Institution",
    "InstitutionGroupPermission",
    "Restriction",
    "Role",
    "RoleGroup",
    "SensitiveRead",
    "Sex",
    "User",
]
