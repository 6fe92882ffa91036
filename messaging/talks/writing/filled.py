"""The whole form as it came: what it says of the talk, and what is wrong with it. Shown again, it keeps
everything that was typed."""

from __future__ import annotations

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from messaging.models import Talk
from messaging.talks import words
from messaging.talks.operations import Whole
from messaging.talks.parts import SECTIONS
from messaging.talks.picks import MOST, Pick
from messaging.talks.writing.forms import AgreedForm, DayForm
from outbox.sections import Stale
from people.requests import id_of
from planning.operations.sections import Conflicts
from planning.writing.forms import TextPost

ADDS = "adds"  # the button by which something agreed is added: it asks for one


class Filled:
    def __init__(self, posted: QueryDict, talk: Talk) -> None:
        self.posted = posted
        self.errors: dict[str, list[str]] = defaultdict(list)  # by place of the page
        self.stale: dict[str, Stale] = {}
        self.posts: dict[str, TextPost] = {}
        self.name, self.own = posted.get("name-new", ""), posted.get("own-new", "")
        self.chosen = set(posted.getlist("chosen"))
        self.day = DayForm(posted if "day" in posted else None, talk=talk)
        people = talk.participants.standing().select_related("user")
        self.agreed = AgreedForm(posted, people=people)
        if not (self.agreed.is_begun or ADDS in posted):
            self.agreed = AgreedForm(people=people)
        self.whole = self._whole(talk)

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors)

    def refuse(self, error: ValidationError) -> None:
        """What the operation refused, by place; of the form as a whole at none."""
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for place, messages in told.items():
            head, _dot, name = place.partition(".")
            if head == "agreed" and name in self.agreed.fields:
                self.agreed.add_error(name, messages)
            self.errors[head] += messages

    def conflict(self, met: Conflicts) -> None:
        self.stale |= met.stale

    @property
    def unsaved(self) -> list[tuple[str, str]]:
        """Texts that nobody keeps, with what they are of."""
        typed = [(code, post.text) for code, post in self.posts.items() if not post.is_untouched]
        return [(str(SECTIONS[code].label), text) for code, text in typed if text]

    def _whole(self, talk: Talk) -> Whole:
        return Whole(
            ticked=self._picks("chosen", "had"), unticked=self._picks("had", "chosen"),
            texts=self._texts(talk), names=[self.name] if self.name.strip() else [],
            own=[self.own] if self.own.strip() else [], day=self._day(), agreed=self._agreed(),
            gone=id_of(self.posted.get("gone", "")),
        )  # fmt: skip

    def _picks(self, name: str, without: str) -> list[Pick]:
        """Those of one list that are not in the other, each once."""
        others, tokens = set(self.posted.getlist(without)), self.posted.getlist(name)
        try:
            if len(tokens) > MOST:
                raise ValueError(name)
            return [Pick.of(one) for one in dict.fromkeys(tokens) if one not in others]
        except ValueError:
            self.errors[""] = [str(words.NOTHING_SUCH)]
            return []

    def _texts(self, talk: Talk) -> dict[str, tuple[str, int]]:
        """Those that somebody typed into."""
        rows = {row.code: row for row in talk.sections.all()}
        for code, row in rows.items():
            if f"text-{code}" in self.posted:
                self.posts[code] = TextPost.of(self.posted, code, row.text)
        changed = {code: post for code, post in self.posts.items() if not post.is_untouched}
        return {code: (post.text, post.version) for code, post in changed.items()}

    def _day(self):
        if not self.day.is_bound:
            return None
        if not self.day.is_valid():
            self.errors["day"] = [_("Choose a day.")]
            return None
        return self.day.cleaned_data["day"]

    def _agreed(self):
        if not self.agreed.is_bound:
            return None
        if not self.agreed.is_valid():
            self.errors["agreed"] = []
            return None
        return self.agreed.said
