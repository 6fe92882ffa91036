"""What the portal has to tell, how far it has come, how each person wants it, and forms seen before.

This app lies below all others: to persons and to their institutions and groups it points by name.
"""

from .delivery import Delivery
from .grace import GRACE, Graced
from .notification import Notification
from .preferences import Hours, Mode, Preference
from .receipt import Receipt
from .section import SavedSection
from .seen import Seen

__all__ = [
    "GRACE", "Delivery", "Graced", "Hours", "Mode", "Notification", "Preference", "Receipt",
    "SavedSection", "Seen",
]  # fmt: skip
