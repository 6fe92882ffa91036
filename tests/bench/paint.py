"""Largest contentful paint in Chromium: 1.6 Mbit/s, 150 ms, a processor four times slower."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench import cast
from tests.bench.findings import Finding
from tests.bench.visitor import SESSION
from tests.browser.chromium import CALM, PHONE, launched

FIRST, LATER, FIRST_BYTES = 1.5, 0.8, 150
_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 94_000,
}
_SLOWER = 4
_WATCH = """
window.paints = [];
new PerformanceObserver(list => list.getEntries().forEach(e => window.paints.push(e.startTime)))
  .observe({type: "largest-contentful-paint", buffered: true});
"""


def paints(port: int, visits: int) -> Iterator[Finding]:
    path = cast.register_path(cast.groups()[0])
    sessions = [cast.session_of(cast.user("teacher0a")) for _ in range(visits)]
    with launched() as browser:
        seen = [_visit(browser, port, session, path) for session in sessions]
    first, later, carried = (statistics.median(column) for column in zip(*seen, strict=True))
    spread = "median of {}: {}".format
    said = [" ".join(f"{one:.2f}" for one in column) for column in zip(*seen, strict=True)]
    yield Finding("paint.register.first", first, FIRST, "s", spread(visits, said[0]))
    yield Finding("paint.register.later", later, LATER, "s", spread(visits, said[1]))
    yield Finding(
        "paint.register.carried", carried, FIRST_BYTES, "kB", "first visit, as it travelled"
    )


def _visit(browser: Browser, port: int, session: str, path: str) -> tuple[float, float, float]:
    """Open the register in a fresh browser, go to Today, and open it again."""
    portal = f"http://localhost:{port}"
    # the proxy's word that the browser spoke https; the address is really another one
    context = browser.new_context(
        extra_http_headers={"X-Forwarded-Proto": "https"}, **CALM, **PHONE
    )
    _sign_in(context, portal, session)
    page = context.new_page()
    page.add_init_script(_WATCH)
    carried = _slow_down(context, page)
    first = _open(page, portal + path)
    bytes_of_first = sum(carried)
    _open(page, portal + "/")
    later = _open(page, portal + path)
    context.close()
    return first, later, bytes_of_first / 1000


def _sign_in(context: BrowserContext, portal: str, session: str) -> None:
    # Playwright sets a cookie of this prefix for https only; Chromium takes it for localhost
    cookie: Any = {"name": SESSION, "value": session, "url": portal.replace("http", "https")}
    context.add_cookies([{**cookie, "secure": True, "httpOnly": True, "sameSite": "Lax"}])


def _slow_down(context: BrowserContext, page: Page) -> list[float]:
    """:returns: how many bytes each answer will have carried"""
    carried: list[float] = []
    chrome = context.new_cdp_session(page)
    chrome.send("Network.enable")
    chrome.on("Network.loadingFinished", lambda told: carried.append(told["encodedDataLength"]))
    chrome.send("Network.emulateNetworkConditions", _LINE)
    chrome.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    return carried


def _open(page: Page, url: str) -> float:
    answer = page.goto(url, wait_until="load")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{url}: {answer and answer.status}")
    if "/accounts/login" in page.url:
        raise RuntimeError("the browser is not signed in")
    page.wait_for_timeout(400)
    return float(page.evaluate("Math.max(...window.paints)")) / 1000
