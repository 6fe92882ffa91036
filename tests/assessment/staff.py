"""The pages of staff as their tests speak of them."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.urls import reverse

from assessment import operations
from assessment.models import Assessment, Observation, Publication
from assessment.publishing.looked_at import sign_of
from people.access import Access
from people.models import Child, ChildGroup
from tests.world import MONDAY, at

NASTY = "<script>alert(1)</script>{{ 7|add:7 }}"
LONG = "Lietus. " * 12_800  # 100 kB


def of_child(child: Child, name: str = "child", *more) -> str:
    return reverse(f"assessment:{name}", args=[child.pk, *more])


def of_group(group: ChildGroup, name: str, *more) -> str:
    return reverse(f"assessment:{name}", args=[group.pk, *more])


def observed(
    group: ChildGroup, by: Access, child: Child, text: str = "Būvē torni", day: date = MONDAY,
    version: int = 0,
) -> Observation:  # fmt: skip
    return operations.save_observation(
        child=child, group=group, day=day, text=text, version=version, by=by, at=at(13, day=day)
    )


def with_idea(
    group: ChildGroup, by: Access, child: Child, text: str = "Skaitiet pakāpienus",
    when: datetime | None = None,
) -> Publication:  # fmt: skip
    return operations.save_idea(
        child=child, group=group, text=text, version=0, by=by, at=when or at(13)
    )


def sign_for(child: Child, by: Access) -> str:
    """Of what is ready of the child as this person's page carries it."""
    ready = [
        row
        for model in (Assessment, Observation)
        for row in model.objects.standing().unpublished().filter(child=child)
    ]
    return sign_of(ready, Publication.objects.draft().filter(child=child).first(), by)


def looked_at(page) -> dict[str, str]:
    """What the form of publishing knows of each child, as the page carries it."""
    return dict(re.findall(r'name="(looked-\d+)" value="(\w*)"', page.content.decode()))


def publishes(client, group: ChildGroup, *children: Child):
    """Somebody looks at the group's page and publishes for those."""
    place = of_group(group, "publish")
    ticked = {"child": [child.pk for child in children]}
    return client.post(place, ticked | looked_at(client.get(place)))


def publishes_one(client, child: Child):
    """The same at the child's own page."""
    return client.post(of_child(child, "publish_child"), looked_at(client.get(of_child(child))))
