"""What the portal has to tell, how far it has come, how each person wants it, and forms seen before.

This app lies below all others: to persons and to their institutions and groups it points by name.
"""

from .delivery import Delivery
from .notification import Notification
from .preferences import Hours, Mode, Preference
from .receipt import Receipt

__all__ = ["Delivery", "Hours", "Mode", "Notification", "Preference", "Receipt"]
