"""Who may say of a request where it came from and when: the proxies before the portal."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Literal

from django.core.exceptions import ImproperlyConfigured

Proxy = IPv4Network | IPv6Network | Literal["unix"]  # "unix": whoever reaches our own socket


def proxies(said: str) -> tuple[Proxy, ...]:
    """Addresses and networks, with commas between (``127.0.0.1,10.0.3.0/24,unix``); often none.

    :raises ImproperlyConfigured: something else, also a network with bits of a host in it
    """
    return tuple(_proxy(word.strip()) for word in said.split(",") if word.strip())


def _proxy(word: str) -> Proxy:
    if word == "unix":
        return "unix"
    try:
        return ip_network(word)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"RITS_TRUSTED_PROXIES: {error}; write addresses, networks or unix, with commas between."
        ) from None
