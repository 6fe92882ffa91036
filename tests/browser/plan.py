"""The page of writing a plan as a browser test speaks of it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from planning.models import MonthPlan
from tests.browser.visitor import Visitor
from tests.planning.writing import place


def opens(visitor: Visitor, person, plan: MonthPlan) -> Page:
    visitor.is_signed_in(person)
    visitor.open(place(plan))
    return visitor.page


def offline(visitor: Visitor) -> None:
    visitor.expects("ERR_INTERNET_DISCONNECTED", "htmx:")
    visitor.context.set_offline(True)


def field(page: Page, code: str) -> Locator:
    return page.locator(f'[name="text-{code}"]')


def said(page: Page, code: str) -> Locator:
    """What is said of a text: that it is saved, or why not."""
    return page.locator(f"#said-{code.replace('.', '-')}")


def unsaved(page: Page) -> Locator:
    return page.locator("#unsaved [role=status]")


def shows_sign(page: Page, name: str) -> None:
    """Beside what is said of what is unsaved."""
    sign = page.locator("#unsaved > svg:visible > use")
    expect(sign).to_have_attribute("href", re.compile(f"#{name}$"))


def writes(page: Page, code: str, text: str) -> None:
    """Typed, and the field is left."""
    field(page, code).fill(text)
    field(page, code).blur()


def is_saved(page: Page, code: str) -> None:
    expect(said(page, code)).to_contain_text("Saglabāts")
    expect(unsaved(page)).to_be_empty()
