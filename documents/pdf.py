"""PDF files made by typst from a template and plain data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

_FONTS = Path(__file__).parent / "fonts"


def compile(template: Path, data: Any) -> bytes:
    """The PDF of a template that reads ``data`` from ``sys.inputs.data`` (JSON).

    Only our own fonts are used, so that every machine makes the same page.
    """
    return typst.compile(
        str(template), root=str(template.parent), format="pdf", font_paths=[str(_FONTS)],
        ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
