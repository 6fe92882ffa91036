"""The whole form as it came: what it says of the day, and what is wrong with it. Shown again, it keeps
everything that was typed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from activities.desk import Desk
from activities.models import DayEntry
from activities.operations.whole import NOTE, Whole
from activities.picks import MOST, Pick
from activities.writing.forms import OwnForm
from activities.writing.names import Names
from outbox.sections import Stale
from people.names import Heard
from planning.operations.sections import Conflicts
from planning.writing.forms import TextPost

ADDS = "adds"  # the button by which an entry in own words is added: it asks for one


class Filled:
    def __init__(self, posted: QueryDict, desk: Desk, *, goes_to: str = "") -> None:
        """:param goes_to: where the answer about a child's name is sent"""
        self.posted, self.desk = posted, desk
        self.errors: dict[str, list[str]] = defaultdict(list)  # by place of the page
        self.stale: dict[str, Stale] = {}
        self.heard: dict[str, Heard] = {}
        self.posts: dict[str, TextPost] = {}
        self.names = Names(desk.group, desk.day, posted, goes_to=goes_to)
        self.late_reason = posted.get("late_reason", "")
        self.own = OwnForm(posted, reach=desk.reach)
        if not (self.own.is_begun or ADDS in posted):
            self.own = OwnForm(reach=desk.reach)
        self.whole = Whole(
            ticked=self._picks("chosen", "had"), unticked=self._picks("had", "chosen"),
            texts=self._texts(), note=self._note(), own=self._own(),
        )  # fmt: skip

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors or any(heard.asked for heard in self.heard.values()))

    def refuse(self, error: ValidationError) -> None:
        """What the operation refused, by place."""
        for place, messages in error.message_dict.items():
            head, _dot, name = place.partition(".")
            if head == "own" and name in self.own.fields:
                self.own.add_error(name, messages)
            else:
                self.errors["" if head == "own" else place] += messages

    def conflict(self, met: Conflicts) -> None:
        self.stale |= met.stale

    def _picks(self, name: str, without: str) -> list[Pick]:
        """Those of one list that are not in the other, each once."""
        others, found = set(self.posted.getlist(without)), []
        tokens = dict.fromkeys(self.posted.getlist(name))
        if len(tokens) > MOST:
            self.errors[""] = [_("Nothing such can be chosen.")]
            return []
        for token in tokens:
            try:
                pick = Pick.of(token)
            except ValueError:
                self.errors[""] = [_("Nothing such can be chosen.")]
                continue
            if token not in others:
                found.append(pick)
        return found

    def _texts(self) -> dict[int, tuple[str, int]]:
        """Of the entries that the page had and somebody typed into."""
        standing = self.desk.log.entries.standing() if self.desk.log else DayEntry.objects.none()
        found = {}
        for entry in standing:
            if post := self._post(entry.code, entry.text, for_parents=True):
                found[entry.pk] = post.text, post.version
        return found

    def _note(self) -> tuple[str, int] | None:
        row = self.desk.log.notes.first() if self.desk.log else None
        post = self._post(NOTE, row.text if row else "", for_parents=False)
        return (post.text, post.version) if post else None

    def _post(self, code: str, standing: str, *, for_parents: bool) -> TextPost | None:
        """What the page says of a text; nothing where it has none or nobody touched it."""
        if f"text-{code}" not in self.posted:
            return None
        post = TextPost.of(self.posted, code, standing)
        if post.is_untouched:
            self.posts[code] = post
            return None
        if for_parents:
            self.heard[code] = self.names.heard(code, standing, post.text)
            post = post.saying(self.heard[code].text)
        self.posts[code] = post
        return post

    def _own(self) -> Any:
        if not self.own.is_bound:
            return None
        if not self.own.is_valid():
            self.errors["own"] = [""]
            return None
        self.own.heard = heard = self.names.heard("own", "", self.own.told)
        self.heard["own"] = heard
        return self.own.said(heard.text)
