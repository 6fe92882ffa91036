"""What a proxy says of a request it hands on, believed of a trusted one alone."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from ejournal.settings.proxies import Proxy

RECEIVED = "HTTP_X_REQUEST_START"
SAID = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", RECEIVED)
OLDEST = timedelta(minutes=5)  # longer than any proxy waits for us
_STAMP = re.compile(r"(?:t=)?(\d{10}(?:\.\d{1,6})?)", re.ASCII)


def is_trusted(peer: str, proxies: Iterable[Proxy]) -> bool:
    """:param peer: the address that speaks to the web server; empty on a unix socket"""
    if not peer:
        return "unix" in proxies
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(network != "unix" and address in network for network in proxies)


def received_at(said: str, now: datetime) -> datetime:
    """The moment that the proxy stamped, in seconds since 1970 (``t=1796020200.123``): what was in time is
    not late because every worker was busy (R22).

    Ours where it says none or one that cannot be: ahead of our clock, or long gone.
    """
    stamp = _STAMP.fullmatch(said)
    moment = datetime.fromtimestamp(float(stamp[1]), UTC) if stamp else now
    return moment if now - OLDEST <= moment <= now else now
