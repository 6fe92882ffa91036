"""Publishing documents and acknowledging them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from agreements.first_texts import TITLES, text_of
from agreements.models import Acknowledgement, Document, Version
from duties.calendar.school_year import school_year_of
from outbox.clock import local_day
from people.access import Access, Action
from people.models import Institution


@transaction.atomic
def publish(
    *, institution: Institution, kind: str, title: str, text: str, by: Access, at: datetime
) -> Version:
    """The next version of a document; whoever owes it acknowledges anew (R3, R36).

    :raises ValidationError: it says what the current version says
    """
    by.require(Action.PUBLISH_DOCUMENTS, institution)
    document, _made = Document.objects.select_for_update().get_or_create(
        institution=institution, kind=Document.Kind(kind), defaults={"title": title}
    )
    said = document.versions.first()
    if said and (said.text, document.title) == (text, title):
        raise ValidationError(_("This is what the current version says already."))
    document.title = title
    document.full_clean()
    document.save()
    return _next(document, text, at, published_by=by.user)


@transaction.atomic
def lay_down_first_texts(institution: Institution, *, at: datetime) -> int:
    """Terms and pledge in our own words, where the institution has none. For the command line.

    :returns: how many documents were laid down
    """
    present = set(institution.documents.values_list("kind", flat=True))
    missing = [kind for kind in TITLES if kind not in present]
    for kind in missing:
        document = Document(institution=institution, kind=kind, title=TITLES[kind])
        document.full_clean()
        document.save()
        _next(document, text_of(kind), at)
    return len(missing)


@transaction.atomic
def acknowledge(*, versions: Iterable[Version], by: Access, at: datetime) -> None:
    """«Iepazinos»: the person has read these versions, in this school year. Once counts.

    :raises ValidationError: one of them is no longer the current one
    """
    wanted = list(versions)
    for version in wanted:
        by.require(Action.VIEW_DOCUMENTS, version.institution)
    ids = [version.pk for version in wanted]
    if Version.objects.current().filter(pk__in=ids).count() != len(ids):
        raise ValidationError(_("A newer version has been published meanwhile."), code="outdated")
    role = by.acting.role if by.acting else ""
    Acknowledgement.objects.bulk_create(
        [_given(version, role, by, at) for version in wanted], ignore_conflicts=True
    )


def _given(version: Version, role: str, by: Access, at: datetime) -> Acknowledgement:
    year = school_year_of(local_day(at, version.institution.time_zone))
    return Acknowledgement(
        institution=version.institution, version=version, person=by.user, school_year=year,
        role=role, given_at=at,
    )  # fmt: skip


def _next(document: Document, text: str, at: datetime, published_by=None) -> Version:
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version(
        institution=document.institution, document=document, number=last + 1, text=text.strip(),
        published_at=at, published_by=published_by,
    )  # fmt: skip
    version.full_clean()
    version.save()
    houses = Institution.objects.filter(pk=document.institution_id)
    houses.update(papers_changed_at=at)  # whoever passed the gate is asked again
    return version
