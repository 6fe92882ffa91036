"""What holds for every page: axe, no sideways scrolling, big targets, nothing inline.

axe is the longest of it. Everyday it asks each page that a role reaches, and a few states;
all states are among the long tests. It asks a page all its rules once, on a phone by day, and of the
colours, which are all that the night changes, once more on a desktop by night. Where the long tests
are run too, it asks everything in every size and theme.
"""

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SIZES = ((390, 844), (1366, 900))
THEMES = ("light", "dark")
NARROWEST = (320, 640)
_EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOURS = {"type": "rule", "values": ["color-contrast"]}
_EVERYDAY: dict[tuple[int, str], object] = {  # width, theme → which rules
    (SIZES[0][0], "light"): _EVERYTHING,
    (SIZES[1][0], "dark"): _COLOURS,
}
in_full = False  # every rule in every size and theme; the long tests are among those run
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
_VIOLATIONS = """rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(
  ({violations}) => violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) =>
    `${id}: ${html.slice(0, 120)} ${failureSummary.slice(0, 160)}`)))"""


def nothing_wrong_with(page: Page, html: str) -> list[str]:
    """All findings of a page, on phone and desktop, light and dark."""
    found = [f"inline: {part}" for part in _INLINE.findall(html)]
    if not page.evaluate("'axe' in self"):
        page.evaluate(AXE_SCRIPT)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width}: small {target}" for target in page.evaluate(_SMALL)]
        found += _sideways(page, width)
        for theme in THEMES:
            found += [f"{width} {theme}: {violation}" for violation in _axe(page, width, theme)]
    page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
    return found + _sideways(page, NARROWEST[0])


def _sideways(page: Page, width: int) -> list[str]:
    too_wide = page.evaluate(_SIDEWAYS)
    return [f"{width}: {too_wide} px too wide"] if too_wide > 0 else []


def _axe(page: Page, width: int, theme: str) -> list[str]:
    rules = _EVERYTHING if in_full else _EVERYDAY.get((width, theme))
    if not rules:
        return []
    page.emulate_media(color_scheme=theme)
    return page.evaluate(_VIOLATIONS, rules)
