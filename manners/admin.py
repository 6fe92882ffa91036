"""In Django's admin: reports, looked at and decided on their own page of the portal; the words that a house
adds to the common list or says otherwise of it, by the same operations as on their page."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from manners.models import Report, Stem
from manners.wordlist import operations
from manners.wordlist.forms import SAID
from people.access import Access, Action
from people.office import ByOperations, HouseForm, LookOnly, by_state, column, home

STATE = by_state(
    open=(_("open"), {"outcome": ""}),
    decided=(_("decided"), {"decided_at__isnull": False}),
)


@admin.register(Report)
class ReportAdmin(LookOnly):
    right = Action.JUDGE_REPORTS
    list_display = ("at", "kind", "reason", "outcome", "decided_at")
    also = (
        column("by", _("reported by")), "note", column("author", _("author of what was reported")),
        "answer", column("decided_by", _("decided by")),
    )  # fmt: skip
    list_filter = (STATE, "reason", "outcome")
    date_hierarchy = "at"
    ordering = ("-at",)

    def portal_page(self, report: Any) -> str:  # type: ignore[override]
        return reverse("manners:report", args=[report.pk])


class StemForm(HouseForm):
    """What a word is read as is the operation's to say."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"stem", "exceptions", "match"}


@admin.register(Stem)
class StemAdmin(ByOperations):
    right = Action.JUDGE_REPORTS
    add_words = _("Add a word")
    form = StemForm
    list_display = ("stem", "match", "severity", "category", "language", "is_in_use")
    list_filter = ("language", "severity", "is_in_use")
    ordering = ("stem",)
    settled = ("stem",)
    fields = ("stem", *SAID, "is_in_use")

    def portal_page(self, word: Any) -> str:  # type: ignore[override]
        return reverse("manners:words")

    def add(self, form: Any, by: Access) -> Stem:
        return operations.say(institution=home(by), by=by, **form.cleaned_data)

    def change(self, obj: Stem, form: Any, by: Access) -> None:
        operations.change(word=obj, by=by, **form.cleaned_data)
