"""Who: institutions, adults, groups, children, and the dated facts that join them."""

from .child import Child, Sex, Stage
from .contacts import Address, PickUpPerson
from .devices import Device, DeviceUse
from .exclusions import Exclusion
from .group import ChildGroup
from .institution import Institution
from .keys import ContactChange, Joining, OneTimeLink, SlipBatch
from .quotas import Guesses, Used
from .reads import SensitiveRead
from .relations import (
    SCOPES,
    Assignment,
    Enrolment,
    Guardianship,
    Restriction,
)
from .roles import InstitutionGroupPermission, Role, RoleGroup
from .user import User

__all__ = [
    "SCOPES",
    "Address",
    "Assignment",
    "Child",
    "ChildGroup",
    "ContactChange",
    "Device",
    "DeviceUse",
    "Enrolment",
    "Exclusion",
    "Guardianship",
    "Guesses",
    "Institution",
    "InstitutionGroupPermission",
    "Joining",
    "OneTimeLink",
    "PickUpPerson",
    "Restriction",
    "Role",
    "RoleGroup",
    "SensitiveRead",
    "Sex",
    "SlipBatch",
    "Stage",
    "Used",
    "User",
]
