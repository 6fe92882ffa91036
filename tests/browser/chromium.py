"""One browser for all tests of a worker, and the devices people hold."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

DEBIANS = Path("/usr/bin/chromium-headless-shell")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
DESKTOP = {"viewport": {"width": 1366, "height": 900}}
CALM = {"locale": "lv-LV", "timezone_id": "Europe/Riga", "reduced_motion": "reduce"}


@contextmanager
def launched() -> Iterator[Browser]:
    """Debian's Chromium where it is installed, else the one that Playwright has fetched."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=DEBIANS if DEBIANS.exists() else None, args=QUIET + as_root
        )
        yield browser
        browser.close()
