"""Talks with parents: what a group's year, a talk, a family's list and page, and a saved text ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.bench import cast
from tests.bench.findings import Finding
from tests.bench.plans import asks
from tests.bench.queries import PAGE, Desk

if TYPE_CHECKING:
    from messaging.models import Talk

LIST, FAMILY, SAVE = 12, 10, 11


class Writer:
    """Saves what was said in a draft over the version that stands."""

    def __init__(self, talk: Talk) -> None:
        from django.urls import reverse

        section = talk.sections.get(code="content")
        self.page = reverse("messaging:talk", args=[talk.pk])
        self.path = reverse("messaging:talk_text", args=[talk.pk, section.code])
        self._version = section.version

    def text(self) -> tuple[str, dict[str, str]]:
        said = {"text-content": f"Saruna {self._version}", "version-content": str(self._version)}
        self._version += 1
        return self.path, said


def draft() -> Talk:
    """Of the first teacher, today: there is none in bulk."""
    from django.utils import timezone

    from messaging.talks import operations
    from people.access import Access
    from people.whose_day import children_due

    group, day = cast.groups()[0], cast.shown_day()
    by = Access(cast.user("teacher0a"), day=day)
    child = children_due(group, day)[0]
    return operations.open_talk(child=child, day=day, by=by, at=timezone.now())


def of_pages() -> Iterator[Finding]:
    from django.urls import reverse

    writer, group = Writer(draft()), cast.groups()[0]
    teacher, parent = Desk(cast.user("teacher0a")), Desk(cast.mother_of_three())
    read = group.talks.released().latest("day")
    mother = Desk(read.participants.guardians()[0].user)
    for name, desk, path, budget in (
        ("list", teacher, reverse("messaging:talks", args=[group.pk]), LIST),
        ("write", teacher, writer.page, PAGE),
        ("read", teacher, reverse("messaging:talk", args=[read.pk]), PAGE),
        ("family", parent, reverse("messaging:family_talks"), FAMILY),
        ("family_talk", mother, reverse("messaging:family_talk", args=[read.pk]), PAGE),
    ):
        yield asks(
            f"talk.queries.{name}", lambda desk=desk, path=path: desk.ask("get", path), budget
        )
    yield asks("talk.queries.text", lambda: teacher.ask("post", *writer.text()), SAVE)
