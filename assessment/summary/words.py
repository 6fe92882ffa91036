"""A summary in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.family.words import of_level
from assessment.models import Level
from curriculum.lists import Area
from people.models import Child


def title() -> str:
    return _("Summary of growth")


def day(one: date) -> str:
    return date_format(one, "SHORT_DATE_FORMAT")


def level(one: Level, child: Child) -> str:
    """«Apguvusi», «Apguvis»"""
    return capfirst(of_level(one, child))


def legend() -> list[tuple[str, str]]:
    """All four as the law words them, in the order of growth."""
    return [(one.value, str(one.label)) for one in Level]


def blank(areas: Sequence[Area]) -> str:
    """«Šajā periodā nav vērtēts mācību jomās: Valodu, Matemātikas»; nothing where all were."""
    if not areas:
        return ""
    said = ngettext(
        "Not assessed in this period in the learning area: %(areas)s",
        "Not assessed in this period in the learning areas: %(areas)s",
        len(areas),
    )
    return said % {"areas": ", ".join(str(area.label) for area in areas)}


def nothing() -> str:
    return _("In this period nothing was published about the child.")
