"""What is said of a child's learning as its parents read it: which texts the word list looks at, where they
are sent from, and what administration sees of one in which it found something (R18)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment, Observation, Publication
from assessment.parts import COMMENT, IDEA, OBSERVATION, REASON
from manners.fields import Places, Sent
from manners.registry import Legible, Text
from people.access import Access, Action
from people.models import Institution, User
from people.requests import id_of

GROWTH = "assessment.publication"
SEE = Action.VIEW_ASSESSMENT


class OfWhatIsPublished(Legible):
    """A child's parents read it once its minute is over, and may report it."""

    code, label = GROWTH, _("published assessment")
    title = _("Report what is written about the child")

    def find(self, pk: int, by: Access) -> Publication | None:
        rows = Publication.objects.visible_to(by, SEE).exclude(published_at=None)
        return _whole(rows).filter(pk=pk).first()

    def found(self, pks: Iterable[int], by: Access) -> dict[int, Publication]:
        return _whole(Publication.objects.filter(institution=by.institution)).in_bulk(list(pks))

    def texts(self, thing: Publication) -> list[Text]:
        marks = thing.assessments.filter(voided_at=None).exclude(comment="").order_by("pk")
        words = thing.observations.standing().order_by("pk")
        return [
            *((COMMENT.label, one.comment) for one in marks),
            *((OBSERVATION.label, one.text) for one in words), (IDEA.label, thing.idea),
        ]  # fmt: skip

    def house(self, thing: Publication) -> Institution:
        return thing.institution

    def author(self, thing: Publication) -> User:
        assert thing.published_by  # only such are seen
        return thing.published_by

    def address(self, thing: Publication) -> str:
        return reverse("assessment:child", args=[thing.child_id])

    def address_for(self, pk: int, author: Access) -> str:
        row = self.find(pk, author)
        return self.address(row) if row else ""

    def named(self, pks: Iterable[int]) -> dict[int, str]:
        rows = Publication.objects.filter(pk__in=list(pks)).select_related("child")
        return {row.pk: str(row) for row in rows}


def _whole(rows: Any) -> Any:
    return rows.select_related("institution", "child", "published_by")


def _children(posted: QueryDict, places: Places) -> list[int]:
    """The child of the page, or those that are ticked."""
    ticked = [id_of(one) for one in posted.getlist("child")]
    return [places["child_id"]] if "child_id" in places else ticked


def _standing(posted: QueryDict, places: Places, by: Access) -> list[Text]:
    """What goes to their parents now. Three queries."""
    of_them = {"child__in": _children(posted, places)}
    marks = Assessment.objects.standing().unpublished().filter(**of_them).exclude(comment="")
    words = Observation.objects.standing().unpublished().filter(**of_them)
    ideas = Publication.objects.draft().filter(**of_them).exclude(text="")
    return [
        *((COMMENT.label, text) for text in marks.values_list("comment", flat=True)),
        *((OBSERVATION.label, text) for text in words.values_list("text", flat=True)),
        *((IDEA.label, text) for text in ideas.values_list("text", flat=True)),
    ]


def _published(posted: QueryDict, places: Places, by: Access) -> list[tuple[str, int]]:
    """What waits for its minute: it was published just now."""
    rows = Publication.objects.exclude(published_at=None).filter(released_at=None)
    mine = rows.filter(child__in=_children(posted, places))
    return [(GROWTH, pk) for pk in mine.values_list("pk", flat=True)]


_TEXTS = "assessment.Assessment.comment assessment.Observation.text assessment.Publication.text"
_PUBLISHES: Any = {"fields": {}, "columns": _TEXTS, "things": _published, "standing": _standing}
_REASON = {"reason": REASON.label}
SENT = (
    Sent("assessment:publish", **_PUBLISHES),
    Sent("assessment:publish_child", **_PUBLISHES),
    Sent("assessment:cell", {"comment": COMMENT.label}, "assessment.Assessment.comment"),
    Sent("assessment:remove_cell", _REASON, "assessment.Assessment.void_reason"),
    Sent("assessment:mark", _REASON, "assessment.Assessment.void_reason"),
    Sent("assessment:observation", _REASON, "assessment.Observation.void_reason"),
    Sent("assessment:told_idea", _REASON, "assessment.Publication.void_reason"),
)
