"""A line for each request, without what opens an account or names a person (G64)."""

import re
from typing import Any

from gunicorn.glogging import Logger

FORMAT = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)s ms'  # no query, no referrer
_SECRET = re.compile(r"^(/l/|/accounts/password/reset/key/)(?!slip/|dead/|done/).+")


class AccessLog(Logger):
    """The path of a one-time link is cut off before its token."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        found = super().atoms(resp, req, environ, request_time)
        return found | {"U": _SECRET.sub(r"\1...", environ.get("PATH_INFO", ""))}
