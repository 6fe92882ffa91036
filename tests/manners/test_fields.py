"""Every column in which a person writes something is in a literal list of what is asked about, or here with
the reason why nobody is asked (R18)."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import get_resolver

from audit.field_classes import class_of
from audit.field_classes.classes import HEALTH, PERSONAL
from manners import fields, registry

_CARD = "who somebody is: names, numbers and places are no speech"
_OFFICE = "what an office or the portal wrote, not a person to a person"
_KEY = "a key, a code or a sign"
EXEMPT = {
    _CARD: """
        people.Child.first_name people.Child.last_name people.Child.personal_code people.Child.diet_code
        people.Child.sort_key people.Child.search_key people.Address.street people.Address.town
        people.Address.parish people.Address.municipality people.Address.postcode people.PickUpPerson.name
        people.PickUpPerson.relation people.PickUpPerson.phone people.Joining.first_name
        people.Joining.last_name people.User.username people.User.first_name people.User.last_name
        people.User.phone people.User.sort_key people.User.search_key people.Device.label
        messaging.TalkParticipant.name messaging.TalkAction.name
    """,
    "a warning on a child's card is read where seconds count: nothing stands between": """
        people.Child.warning
    """,
    "what a court or an office decided is entered in its own words": """
        people.Restriction.document people.Restriction.issuer people.Exclusion.reason
    """,
    "read by administration alone, which wrote it": "duties.Closure.reason",
    _OFFICE: """
        admin.LogEntry.object_repr admin.LogEntry.change_message audit.Denial.acting
        usersessions.UserSession.user_agent sessions.Session.session_data outbox.Receipt.location
    """,
    _KEY: """
        agreements.Acknowledgement.role manners.Report.role manners.Report.sign people.ContactChange.old
        people.ContactChange.new people.Joining.role people.SensitiveRead.role outbox.Notification.role
        attendance.HeadCountLine.diet_code
    """,
}  # fmt: skip


def written() -> set[str]:
    """Free texts about a person, or of one to another."""
    found = set()
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed or hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.concrete_fields:
            if _is_free(field) and _class_of(model, field.name) in (PERSONAL, HEALTH):
                found.add(f"{model._meta.label}.{field.name}")
    return found


def _is_free(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField)
    return is_text and not field.choices and not isinstance(field, models.EmailField)


def _class_of(model, name):
    try:
        return class_of(model, name)
    except LookupError:  # a package's own table, which no person writes in
        return None


def test_every_text_is_asked_about_or_says_why_not():
    exempt = {column for columns in EXEMPT.values() for column in columns.split()}
    asked = fields.columns()
    assert written() - asked - exempt == set()
    assert asked & exempt == set()
    assert exempt - written() == set()


def test_every_column_in_the_lists_is_there():
    for column in fields.columns():
        model, _dot, name = column.rpartition(".")
        assert apps.get_model(model)._meta.get_field(name)


def test_every_address_is_there():
    known = {
        f"{namespace}:{name}"
        for namespace, (_prefix, urls) in get_resolver().namespace_dict.items()
        for name in urls.reverse_dict
        if isinstance(name, str)
    }
    assert {one.address for one in fields.all_sent()} <= known


def test_what_is_shown_to_administration_is_of_a_kind_that_is_read():
    legible = {kind.code for kind in registry.all_kinds() if registry.legible(kind.code)}
    assert legible == {
        "planning.plan", "activities.day", "assessment.publication", "messaging.talk",
        "messaging.addition",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "name", "is_asked"),
    [
        ("planning:submit", "text-topic", True), ("planning:submit", "text-note-7", True),
        ("planning:submit", "item-new-text", True), ("planning:submit", "version-topic", False),
        ("planning:amend", "text-reason", True), ("activities:confirm", "text-entry-3", True),
        ("activities:confirm", "own-title", True), ("activities:confirm", "had-note", False),
        ("assessment:cell", "comment", True), ("assessment:cell", "comments", False),
    ],
)  # fmt: skip
def test_a_field_is_found_by_its_name(address, name, is_asked):
    sent = fields.find(address)
    assert sent
    assert (sent.label_of(name) is not None) == is_asked


def test_an_address_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        fields.register(fields.Sent("planning:submit", {}))
