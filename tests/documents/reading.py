"""What a file says that left the portal: read by other programs than those that made it."""

import ctypes
import io
import zipfile
from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfPage, raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Page:
    """A printed page. ``edges``: how far its outermost signs are from the paper's edges, in mm; of an empty
    page none."""

    size: tuple[int, int]
    text: str
    edges: tuple[float, ...]  # left, top, right, bottom


def text_of(content: bytes) -> str:
    """Of a PDF, a workbook, a table or a page; of a picture its bytes, whatever they spell."""
    if content.startswith((b"RIFF", b"\xff\xd8")):
        return content.decode("latin-1")
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
    seen = [box for box in boxes if box[2] > box[0]]
    text, inner = " ".join(read.get_text_range().split()), ()
    if seen:
        lefts, bottoms, rights, tops = zip(*seen, strict=True)
        inner = (min(lefts), height - max(tops), width - max(rights), min(bottoms))
    return Page((round(width / MM), round(height / MM)), text, tuple(edge / MM for edge in inner))


def pictures(content: bytes) -> int:
    """How many there are on all pages of a PDF."""
    document = PdfDocument(content)
    try:
        return sum(
            1 for page in document for _one in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], 15)
        )
    finally:
        document.close()


def alternatives(content: bytes) -> list[str]:
    """What a PDF says in place of its pictures, to ears."""
    document = PdfDocument(content)
    try:
        return [text for page in document for text in _alternatives(page)]
    finally:
        document.close()


def _alternatives(page: PdfPage) -> list[str]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    roots = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, n)
        for n in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    found = [text for root in roots for text in _within(root)]
    raw.FPDF_StructTree_Close(tree)
    return found


def _within(element: object) -> list[str]:
    size = raw.FPDF_StructElement_GetAltText(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetAltText(element, buffer, size)
    own = buffer.raw.decode("utf-16-le").rstrip("\0")
    children = [
        raw.FPDF_StructElement_GetChildAtIndex(element, n)
        for n in range(raw.FPDF_StructElement_CountChildren(element))
    ]
    return [*filter(None, [own]), *(text for one in children if one for text in _within(one))]
