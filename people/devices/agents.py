"""A device and its browser in a few words, from what the browser says of itself."""

from django.utils.translation import gettext as _

_BROWSERS = (  # the more telling first
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def kind(agent: str) -> str:
    """Phone, tablet or computer: what its owner knows it by."""
    if "iPad" in agent or ("Android" in agent and "Mobile" not in agent):
        return _("Tablet")
    if "iPhone" in agent or "Android" in agent:
        return _("Phone")
    return _("Computer") if any(sign in agent for sign, _name in _SYSTEMS) else _("Unknown device")


def in_words(agent: str) -> str:
    """«Chrome, Android»; of an unknown one only that."""
    found = [
        next((name for sign, name in signs if sign in agent), "") for signs in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or _("an unknown browser")
