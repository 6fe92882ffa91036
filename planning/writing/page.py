"""What the page of writing reads: one plan, all of it, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse

from curriculum.lists import Area, Stage
from people.access import Access
from people.models import Child
from people.rules.stages import stage_of
from planning.desk import Desk
from planning.models import MonthPlan, PlanItem
from planning.notes import keep_read
from planning.operations.sections import children_of
from planning.parts import ACTIVITIES, NOTE, REASON, TEXTS, Choose, Text
from planning.reach import Reach, reads_notes
from planning.rules import missing
from planning.writing import words, writers
from planning.writing.chips import Chips
from planning.writing.filled import Filled
from planning.writing.forms import NEW, ItemForm, item_form, sign_of
from planning.writing.parts import AreaPart, ItemPart, Sheet, Written, note_code, note_words

NEEDS = sum(text.needed for text in TEXTS) + 1 + len(Area)  # values or virtues; each area


class WritingPage:
    """Reads a plan once; ``sheet`` puts it together."""

    def __init__(
        self, desk: Desk, *, access: Access, at: datetime, amends: bool = False,
        filled: Filled | None = None,
    ) -> None:  # fmt: skip
        self.plan, self.reach, self.access, self.at = desk.plan, desk.reach, access, at
        self.amends, self.filled, plan = amends, filled, desk.plan
        self.zone = plan.group.institution.time_zone
        self.rows = {row.code: row for row in plan.sections.select_related("saved_by")}
        self.chips = Chips(plan, filled)

    def sheet(self) -> Sheet:
        plan = self.plan
        texts = {code: row.text for code, row in self.rows.items()}
        sheet = Sheet(
            plan=plan, reach=self.reach, amends=self.amends,
            texts=[self._written(text) for text in TEXTS],
            values=self.chips.of_the_plan(Choose.VALUE),
            virtues=self.chips.of_the_plan(Choose.VIRTUE),
            areas=[self._area(area) for area in Area], items=self._items(), new_item=self._new_item(),
            notes=self._notes(), urls=self._urls(), needs=NEEDS,
            lacks=missing(texts, {(choice.kind, choice.area) for choice in self.chips.choices}),
            error_of_values=" ".join(self._errors("values")), reason=self._reason(),
            others=writers.others(plan, person=self.access.user.pk, at=self.at),
        )  # fmt: skip
        activities = [area.activities for area in sheet.areas]
        note_words([*sheet.texts, *activities, *sheet.notes], plan.institution_id)
        return sheet

    def _errors(self, place: str) -> list[str]:
        return self.filled.errors.get(place, []) if self.filled else []

    def _reason(self) -> Written:
        text = self.filled.reason if self.filled else ""
        return Written("reason", REASON, text, 0, error=" ".join(self._errors("reason")))

    def _written(self, text: Text) -> Written:
        row = self.rows[text.code]
        part = Written(
            text.code, text, row.text, row.version, url=self._url("section", text.code),
            may_write=self.reach.holds_section(text.code),
            said=words.saved(row, at=self.at, zone=self.zone), had=sign_of(row.text),
        )  # fmt: skip
        return self._as_typed(part, text.code)

    def _as_typed(self, part: Written, place: str) -> Written:
        """With what a form that is shown again holds, and why it is."""
        if not self.filled or not (post := self.filled.posts.get(part.code)):
            return part
        part.is_typed = not post.is_untouched
        if part.is_typed:
            part.text, part.version = post.text, post.version
        part.error = " ".join(self.filled.errors.get(place, ()))
        part.stale, part.heard = self.filled.stale.get(part.code), self.filled.heard.get(part.code)
        return part

    def _url(self, name: str, *more: Any) -> str:
        if self.amends:
            return ""
        return reverse(f"planning:{name}", args=[self.plan.group_id, self.plan.month, *more])

    def _urls(self) -> dict[str, str]:
        """Where a part of a draft is saved by itself, and the whole of it."""
        place = [self.plan.group_id, self.plan.month]
        parts = {name: self._url(name) for name in ("choices", "items", "writers")}
        whole = {name: reverse(f"planning:{name}", args=place) for name in ("plan", "submit")}
        save = reverse("planning:amend" if self.amends else "planning:plan", args=place)
        return parts | whole | {"save": save}

    def _area(self, area: Area) -> AreaPart:
        part = AreaPart(
            area.value, area.label, area.icon, self._written(ACTIVITIES[area]),
            may_write=self.reach.holds(area.value),
            **self.chips.of_an_area(area, self._stages_of_the_group),
        )  # fmt: skip
        return self._area_as_typed(part)

    def _area_as_typed(self, part: AreaPart) -> AreaPart:
        if self.filled:
            part.own_text = self.filled.own_text(part.code)
            part.own_heard = self.filled.heard.get(f"own-{part.code}")
            if part.own_heard:
                part.own_text = part.own_heard.text
            part.error = " ".join(self.filled.errors.get(f"area-{part.code}", ()))
        is_own = part.may_write and not self.reach.whole  # a specialist came for it
        part.is_open = is_own or part.wants or part.activities.is_typed
        return part

    @cached_property
    def _stages_of_the_group(self) -> Collection[int]:
        """Of its children; all of a group that has none yet."""
        year = self.plan.group.school_year
        found = {stage_of(one.birth_date, year, one.stage_override) for one in self.children}
        return {stage.value for stage in found or Stage}

    @cached_property
    def children(self) -> list[Child]:
        """Of the month. Two queries."""
        here = children_of(self.plan)
        return list(Child.objects.filter(pk__in=here).order_by("sort_key", "pk"))

    def _items(self) -> list[ItemPart]:
        rows = self.plan.items.standing().order_by("since", "pk")
        forms = self.filled.forms if self.filled else {}
        return [
            item_part(
                self.plan, self.reach, row, self._wrong(forms.get(row.pk)), self._asked(row.pk)
            )
            for row in rows
        ]

    def _wrong(self, form: ItemForm | None) -> ItemForm | None:
        """A form that has something to say: one that was left alone is shown as it stands."""
        return form if form and (form.errors or form.has_changed()) else None

    def _asked(self, pk: int) -> Any:
        return self.filled.heard.get(f"item-{pk}" if pk else NEW) if self.filled else None

    def _new_item(self) -> ItemPart | None:
        form = self.filled.forms.get(0) if self.filled else None
        return new_item(self.plan, self.reach, form, self._asked(0))

    def _notes(self) -> list[Written]:
        """On single children, for those who may read them; that they did is kept."""
        if not reads_notes(self.access, self.plan):
            return []
        notes = self.plan.notes.select_related("saved_by", "child")
        rows = {row.child_id: row for row in notes}
        on_whom = [row.child for row in rows.values() if row.text]
        keep_read(on_whom, by=self.access, at=self.at)
        here = {child.pk for child in self.children}
        left = [row.child for row in rows.values() if row.child_id not in here]
        return [self._note(child, rows.get(child.pk)) for child in (*self.children, *left)]

    def _note(self, child: Child, row: Any) -> Written:
        part = Written(
            note_code(child.pk), NOTE, row.text if row else "", row.version if row else 0,
            url=self._url("notes", child.pk), may_write=self.reach.whole, label=str(child),
            said=words.saved(row, at=self.at, zone=self.zone) if row else "",
            had=sign_of(row.text if row else ""),
        )  # fmt: skip
        return self._as_typed(part, f"notes.{child.pk}")


def item_part(
    plan: MonthPlan, reach: Reach, row: PlanItem, form: ItemForm | None = None, heard: Any = None
) -> ItemPart:
    shown = form or item_form(plan, reach, prefix=f"item-{row.pk}", item=row)
    return ItemPart(
        row, shown, row.icon, may_write=reach.holds(row.area), heard=heard,
        is_open=bool(form or (heard and heard.asked)),
    )  # fmt: skip


def new_item(
    plan: MonthPlan, reach: Reach, form: ItemForm | None = None, heard: Any = None
) -> ItemPart | None:
    if not reach:
        return None
    return ItemPart(None, form or item_form(plan, reach), "plus", may_write=True, heard=heard)
