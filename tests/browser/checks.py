"""What holds for every page: axe, no sideways scrolling, big targets, nothing inline."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SIZES = ((390, 844), (1366, 900))
THEMES = ("light", "dark")
NARROWEST = (320, 640)
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Data for a script of ours (JSON) is no code: no browser runs it.
_INLINE = re.compile(
    r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:\ssrc=|type=\"application/json\"))|javascript:",
    re.I,
)
# Smaller than 44 px, in either direction; links within a sentence are text, not targets.
_SMALL = """() => {
  const all = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
  const seen = (e) => e.checkVisibility({visibilityProperty: true})
    && !e.closest('.skip, .for-ears, [hidden]');
  const inSentence = (e) => e.matches('a') && getComputedStyle(e).display === 'inline'
    && e.parentElement.innerText.trim() !== e.innerText.trim();
  const bigger = (a, b) => (a.width * a.height > b.width * b.height ? a : b);
  const box = (e) => [e, ...(e.labels ?? [])].map((x) => x.getBoundingClientRect()).reduce(bigger);
  const small = ({width, height}) => width < 43.5 || height < 43.5;
  return [...document.querySelectorAll(all)]
    .filter((e) => seen(e) && !inSentence(e) && small(box(e)))
    .map((e) => `${e.outerHTML.slice(0, 90)} ${Math.round(box(e).width)}×${Math.round(box(e).height)}`);
}"""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def nothing_wrong_with(page: Page, html: str) -> list[str]:
    """All findings of a page, on phone and desktop, light and dark."""
    found = [f"inline: {part}" for part in _INLINE.findall(html)]
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width}: small {target}" for target in page.evaluate(_SMALL)]
        found += _sideways(page, width)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            found += [f"{width} {theme}: {violation}" for violation in _axe(page)]
    page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
    return found + _sideways(page, NARROWEST[0])


def _sideways(page: Page, width: int) -> list[str]:
    too_wide = page.evaluate(_SIDEWAYS)
    return [f"{width}: {too_wide} px too wide"] if too_wide > 0 else []


def _axe(page: Page) -> list[str]:
    violations = Axe().run(page, options=_RULES).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]
