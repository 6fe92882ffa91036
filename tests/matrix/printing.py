"""Typst is a process of its own for each PDF: what says the same is set once, however many ask for it."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils.translation import get_language

from documents import pdf

_set = pdf.compile
_kept: dict[bytes, bytes] = {}


@contextmanager
def set_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "compile", _once)
        yield


def _once(template: Path, sheet: pdf.Sheet) -> bytes:
    said = pickle.dumps((template, sheet, get_language()))
    if said not in _kept:
        _kept[said] = _set(template, sheet)
    return _kept[said]
