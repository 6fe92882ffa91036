"""Who may do what. The only place that answers it, and the only one that speaks to django-guardian.

``tables`` are the rights themselves, ``person`` asks them for one person, ``holders`` and ``families``
ask the other way round: who of the staff holds a right over a group, which guardians see its rows.
``reach`` says whose card and key are out of whose reach.
"""

from people.access import reach
from people.access.acting import Acting, role_key
from people.access.ahead import as_of
from people.access.families import by_day, by_month, by_period, families, guardians, rows_of
from people.access.holders import Right, holders, house_holders, roles_holding
from people.access.person import Access
from people.access.tables import (
    BY_ASSIGNMENT,
    BY_GUARDIANSHIP,
    BY_ROLE,
    BY_SETTING,
    OF_ACCOUNTS,
    OF_FAMILIES,
    OF_STAFF,
    OF_THE_HOUSE,
    SIGHT,
    Action,
)

__all__ = [
    "BY_ASSIGNMENT",
    "BY_GUARDIANSHIP",
    "BY_ROLE",
    "BY_SETTING",
    "OF_ACCOUNTS",
    "OF_FAMILIES",
    "OF_STAFF",
    "OF_THE_HOUSE",
    "SIGHT",
    "Access",
    "Acting",
    "Action",
    "Right",
    "as_of",
    "by_day",
    "by_month",
    "by_period",
    "families",
    "guardians",
    "holders",
    "house_holders",
    "reach",
    "role_key",
    "roles_holding",
    "rows_of",
]
