"""A kind of things that can be reported and that no app has: entries of a day, as one may see them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from activities.models import DayEntry, DayLog
from manners import operations, registry
from manners.models import Report
from manners.registry import Hideable
from people.access import Access, Action
from tests.activities import makers
from tests.world import MONDAY, at

ENTRY = "tests.entry"
SEE, JUDGE = Action.VIEW_DAY, Action.JUDGE_REPORTS


class OfAnEntry(Hideable):
    code, label, template = ENTRY, "ieraksts", ""
    title, thanks = "Ziņot par ierakstu", "Ieraksts paslēpts."

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []  # what became of it, by whom

    def find(self, pk, by):
        return self._entries(by).filter(pk=pk, voided_at=None).first()

    def would_see(self, pk, by):
        return self._entries(by).filter(pk=pk).exists()

    def found(self, pks, by):
        house = {"institution": by.institution}
        return DayEntry.objects.filter(**house).select_related("added_by").in_bulk(list(pks))

    def named(self, pks):
        rows = DayEntry.objects.filter(pk__in=list(pks)).select_related("log__group")
        return {row.pk: str(row.log) for row in rows}

    def house(self, thing):
        return thing.institution

    def author(self, thing):
        return thing.added_by

    def address(self, thing):
        return reverse("activities:days")

    def address_for(self, pk, author):
        return f"/ieraksts/{pk}/" if self.find(pk, author) else ""

    def hide(self, thing, *, by, at):
        self._write(thing, "hidden", by, voided_at=at, voided_by=by.user)

    def show_again(self, thing, *, by, at):
        self._write(thing, "shown", by, voided_at=None, voided_by=None)

    def give_back(self, thing, *, by, at):
        self._write(thing, "given back", by, voided_at=None, voided_by=None, text="")

    def remove(self, thing, *, by, at):
        self._write(thing, "removed", by)

    def _entries(self, by):
        logs = DayLog.objects.visible_to(by, SEE)
        return DayEntry.objects.filter(log__in=logs).select_related("institution", "added_by")

    def _write(self, thing, word, by, **facts):
        DayEntry.objects.filter(pk=thing.pk).update(title="Tilts", **facts)
        self.done.append((word, by.user.first_name))


@pytest.fixture
def kind(monkeypatch) -> OfAnEntry:
    monkeypatch.setattr(registry, "_registry", dict(registry._registry))
    return registry.register(OfAnEntry())


@pytest.fixture
def teacher(house) -> Access:
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def mother(house) -> Access:
    return Access(house.people.mother, day=MONDAY)


@pytest.fixture
def father(house) -> Access:
    return Access(house.people.father, day=MONDAY)


@pytest.fixture
def entry(house, kind, teacher) -> DayEntry:
    """Of the bees' day, which parents see."""
    log = makers.released(house.groups["Bitītes"], teacher, MONDAY, when=at(9))
    return makers.entry_of(log)


def reported(entry: DayEntry, by: Access, **said) -> Report:
    facts = {"kind": ENTRY, "pk": entry.pk, "reason": "child", "note": "Redzama seja", "at": at(10)}
    return operations.report(**facts | said, by=by)


def sees(entry: DayEntry, by: Access) -> bool:
    return registry.reportable(ENTRY).find(entry.pk, by) is not None
