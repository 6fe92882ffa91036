"""What the pages of Django's admin are made of. A class of any app is a few lines::

@admin.register(Mark)
class MarkAdmin(LookOnly):
    list_display = ("child", "day", "presence")
"""

from .base import HouseAdmin, LookOnly, access_of, home, seen
from .by_operations import ByOperations, HouseForm
from .columns import column, last_day
from .filters import InForce, OfChildrenNow, OfGroup, by_group, by_group_of, by_state, in_words

__all__ = [
    "ByOperations",
    "HouseAdmin",
    "HouseForm",
    "InForce",
    "LookOnly",
    "OfChildrenNow",
    "OfGroup",
    "access_of",
    "by_group",
    "by_group_of",
    "by_state",
    "column",
    "home",
    "in_words",
    "last_day",
    "seen",
]
