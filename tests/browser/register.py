"""The register's page as a test speaks of it."""

from django.urls import reverse
from playwright.sync_api import Locator, Page

from tests.world import MONDAY, House


def address(house: House, group: str = "Bitītes", day=MONDAY) -> str:
    return reverse("attendance:register", args=[house.groups[group].pk, day])


def tick(page: Page, name: str) -> Locator:
    """«Bērziņa Anna»: ticked means absent."""
    return page.get_by_role("checkbox", name=name)


def confirm(page: Page) -> Locator:
    return page.get_by_role("button", name="Apstiprināt")


def saved(page: Page) -> Locator:
    """What is said after saving, with the time and the author."""
    return page.locator(".saved")


def note(page: Page) -> Locator:
    """What is said when a request did not come through."""
    return page.locator("#register-note")


def unsaved(page: Page) -> Locator:
    """How many taps have not reached the server; empty when all have."""
    return page.locator("#unsaved [role=status]")
