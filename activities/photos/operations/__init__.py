"""Every write of a photo of a day, one verb each; told ``by`` whom and when."""

from .author import MOST, NOT_READY, About, add, confirm, cover, delete, reopen, try_again
from .reports import give_back, hide, show_again, take_down

__all__ = [
    "MOST", "NOT_READY", "About", "add", "confirm", "cover", "delete", "give_back",
    "hide", "reopen", "show_again", "take_down", "try_again",
]  # fmt: skip
