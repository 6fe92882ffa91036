"""From a mail server's address to Django's settings."""

from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_HERE = ("localhost", "127.0.0.1", "::1")
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(url: str, *, must_be_private: bool = False) -> dict[str, object]:
    """Settings of the one server that takes our letters (``smtp+tls://user:secret@host:port``).

    ``smtp`` speaks openly, ``smtp+tls`` encrypts before it says anything else (STARTTLS), ``smtps``
    encrypts from the first byte. User and secret are percent-encoded where they must. What must be
    private is spoken openly on this machine only.

    :raises ImproperlyConfigured: no such address; it is not repeated, since it may hold a secret
    """
    parts = _parts(url)
    if must_be_private and parts.scheme == "smtp" and parts.hostname not in _HERE:
        raise ImproperlyConfigured("The mail server must be reached by smtp+tls or smtps.")
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


def origin(url: str) -> str:
    """The portal's own address as letters name it: https, a host, nothing after it.

    :raises ImproperlyConfigured: it is none
    """
    parts = urlsplit(url.rstrip("/"))
    if parts.scheme != "https" or not parts.hostname or parts.path or parts.query or parts.username:
        raise ImproperlyConfigured("Write RITS_ORIGIN as https://host[:port].")
    return parts.geturl()
