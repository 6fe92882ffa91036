"""What follows a sign-in: the device is known from now on, and a shared one watches for idleness."""

from people import operations
from people.devices import cookie, idle
from people.devices.agents import in_words
from people.requests import PortalRequest
from people.sign_in import fresh


def note(request: PortalRequest) -> str:
    """Somebody has signed in in full.

    :returns: the key that the device's cookie has to hold
    """
    fresh.begin(request)
    key = cookie.key_of(request) if cookie.known(request) else cookie.new_key()  # ours only
    use = operations.note_sign_in(
        user=request.user,
        digest=cookie.digest(key),
        label=in_words(request.headers.get("User-Agent", "")),
        at=request.received_at,
    )
    if use.device.shared_at:
        idle.begin(request, in_full=True)
    return key
