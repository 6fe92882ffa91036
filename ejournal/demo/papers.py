"""The houses' documents; everybody there has acknowledged them on the first day."""

from __future__ import annotations

from datetime import datetime

from agreements.models import Acknowledgement, Document, Version
from agreements.operations import lay_down_first_texts
from duties.calendar.school_year import school_year_of
from outbox.clock import portal_day
from people.models import Institution, Role, RoleGroup


def accept_all(institution: Institution, at: datetime) -> int:
    """Bulk rows, made as the acknowledging of each person would have made them."""
    lay_down_first_texts(institution, at=at)
    versions = list(
        Version.objects.current().filter(institution=institution).select_related("document")
    )
    members = RoleGroup.objects.filter(institution=institution, group__user__isnull=False)
    rows = [
        _row(version, person, role, at)
        for role, person in members.values_list("role", "group__user").order_by("role")
        for version in versions
        if role != Role.PARENT or version.document.kind != Document.Kind.CONFIDENTIALITY
    ]
    return len(Acknowledgement.objects.bulk_create(rows, ignore_conflicts=True))


def _row(version: Version, person: int, role: str, at: datetime) -> Acknowledgement:
    return Acknowledgement(
        institution_id=version.institution_id, version=version, person_id=person, role=role,
        school_year=school_year_of(portal_day(at)), given_at=at,
    )  # fmt: skip
