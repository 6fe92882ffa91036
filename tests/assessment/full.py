"""One of everything of a child's assessment, made by the operations."""

from __future__ import annotations

from datetime import timedelta

from assessment import operations
from assessment.models import Publication
from people.access import Access
from people.models import Child, ChildGroup
from tests.assessment import makers
from tests.world import at


def a_full_assessment(group: ChildGroup, by: Access, child: Child) -> Publication:
    """On the day on which ``by`` acts: assessed with a comment, observed, published with an idea for home
    and shown to parents; what was assessed since is a draft."""
    day, (shown, draft, *_rest) = by.day, makers.outcomes()
    now = at(13, day=day)
    row = makers.assessed(group, by, child, shown, "A", day)
    common = {"group": group, "by": by, "at": now}
    operations.explain(
        assessment=row, comment="Skaita līdz desmit", evidence=None, version=1, **common
    )
    operations.save_observation(child=child, day=day, text="Būvē torni", version=0, **common)
    operations.save_idea(child=child, text="Skaitiet pakāpienus", version=0, **common)
    (publication,) = makers.released(group, by, [child], now + timedelta(hours=1))
    makers.assessed(group, by, child, draft, "T", day)
    return publication
