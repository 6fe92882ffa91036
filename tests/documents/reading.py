"""What a file says that left the portal: read by other programs than those that made it."""

import io
import zipfile
from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfPage

MM = 72 / 25.4


@dataclass(frozen=True)
class Page:
    """A printed page. ``edges``: how far its outermost signs are from the paper's edges, in mm."""

    size: tuple[int, int]
    text: str
    edges: tuple[float, ...]  # left, top, right, bottom


def text_of(content: bytes) -> str:
    """Of a PDF, a workbook, a table or a page."""
    if content.startswith(b"%PDF-"):
        return "\n".join(page.text for page in pages(content))
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def pages(content: bytes) -> list[Page]:
    document = PdfDocument(content)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: PdfPage) -> Page:
    (width, height), read = page.get_size(), page.get_textpage()
    boxes = [read.get_charbox(n) for n in range(read.count_chars())]
    lefts, bottoms, rights, tops = zip(*(box for box in boxes if box[2] > box[0]), strict=True)
    inner = (min(lefts), height - max(tops), width - max(rights), min(bottoms))
    text = " ".join(read.get_text_range().split())
    return Page((round(width / MM), round(height / MM)), text, tuple(edge / MM for edge in inner))
