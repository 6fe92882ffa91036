"""Every field is classed public, internal, personal or health (G60)."""

import pytest

from attendance.models import Mark
from audit import field_classes
from audit.field_classes import FieldClass, class_of, unclassed
from audit.rights import event_models
from people.models import Child, Institution, Restriction, User


def test_every_field_has_one_class_and_every_line_a_field():
    assert unclassed() == []


@pytest.mark.parametrize(
    ("model", "field", "expected"),
    [
        (Institution, "name", FieldClass.PUBLIC),
        (Institution, "settings", FieldClass.INTERNAL),
        (User, "phone", FieldClass.PERSONAL),
        (Child, "personal_code", FieldClass.PERSONAL),
        (Child, "warning", FieldClass.HEALTH),
        (Child, "diet_code", FieldClass.HEALTH),
        (Mark, "reason", FieldClass.HEALTH),
        (Restriction, "document", FieldClass.HEALTH),
    ],
)
def test_what_is_sensitive_is_called_so(model, field, expected):
    assert class_of(model, field) is expected


def test_an_event_inherits_the_class_of_what_it_records():
    for event in event_models():
        recorded = {field.name for field in event.pgh_tracked_model._meta.concrete_fields}
        for field in event._meta.concrete_fields:
            if field.name in recorded:
                inherited = class_of(event.pgh_tracked_model, field.name)
                assert class_of(event, field.name) is inherited


def test_an_event_of_an_absence_is_health_too():
    (event,) = [e for e in event_models() if e.__name__ == "MarkEvent"]
    assert class_of(event, "reason") is FieldClass.HEALTH


def test_a_new_field_fails_until_it_is_classed(monkeypatch):
    without = {k: v for k, v in field_classes.FIELDS.items() if k != "people.Child"}
    monkeypatch.setattr(field_classes, "FIELDS", without)
    assert "people.Child.warning" in unclassed()
    with pytest.raises(LookupError):
        class_of(Child, "warning")


def test_a_field_that_is_gone_or_classed_twice_fails(monkeypatch):
    classes = field_classes.FIELDS["attendance.Mark"]
    more = classes | {FieldClass.PUBLIC: "gone reason"}
    monkeypatch.setitem(field_classes.FIELDS, "attendance.Mark", more)
    assert {"attendance.Mark.gone", "attendance.Mark.reason"} <= set(unclassed())
