"""Choices and items: each is added and taken away by itself, of a plan that is held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from people.access import Access

Columns = dict[str, Any]


def put(rows: Any, fresh: Iterable[Columns], *, by: Access, at: datetime) -> list[Any]:
    """:param rows: ``plan.choices`` or ``plan.items``"""
    plan = rows.instance
    facts = {"institution": plan.institution, "plan": plan, "added_at": at, "added_by": by.user}
    return rows.bulk_create(rows.model(**facts, **one) for one in fresh)


def void(rows: Any, *, by: Access, at: datetime) -> int:
    """:returns: how many of them were standing"""
    return rows.standing().update(voided_at=at, voided_by=by.user)
