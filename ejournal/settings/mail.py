"""From a mail server's address to Django's settings."""

from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(url: str) -> dict[str, object]:
    """Settings of the one server that takes our letters (``smtp+tls://user:secret@host:port``).

    ``smtp`` speaks openly, ``smtp+tls`` encrypts before it says anything else (STARTTLS), ``smtps``
    encrypts from the first byte. User and secret are percent-encoded where they must.

    :raises ImproperlyConfigured: no such address; it is not repeated, since it may hold a secret
    """
    parts = _parts(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        whole = parts.scheme in _PORTS and parts.hostname and parts.port != 0
    except ValueError:  # its words would repeat a piece of the address
        whole = False
    if not whole or parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"Write the mail server as {' or '.join(_PORTS)}, then ://[user:secret@]host[:port]; "
            "what is neither letter nor digit in user and secret is percent-encoded."
        )
    return parts
