"""What the page of publishing says."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, npgettext

from assessment.child.words import new

AT_A_DOOR = "kept"  # of a refusal: the form met a closed door
TAKEN_BACK = gettext_lazy("It is taken back. Parents saw nothing of it.")
NOBODY = gettext_lazy("Nobody is ticked: nothing was published.")
KEPT = gettext_lazy(
    "Not published yet. Look at it once more and publish: then there is a minute to take it back."
)


def changed(children: Iterable[str]) -> str:
    """«Anna Bērziņa: pa šo laiku kaut kas ir pievienots vai mainīts. Nekas nav publicēts …»"""
    return _(
        "%(children)s: something was added or changed meanwhile. Nothing is published; look at it and"
        " publish again."
    ) % {"children": ", ".join(children)}


def tone(error: ValidationError) -> str:
    """Of the note: whose form waited at a door did nothing wrong."""
    return "own" if error.code == AT_A_DOOR else "bad"


def act(children: int) -> str:
    """«Publicēt 19 bērniem»"""
    return ngettext("Publish for %(n)d child", "Publish for %(n)d children", children) % {
        "n": children
    }


def children(number: int) -> str:
    """«19 bērniem»"""
    return ngettext("for %(n)d child", "for %(n)d children", number) % {"n": number}


def line(marks: int, observed: int, idea: str) -> str:
    """«7 vērtējumi · doma mājām: skaitīt pakāpienus»"""
    home = _("idea for home: %(idea)s") % {"idea": idea} if idea else _("no idea for home")
    return " · ".join(filter(None, [new(marks, observed), home]))


def with_news(number: int) -> str:
    return ngettext("child with something new", "children with something new", number)


def of_marks(number: int, higher: int) -> str:
    """«vērtējumi, augstāki nekā iepriekš: 14»"""
    said = npgettext("number above", "assessment", "assessments", number)
    if not higher:
        return said
    return _("%(what)s, %(n)d of them higher than before") % {"what": said, "n": higher}


def of_observed(number: int) -> str:
    return ngettext("observation in words", "observations in words", number)


def without(number: int) -> str:
    return ngettext("child without anything new", "children without anything new", number)
