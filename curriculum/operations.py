"""What a house does with the catalogue: adds, words anew, retires, hides; and who teaches which area.

Each from a school year on, the present one or the next: what past years could choose stays. Whoever
writes takes the house first, so that one of two at once finds what the other has done.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from curriculum.lists import Area
from curriculum.models import Entry, Hidden, Specialism
from curriculum.rules import open_years
from curriculum.specialists import specialists
from people.access import Access, Action
from people.models import Institution, User
from people.rules.names import folded

OWN_FROM = 101  # numbers of a house's own entries: below them the common catalogue may grow


class ChangedMeanwhile(ValidationError):
    """Somebody else has changed it after the page was made: 409. Nothing was written."""

    def __init__(self) -> None:
        text = _("Somebody changed this meanwhile; nothing was saved.")
        super().__init__(text, code="changed")


@transaction.atomic
def add(
    *, institution: Institution, kind: str, text: str, first_year: int, by: Access, area: str = "",
    stage: int | None = None,
) -> Entry:  # fmt: skip
    """An entry of the house's own.

    :raises ValidationError: the same is said there already, or no such place or year
    """
    _begin(institution, by, first_year)
    place: dict[str, Any] = {"kind": kind, "area": area, "stage": stage}
    in_use = Entry.objects.in_use(institution, first_year).filter(**place)
    if any(folded(entry.text) == folded(text) for entry in in_use):
        raise ValidationError({"text": _("This is in the catalogue already.")})
    own = Entry.objects.filter(institution=institution, number__gte=OWN_FROM, **place)
    number = (own.aggregate(last=Max("number"))["last"] or OWN_FROM - 1) + 1
    head = f"{area}.{stage}" if kind == Entry.Kind.OUTCOME else kind
    entry = Entry(
        institution=institution, code=f"{head}.{number}", number=number, text=text,
        first_year=first_year, **place,
    )  # fmt: skip
    return _save(entry)


@transaction.atomic
def reword(
    *, entry: Entry, institution: Institution, text: str, first_year: int, by: Access
) -> Entry:
    """A new row of the same code, the house's own; what was chosen keeps the words of its time.

    :param entry: the wording that stood when the page was made
    :raises ChangedMeanwhile: another one stands
    :raises ValidationError: it says the same, or no such year
    """
    _begin(institution, by, first_year)
    _require_standing(entry, institution)
    if _plain(text) == entry.text:
        raise ValidationError({"text": _("This is what it says already.")})
    _end_own(institution, entry.code, first_year)
    return _save(_worded(entry, institution, text, first_year))


@transaction.atomic
def retire(*, entry: Entry, institution: Institution, first_year: int, by: Access) -> None:
    """An own entry is not used from a school year on; of a common one it is the own wording that ends.

    :raises ChangedMeanwhile: it has ended, or another wording stands
    """
    _begin(institution, by, first_year)
    _require_standing(entry, institution)
    if entry.institution_id is None:
        raise ValidationError(_("A common entry is not retired: leave it out."))
    _end_own(institution, entry.code, first_year)


@transaction.atomic
def hide(*, code: str, institution: Institution, first_year: int, by: Access) -> Hidden:
    """The house leaves a code out from a school year on. Said again it changes nothing.

    :raises ChangedMeanwhile: it is left out from another year on
    :raises ValidationError: there is no such code, or no such year
    """
    _begin(institution, by, first_year)
    _require_known(code, institution)
    mine = {"institution": institution, "code": code}
    hidden, _made = Hidden.objects.get_or_create(**mine, defaults={"first_year": first_year})
    if hidden.first_year != first_year:
        raise ChangedMeanwhile
    return hidden


@transaction.atomic
def show_again(*, code: str, institution: Institution, by: Access) -> None:
    """What was hidden or retired is used again, in its last words. Said again it changes nothing."""
    by.require(Action.MANAGE_CATALOGUE, institution)
    _take(institution)
    _require_known(code, institution)
    Hidden.objects.filter(institution=institution, code=code).delete()
    wordings = Entry.objects.of_code(institution, code)
    if wordings.filter(last_year=None).exists():
        return
    last = wordings[0]
    first_year = max(open_years(by)[0], (last.last_year or 0) + 1)
    _save(_worded(last, institution, last.text, first_year))


@transaction.atomic
def set_areas(
    *, institution: Institution, user: User, areas: Collection[str], seen: Collection[str],
    by: Access,
) -> None:  # fmt: skip
    """Which learning areas a specialist of the house teaches.

    :param seen: the areas that stood when the page was made
    :raises ChangedMeanwhile: others stand, which are not those wanted either
    :raises ValidationError: not a specialist of the house, or no such area
    """
    by.require(Action.MANAGE_CATALOGUE, institution)
    _take(institution)
    if not set(areas) <= set(Area.values):
        raise ValidationError(_("Choose among the learning areas."))
    if not specialists(institution, by.day).filter(pk=user.pk).exists():
        raise ValidationError(_("This person is not a specialist here."))
    rows = Specialism.objects.filter(institution=institution, user=user)
    known = set(rows.values_list("area", flat=True))
    if known != set(seen) and known != set(areas):
        raise ChangedMeanwhile
    rows.exclude(area__in=areas).delete()
    new = sorted(set(areas) - known)
    Specialism.objects.bulk_create(
        [Specialism(institution=institution, user=user, area=area) for area in new]
    )


def _begin(institution: Institution, by: Access, first_year: int) -> None:
    by.require(Action.MANAGE_CATALOGUE, institution)
    if first_year not in open_years(by):
        raise ValidationError({"first_year": _("Choose this school year or the next.")})
    _take(institution)


def _take(institution: Institution) -> None:
    """Until the end of the transaction nobody else changes its catalogue."""
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)


def _require_standing(entry: Entry, institution: Institution) -> None:
    if Entry.objects.of_code(institution, entry.code).filter(last_year=None).first() != entry:
        raise ChangedMeanwhile


def _require_known(code: str, institution: Institution) -> None:
    if not Entry.objects.of_code(institution, code).exists():
        raise ValidationError(_("There is no such entry."))


def _end_own(institution: Institution, code: str, first_year: int) -> None:
    """Own wordings reach no further than the year before; those of later years hold in none."""
    own = Entry.objects.filter(institution=institution, code=code)
    reaching = own.filter(Q(last_year=None) | Q(last_year__gte=first_year))
    reaching.update(last_year=Greatest(F("first_year"), first_year) - 1)


def _worded(entry: Entry, institution: Institution, text: str, first_year: int) -> Entry:
    return Entry(
        institution=institution, kind=entry.kind, code=entry.code, area=entry.area,
        stage=entry.stage, number=entry.number, text=text, first_year=first_year,
    )  # fmt: skip


def _plain(text: str) -> str:
    """In one line."""
    return " ".join(text.split())


def _save(entry: Entry) -> Entry:
    entry.text = _plain(entry.text)
    entry.full_clean()
    entry.save()
    return entry
