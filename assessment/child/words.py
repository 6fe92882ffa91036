"""What the page of a child says."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessment.family import words as of_families
from assessment.models import Level
from curriculum.lists import Stage
from people.models import ChildGroup

NOT_YET = gettext_lazy("It is not saved yet.")
CONFLICT = gettext_lazy(
    "Somebody has saved some of it meanwhile. Everything you typed is kept on this page."
)


def subtitle(group: ChildGroup, stage: Stage) -> str:
    """«Bitītes · 3. posms»"""
    return f"{group.name} · {stage.label}"


def counts(levels: Iterable[Level]) -> str:
    """«prot 3, mācās 1»"""
    found = list(levels)
    return of_families.counts(found) if found else _("not assessed")


def marks(number: int) -> str:
    return ngettext("%(n)d assessment", "%(n)d assessments", number) % {"n": number}


def observations(number: int) -> str:
    return ngettext("%(n)d observation", "%(n)d observations", number) % {"n": number}


def new(assessed: int, observed: int) -> str:
    """«7 vērtējumi, 1 novērojums»"""
    said = [marks(assessed)] if assessed else []
    return ", ".join([*said, observations(observed)] if observed else said)
