"""Every page one can come to by links, one of each kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlsplit

_LINK = re.compile(r'\b(?:href|hx-get)="(/[^"#]*)')
_LEAVE_OUT = ("/static/", "/accounts/logout/", "/language/", "/admin/logout/", "/admin/jsi18n/")
_MOST = 200


def kind(path: str) -> str:
    """Addresses of one kind differ in numbers and days only."""
    parts = urlsplit(path)
    keys = sorted(part.partition("=")[0] for part in parts.query.split("&") if part)
    return re.sub(r"\d+", "#", parts.path) + ("?" + "&".join(keys) if keys else "")


def walk(get: Callable[[str], str | None], *starts: str) -> dict[str, str]:
    """Addresses by kind; ``get`` answers a page's text, None where there is none. From Today on, unless
    other starts are named."""
    found, waiting = {}, list(starts or ("/",))
    while waiting and len(found) < _MOST:
        path = waiting.pop(0)
        if kind(path) in found or path.startswith(_LEAVE_OUT):
            continue
        text = get(path)
        if text is None:
            continue
        found[kind(path)] = path
        waiting += [unescape(link) for link in _LINK.findall(text)]
    return found
