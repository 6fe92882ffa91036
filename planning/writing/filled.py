"""The whole form as it came: what it says of the plan, and what is wrong with it. Shown again, it keeps
everything that was typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from curriculum.lists import Area
from outbox.models import SavedSection
from outbox.sections import Stale
from people.names import Heard
from people.requests import id_of
from people.rules.refusals import Refusals
from planning.desk import Desk
from planning.models import PlanChoice, PlanItem
from planning.operations.items import Said
from planning.operations.sections import Typed
from planning.operations.whole import Conflicts, Whole
from planning.parts import SECTIONS, Choose
from planning.writing.forms import (
    NEW,
    ItemForm,
    TextPost,
    item_form,
    reworded,
    said_of,
    told_by,
)
from planning.writing.names import Names
from planning.writing.parts import OF_A_NOTE, note_code
from planning.writing.picks import by_token, code_of, is_own, own_words, wanted_by

FOR_PARENTS = {code for code, text in SECTIONS.items() if text.parents}


class Filled:
    def __init__(self, posted: QueryDict, desk: Desk, *, submits: bool = False) -> None:
        self.posted, self.desk, self.plan, self.submits = posted, desk, desk.plan, submits
        self.errors: dict[str, list[str]] = defaultdict(list)  # by place of the page
        self.stale: dict[str, Stale] = {}  # by the code of a text
        self.heard: dict[str, Heard] = {}  # where a child's name was or is asked about
        self.own: dict[str, str] = {}  # what outcomes in own words will say, by their ticks
        self.names = Names(desk.plan, posted, at_last=submits)
        self.reason = posted.get("text-reason", "")
        texts, notes = self._touched()
        self.whole = Whole(
            texts=texts, notes=notes, chosen=self._chosen(), dropped=self._dropped(),
            items_added=self._added(), items_changed=self._changed(), items_gone=self.gone,
        )  # fmt: skip

    @property
    def is_asked(self) -> bool:
        """Whether a name is a child's."""
        return any(heard.asked for heard in self.heard.values())

    @property
    def is_wrong(self) -> bool:
        """Something has to be answered before anything is saved."""
        has_errors = any(form.errors for form in self.forms.values())
        return self.is_asked or bool(self.errors) or has_errors

    def refuse(self, error: ValidationError) -> None:
        """What an operation did not take, at its place."""
        refusals = Refusals()
        with refusals.at(""):
            raise error
        for place, messages in refusals.found.items():
            self._refuse(place, messages)

    def conflict(self, met: Conflicts) -> None:
        self.stale = met.stale | {note_code(child): stale for child, stale in met.notes.items()}

    def _hear(self, code: str, saved: str, text: str) -> str:
        """What becomes of a text that parents will read."""
        self.heard[code] = self.names.heard(code, saved, text)
        return self.heard[code].text

    # --- texts -------------------------------------------------------------------------------
    @cached_property
    def posts(self) -> dict[str, TextPost]:
        """Every text that was sent, by its code; as it is to be saved. When the plan is submitted, those
        too that were not sent and that parents will read."""
        rows: dict[str, SavedSection] = {row.code: row for row in self.plan.sections.all()}
        rows |= {note_code(note.child_id): note for note in self.plan.notes.all()}
        codes = {name.removeprefix("text-") for name in self.posted if name.startswith("text-")}
        codes |= FOR_PARENTS & rows.keys() if self.submits else set()
        return {code: self._post(code, rows.get(code)) for code in sorted(codes - {"reason"})}

    def _post(self, code: str, row: SavedSection | None) -> TextPost:
        standing = row.text if row else ""
        post = TextPost.of(self.posted, code, standing)
        if row and (post.is_untouched or f"text-{code}" not in self.posted):
            post = TextPost.left(row.text, row.version)
        if code not in FOR_PARENTS or (post.is_untouched and not self.submits):
            return post
        return post.saying(self._hear(code, standing, post.text))

    def _touched(self) -> tuple[dict[str, Typed], dict[int, Typed]]:
        """Texts and notes with their versions, without what the person left as the page had it."""
        texts, notes = {}, {}
        for code, post in self.posts.items():
            said = post.text, post.version
            if code.startswith(OF_A_NOTE) and not post.is_untouched:
                notes[id_of(code.removeprefix(OF_A_NOTE))] = said
            elif not post.is_untouched:
                texts[code] = said
        return texts, notes

    # --- what is ticked ------------------------------------------------------------------------
    @cached_property
    def ticked(self) -> set[str]:
        return set(self.posted.getlist("chosen"))

    @cached_property
    def had(self) -> set[str]:
        """What stood ticked on the page."""
        return set(self.posted.getlist("had"))

    @cached_property
    def standing(self) -> dict[str, PlanChoice]:
        """What is chosen, by its tick."""
        return by_token(self.plan.choices.standing().select_related("entry"))

    @cached_property
    def on(self) -> set[str]:
        """What will be ticked: what stands, whoever ticked it, but for what the person changed."""
        return (self.standing.keys() - (self.had - self.ticked)) | (self.ticked - self.had)

    @cached_property
    def words(self) -> dict[int, str]:
        return own_words(self.plan)

    def _chosen(self) -> list[Mapping[str, Any]]:
        wanted = [one for token in sorted(self.on) if (one := self._wanted(token))]
        return wanted + [self._own(area) for area in Area.values if self.own_text(area).strip()]

    def _wanted(self, token: str) -> Mapping[str, Any] | None:
        """What is to be chosen; nothing where it stands in these words already."""
        try:
            said = wanted_by(token, self.words)
        except ValueError:
            self._refuse("", [_("Nothing such can be chosen.")])
            return None
        if not is_own(token):
            return None if token in self.standing else said
        before = said["text"]
        text = self._hear(code_of(token), before, before) if self.submits else before
        self.own[token] = text
        return None if token in self.standing and text == before else said | {"text": text}

    def own_text(self, area: str) -> str:
        """An outcome in own words that was not added by its button."""
        return self.posted.get(f"own-{area}", "")

    def _own(self, area: str) -> Mapping[str, Any]:
        text = self._hear(f"own-{area}", "", self.own_text(area))
        return {"kind": Choose.OUTCOME.value, "area": area, "text": text}

    def _dropped(self) -> list[int]:
        """What was unticked, and an outcome in own words that is exchanged for one in others."""
        gone = self.had - self.ticked
        return [
            choice.pk
            for token, choice in self.standing.items()
            if token in gone or self.own.get(token, choice.text) != choice.text
        ]

    # --- items ---------------------------------------------------------------------------------
    @cached_property
    def gone(self) -> list[int]:
        return [id_of(one) for one in self.posted.getlist("gone")]

    @cached_property
    def rows(self) -> dict[int, PlanItem]:
        return {row.pk: row for row in self.plan.items.all()}

    @cached_property
    def forms(self) -> dict[int, ItemForm]:
        """Of the items on the page by their ids, and of a new one (0) that was begun."""
        ids = [id_of(one) for one in self.posted.getlist("item")]
        forms = {
            pk: self._form(f"item-{pk}", self.rows.get(pk)) for pk in ids if pk not in self.gone
        }
        new = self._form(NEW)
        return forms | ({0: new} if new.is_begun else {})

    def _form(self, prefix: str, row: PlanItem | None = None) -> ItemForm:
        return item_form(self.plan, self.desk.reach, self.posted, prefix=prefix, item=row)

    def _added(self) -> list[Any]:
        new = self.forms.get(0)
        return [self._said(0, new)] if new and new.is_valid() else []

    def _changed(self) -> dict[int, Said]:
        changed = {pk: form for pk, form in self.forms.items() if pk and form.has_changed()}
        said = {pk: self._said(pk, form) for pk, form in changed.items() if form.is_valid()}
        left = self.rows.keys() - changed.keys() - set(self.gone) if self.submits else set()
        return said | self._renamed(row for pk, row in self.rows.items() if pk in left)

    def _renamed(self, rows: Iterable[PlanItem]) -> dict[int, Said]:
        """Of items that are left as they stand those in which a child's name is replaced."""
        told = {
            row: self._told(row.pk, told_by(row), told_by(row)) for row in rows if not row.voided_at
        }
        return {
            row.pk: reworded(said_of(row), now) for row, now in told.items() if now != told_by(row)
        }

    def _said(self, pk: int, form: ItemForm) -> Said:
        return form.saying(self._told(pk, told_by(self.rows.get(pk)), form.told))

    def _told(self, pk: int, saved: str, told: str) -> str:
        """What becomes of what an item tells; its form, shown again, says it too."""
        prefix = f"item-{pk}" if pk else NEW
        now = self._hear(prefix, saved, told)
        if now != told and pk in self.forms:
            self.posted = self.posted.copy()
            own_kind, _line, self.posted[f"{prefix}-text"] = now.partition("\n")
            self.posted[f"{prefix}-own_kind"] = own_kind
            self.forms[pk] = self._form(prefix, self.rows.get(pk))
        return now

    def _refuse(self, place: str, messages: list[str]) -> None:
        """«items.12.text» at the field of its form, all else by its place."""
        head, _dot, rest = place.partition(".")
        which, _dot, field = rest.partition(".")
        pk = 0 if which.startswith("new") else id_of(which)
        form = self.forms.get(pk) if head == "items" else None
        if form is None:
            self.errors[place] += messages
        else:
            form.add_error(field if field in form.fields else None, messages)  # type: ignore[arg-type]
