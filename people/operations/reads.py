"""Keeping who read protected data. It asks nobody: whoever shows such data calls it."""

from collections.abc import Iterable
from datetime import datetime

from people.access import Access
from people.models import Child, SensitiveRead


def note_reads(children: Iterable[Child], *, what: str, by: Access, at: datetime) -> None:
    """Keep that the person has been shown ``what`` (a code) about each child. One query."""
    role = by.acting.role if by.acting else ""
    SensitiveRead.objects.bulk_create(
        SensitiveRead(
            institution_id=child.institution_id, child=child, person=by.user, role=role, what=what,
            read_at=at,
        )
        for child in children
    )  # fmt: skip
