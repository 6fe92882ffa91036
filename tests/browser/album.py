"""Pictures for the documents: a page on a light phone and a dark desktop, small and always the same."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser

from people.models import User
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.visitor import Visitor

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LOOKS = (({**PHONE, "device_scale_factor": 1}, "light"), (DESKTOP, "dark"))


@dataclass
class Album:
    browser: Browser
    portal: str

    def shows(
        self, name: str, url: str, by: User | None = None, act=None, status: int = 200
    ) -> None:
        """``act``: what is done with the page before it is taken."""
        for device, theme in LOOKS:
            visitor = self._opened({**device, "color_scheme": theme}, url, by, status)
            if act:
                act(visitor.page)
            visitor.page.mouse.move(0, 0)  # nothing looks hovered
            visitor.page.evaluate("document.fonts.ready")
            visitor.page.wait_for_load_state("networkidle")
            shot = Image.open(BytesIO(visitor.page.screenshot()))
            _save(shot, FOLDER / f"{name}-{device['viewport']['width']}-{theme}.png")
            visitor.context.close()

    def pair(self, name: str, first: str, second: str, by: User) -> None:
        """Two phones side by side, sharp, for the first page of the documents."""
        shots = []
        for url in (first, second):
            visitor = self._opened(PHONE, url, by, 200)
            shots.append(Image.open(BytesIO(visitor.page.screenshot())))
            visitor.context.close()
        width, height = shots[0].size
        sheet = Image.new("RGB", (2 * width + 64, height), "#e7e0d4")
        for place, shot in enumerate(shots):
            sheet.paste(shot, (place * (width + 64), 0))
        _save(sheet, FOLDER / f"{name}.png")

    def _opened(self, device: dict[str, Any], url: str, by: User | None, status: int) -> Visitor:
        visitor = Visitor.arrives(self.browser, self.portal, device)
        if by:
            visitor.is_signed_in(by)
        visitor.open(url, status)
        return visitor


def _save(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    small = picture.convert("RGB").quantize(256, kmeans=1, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
