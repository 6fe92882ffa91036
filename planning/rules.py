"""What a plan must hold to be submitted, and which text can be kept. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.lists import Area
from planning.parts import LONG, OF_THE_PLAN, TEXTS, Choose, Text


@dataclass(frozen=True)
class Missing:
    """What is not there yet: where on the page, and how it is called."""

    anchor: str
    label: Any


def missing(texts: Mapping[str, str], chosen: Iterable[tuple[str, str]]) -> list[Missing]:
    """What hinders submitting: topic, message, content, a value or a virtue, and of each learning area
    an outcome or that it is not planned (R24).

    :param texts: by section code
    :param chosen: kind and area of every standing choice
    """
    chosen = set(chosen)
    kinds = {kind for kind, _area in chosen}
    found = [
        Missing(text.code, text.label)
        for text in TEXTS
        if text.needed and not texts.get(text.code, "").strip()
    ]
    if not kinds & set(OF_THE_PLAN):
        found.append(Missing("values", _("a value or a virtue")))
    return found + [
        Missing(f"area-{area.value}", area.label)
        for area in Area
        if not {(Choose.OUTCOME, area.value), (Choose.NOT_PLANNED, area.value)} & chosen
    ]


def clean_text(text: str, of: Text | None = None) -> str:
    """As it is kept: plain, its lines kept, nothing around it.

    :raises ValidationError: longer than the section takes
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if of and of.rows == 1:
        plain = " ".join(plain.split())
    longest, n = of.longest if of else LONG, len(plain)
    if n > longest:
        said = ngettext(
            "There is %(n)d sign here, %(most)d fit.",
            "There are %(n)d signs here, %(most)d fit.",
            n,
        ) % {"n": n, "most": longest}
        raise ValidationError(said, code="too_long")
    return plain


def can_be_kept(text: str) -> bool:
    """Whether it is short enough."""
    try:
        clean_text(text)
    except ValidationError:
        return False
    return True
