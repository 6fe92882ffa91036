"""A text about a child as a page sends it: with the question about names, and what becomes of a save."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import QueryDict

from assessment.names import Names
from outbox.models import SavedSection
from outbox.sections import Stale
from planning.parts import Text
from planning.writing.forms import TextPost, sign_of
from planning.writing.parts import Written
from planning.writing.words import saved as saved_words

# save(text, version, unheard) → the row as it is kept
Save = Callable[[str, int, Collection[str]], SavedSection]


@dataclass
class Typed:
    part: Written
    unheard: tuple[str, ...]
    is_untouched: bool

    @classmethod
    def of(
        cls, posted: QueryDict, code: str, of: Text, standing: SavedSection | None, names: Names
    ) -> Typed:
        text = standing.text if standing else ""
        post = TextPost.of(posted, code, text)
        heard = names.heard(code, text, post.text)
        joined = post.is_joined or heard.text != post.text
        part = Written(code, of, heard.text, post.version, is_joined=joined, heard=heard)
        return cls(part, post.unheard, post.is_untouched and not joined)

    def put(self, text: str) -> None:
        """Another text in its place."""
        if text != self.part.text:
            self.part.text, self.part.is_joined, self.is_untouched = text, True, False

    def save(self, save: Save, *, at: datetime, zone: str) -> int:
        """:returns: the status of the answer; what was not saved stays in the part, with the reason"""
        part = self.part
        if part.heard.asked:
            part.is_typed = True
            return 422
        try:
            row = save(part.text, part.version, self.unheard)
        except Stale as stale:
            part.stale, part.is_joined = stale, False
            return 409
        except ValidationError as error:
            part.error = " ".join(error.messages)
            return 422
        part.had, part.version = sign_of(row.text), row.version
        part.said = saved_words(row, at=at, zone=zone)
        return 200


def standing_part(
    code: str, of: Text, row: SavedSection | None, *, url: str, may_write: bool, at: datetime,
    zone: str,
) -> Written:  # fmt: skip
    """A text as it is saved."""
    text = row.text if row else ""
    return Written(
        code, of, text, row.version if row else 0, url=url, may_write=may_write,
        said=saved_words(row, at=at, zone=zone) if row else "", had=sign_of(text),
    )  # fmt: skip


def as_typed(part: Written, typed: Typed | None) -> Written:
    """With what a form that is shown again holds, and why it is."""
    if typed is None or not typed.part.is_refused:
        return part
    mine = typed.part
    part.text, part.version, part.is_typed = mine.text, mine.version, True
    part.error, part.stale, part.heard = mine.error, mine.stale, mine.heard
    return part
