"""Takes every letter by SMTP, sends none on and shows them on a page of this machine.

`python -m ejournal.launcher.catcher SMTP_PORT PAGE_PORT`. Mailbox and page are mail_devel's, put
together here without its IMAP and in one loop: its own start receives in a second thread, where a
letter that comes while the page is being read hangs or is lost.
"""

import asyncio
import secrets
import sys

from aiohttp import web
from aiosmtpd.smtp import SMTP
from mail_devel.http import Frontend
from mail_devel.service import Service

HERE = "127.0.0.1"
MAILBOX = "letters@localhost"  # one for all: whoever a letter is for, it is read here


class Page(Frontend):
    """Read by its own page only: any other in the same browser could ask for the letters too."""

    async def _websocket(self, request: web.Request) -> web.WebSocketResponse:
        own = {f"http://{host}:{self.port}" for host in ("localhost", HERE)}
        if request.headers.get("Origin") not in own:
            raise web.HTTPForbidden
        return await super()._websocket(request)


async def catch(smtp_port: int, page_port: int) -> None:
    """Until somebody ends the process; the letters are in its memory only.

    :raises OSError: a port is taken
    """
    key = f"--password={secrets.token_hex()}"  # mail_devel wants one; nobody logs in
    service = await Service.init(Service.parse(["--user", MAILBOX, key, "--no-http"]))
    await Page(service.mailboxes, user=MAILBOX, host=HERE, port=page_port).start()
    smtp = await asyncio.get_running_loop().create_server(
        lambda: SMTP(service.handler, hostname="localhost", enable_SMTPUTF8=True), HERE, smtp_port
    )
    await smtp.serve_forever()


if __name__ == "__main__":
    asyncio.run(catch(*map(int, sys.argv[1:3])))
