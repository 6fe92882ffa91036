"""How heavy pages are: the register's HTML as it is, and what travels of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.bench import cast
from tests.bench.findings import Finding
from tests.bench.visitor import Visitor

HTML, FIRST, LATER = 40, 150, 20
_FILES = re.compile(r'(?:href|src)="(/static/[^"#]+)')
_IN_CSS = re.compile(r'url\("?(?!data:)([^")]+)"?\)')


def sizes(port: int) -> Iterator[Finding]:
    teacher = cast.user("teacher0a")
    person = cast.visitor(port, teacher)
    path = cast.register_path(cast.groups()[0])
    html = person.get(path).body
    yield Finding("size.register.html", len(html) / 1000, HTML, "kB", "25 children, uncompressed")
    person.encodings = "br, gzip"
    page = person.get(path)
    files = {one: _travels(person, one) for one in dict.fromkeys(_FILES.findall(html.decode()))}
    first = len(page.body) + sum(files.values())
    yield Finding(
        "size.register.first_visit", first / 1000, FIRST, "kB",
        f"{len(files)} files; page {page.encoding or 'uncompressed'}",
    )  # fmt: skip
    for name, address in (("register", path), ("today", "/")):
        later = person.get(address)
        yield Finding(
            f"size.{name}.later",
            len(later.body) / 1000,
            LATER,
            "kB",
            later.encoding or "uncompressed",
        )


def _travels(person: Visitor, path: str) -> int:
    return len(person.get(path).body)
