"""A person at a device: opens pages, and everything the browser complains of is remembered."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from people.models import User
from tests.browser.chromium import CALM
from tests.world import PASSWORD

COOKIES = {"sessionid", "csrftoken", "django_language", "device"}
STORED = {"htmx-current-path-for-history"}  # the address of the page; addresses name nobody


@dataclass
class Visitor:
    portal: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()  # parts of complaints that belong to what a test does

    @classmethod
    def arrives(cls, browser: Browser, portal: str, device: dict[str, Any]) -> "Visitor":
        context = browser.new_context(base_url=portal, **CALM, **device)
        context.set_default_timeout(10_000)
        visitor = cls(portal, context, context.new_page())
        visitor.page.on("console", visitor._heard)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        return visitor

    def open(self, url: str, status: int = 200) -> Response:
        self._expect_status(status)
        answer = self.page.goto(url)
        assert answer
        assert answer.status == status, f"{url}: {answer.status}"
        return answer

    def signs_in(self, user: User) -> None:
        """As people do: on the page, with a password."""
        self.open(reverse("account_login"))
        self.fills_in(user)

    def fills_in(self, user: User) -> None:
        """The page of the log-in, as it stands."""
        self.page.locator("[name=login]").fill(user.username)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.get_by_role("button", name="Pieslēgties").click()
        self.page.wait_for_url(f"{self.portal}/")

    def is_signed_in(self, user: User) -> None:
        """Without the page of the log-in, where a test is about something else."""
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.portal}
        self.context.clear_cookies()
        self.context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Lax"}])

    def expects(self, *parts: str) -> None:
        """Complaints of the browser that this test provokes."""
        self.expected += parts

    def leaves(self) -> list[str]:
        """What the browser complained of, and what it keeps that it must not."""
        kept = self._kept()
        self.context.close()
        return self.complaints + [f"kept: {name}" for name in sorted(kept)]

    def _kept(self) -> set[str]:
        everything = "Object.keys({...localStorage, ...sessionStorage})"
        stored = self.page.evaluate(everything) if self.page.url.startswith("http") else []
        cookies = {cookie["name"] for cookie in self.context.cookies()}
        return (cookies - COOKIES) | (set(stored) - STORED)

    def _expect_status(self, status: int) -> None:
        if status >= 400:
            self.expects(f"status of {status}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if not any(part in message.text for part in self.expected):
            self.complaints.append(f"{message.type}: {message.text} ({self.page.url})")
