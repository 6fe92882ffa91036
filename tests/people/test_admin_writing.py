"""Every write of the admin is an operation, and every refusal an error of its form."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError

from people import operations
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Restriction,
    RoleGroup,
)
from tests.people.admin_pages import LATER, RELATIONS, SINCE, event_of, first_of, new_child, page


def test_a_child_is_added_changed_and_the_trail_knows_by_whom(house, head):
    assert head.post(page(Child, "add"), new_child()).status_code == 302
    child = Child.objects.get(first_name="Ērika")
    assert child.institution == house.institution
    assert child.search_key == "ozolina erika"
    assert event_of(child).pgh_context.metadata["user"] == house.head.pk

    changed = new_child(last_name="Kalniņa", diet_code="V")
    assert head.post(page(Child, "change", child.pk), changed).status_code == 302
    child.refresh_from_db()
    assert (child.last_name, child.search_key) == ("Kalniņa", "kalnina erika")
    assert event_of(child).pgh_context.metadata["role"] == f"admin-{house.institution.pk}"


def test_the_admins_own_log_holds_no_names(house, head):
    head.post(page(Child, "add"), new_child())
    child = Child.objects.get(first_name="Ērika")
    head.post(page(Child, "change", child.pk), new_child(last_name="Kalniņa"))
    entries = LogEntry.objects.filter(object_id=str(child.pk))
    assert {entry.object_repr for entry in entries} == {f"child {child.pk}"}
    assert entries.count() == 2
    assert "Kalniņa" not in "".join(entries.values_list("change_message", flat=True))


@pytest.mark.parametrize("code", ["123", "3212345678a", "٣٢١٢٣٤٥٦٧٨٩"])
def test_a_wrong_personal_code_is_an_error_of_its_field(head, code):
    response = head.post(page(Child, "add"), new_child(personal_code=code))
    assert response.status_code == 422
    assert "personal_code" in response.context["adminform"].form.errors


def test_a_taken_personal_code_is_an_error_here_and_free_elsewhere(house, other_house, head):
    code = "32123456789"
    other = other_house.children["Bitītes"][0]
    other.personal_code = code
    operations.change_child(child=other, by=other_house.by)
    assert head.post(page(Child, "add"), new_child(personal_code=code)).status_code == 302
    again = head.post(page(Child, "add"), new_child(first_name="Otra", personal_code=code))
    assert again.status_code == 422
    assert not Child.objects.filter(first_name="Otra").exists()


@pytest.mark.parametrize("birth_date", ["2026-02-30", "99999-01-01", "٢٠٢٦-٠١-٠١", "", "\x00"])
def test_a_wrong_date_is_an_error_of_its_field(head, birth_date):
    response = head.post(page(Child, "add"), new_child(birth_date=birth_date))
    if birth_date == "٢٠٢٦-٠١-٠١" and response.status_code == 302:
        return  # Python reads these digits; the date is what it says
    assert response.status_code == 422
    assert "birth_date" in response.context["adminform"].form.errors


def test_an_overlap_is_an_error_of_the_form(house, head):
    child, group = house.children["Bitītes"][0], house.groups["Pūcītes"]
    data = {"child": child.pk, "group": group.pk, "kind": 1, "since": LATER}
    response = head.post(page(Enrolment, "add"), data)
    assert response.status_code == 422
    assert response.context["adminform"].form.non_field_errors()
    assert child.enrolments.count() == 1


def test_what_only_the_database_refuses_is_an_error_of_the_form(house, head, monkeypatch):
    """Two people at once: validation passes for both, the constraint for one."""
    child, group = house.children["Bitītes"][0], house.groups["Pūcītes"]
    monkeypatch.setattr(Enrolment, "validate_constraints", lambda self, exclude=None: None)
    data = {"child": child.pk, "group": group.pk, "kind": 1, "since": LATER}
    response = head.post(page(Enrolment, "add"), data)
    assert response.status_code == 422
    (constraint,) = [c for c in Enrolment._meta.constraints if c.name.startswith("a_child_is")]
    expected = [str(constraint.get_violation_error_message())]
    assert response.context["adminform"].form.non_field_errors() == expected
    assert child.enrolments.count() == 1


def test_an_unknown_refusal_of_the_database_is_told_too(head, monkeypatch):
    def refuse(**kwargs):
        raise IntegrityError

    monkeypatch.setattr(operations, "add_child", refuse)
    response = head.post(page(Child, "add"), new_child())
    assert response.status_code == 422
    assert response.context["adminform"].form.non_field_errors()


def test_relations_begin_and_end(house, head):
    group = house.groups["Bitītes"]
    child = operations.add_child(
        institution=house.institution, first_name="Jauns", last_name="Bērns",
        birth_date=date(2022, 1, 1), sex="m", by=house.by,
    )  # fmt: skip
    nurse = house.people.nurse
    begun = {
        Enrolment: {"child": child.pk, "group": group.pk, "kind": 1, "since": SINCE},
        Assignment: {"user": nurse.pk, "group": group.pk, "kind": 3, "since": SINCE},
        Guardianship: {"child": child.pk, "user": nurse.pk, "relation": "mother", "is_legal": "on",
                       "since": SINCE},
    }  # fmt: skip
    for model, data in begun.items():
        assert head.post(page(model, "add"), data).status_code == 302
    guardianship = Guardianship.objects.get(child=child)
    limits = {"guardianship": guardianship.pk, "document": "Lēmums", "issuer": "Tiesa",
              "photos": "on", "since": SINCE}  # fmt: skip
    assert head.post(page(Restriction, "add"), limits).status_code == 302
    restriction = Restriction.objects.get(guardianship=guardianship)
    assert (restriction.photos, restriction.whereabouts) == (True, False)
    roles = set(RoleGroup.objects.filter(group__user=nurse).values_list("role", flat=True))
    assert roles == {"nurse", "teacher", "parent"}

    for row in (Enrolment.objects.get(child=child), Assignment.objects.get(user=nurse),
                restriction, guardianship):  # fmt: skip
        assert head.post(page(type(row), "change", row.pk), {"until": LATER}).status_code == 302
        row.refresh_from_db()
        assert str(row.until) == LATER
        assert event_of(row).pgh_context.metadata["user"] == house.head.pk


@pytest.mark.parametrize("model", RELATIONS)
def test_what_has_begun_is_not_rewritten(house, head, model):
    row = first_of(model, house)
    before = {**model.objects.filter(pk=row.pk).values()[0]}
    other = house.children["Pūcītes"][1]
    forged = {"child": other.pk, "group": house.groups["Pūcītes"].pk, "since": "2020-01-01",
              "kind": 4, "document": "cits", "user": house.head.pk, "until": LATER}  # fmt: skip
    assert head.post(page(model, "change", row.pk), forged).status_code == 302
    after = model.objects.filter(pk=row.pk).values()[0]
    assert {name for name in before if before[name] != after[name]} == {"until"}


@pytest.mark.parametrize("until", ["", "2020-01-01", "2026-09-01"])
def test_an_end_comes_after_the_beginning(house, head, until):
    row = first_of(Enrolment, house)
    response = head.post(page(Enrolment, "change", row.pk), {"until": until})
    assert response.status_code == 422
    row.refresh_from_db()
    assert row.until is None


@pytest.mark.parametrize("until", ["2026-08-31", "2026-09-01"])
def test_nothing_begins_with_an_end_before_its_beginning(house, head, until):
    data = {"child": house.children["Bitītes"][0].pk, "group": house.groups["Pūcītes"].pk,
            "kind": 2, "since": SINCE, "until": until}  # fmt: skip
    response = head.post(page(Enrolment, "add"), data)
    assert response.status_code == 422
    assert list(response.context["adminform"].form.errors) == ["until"]


def test_groups_are_opened_and_changed(house, head):
    data = {"name": "Ezīši", "school_year": 2026, "symbol": "ezisi"}
    assert head.post(page(ChildGroup, "add"), data).status_code == 302
    assert head.post(page(ChildGroup, "add"), data).status_code == 422
    group = ChildGroup.objects.get(name="Ezīši")
    assert event_of(group).pgh_context.metadata["user"] == house.head.pk
    renamed = data | {"name": "Lielie ezīši"}
    assert head.post(page(ChildGroup, "change", group.pk), renamed).status_code == 302
    group.refresh_from_db()
    assert group.name == "Lielie ezīši"


def test_a_group_continues_one_of_the_year_before(house, other_house, head):
    bees = house.groups["Bitītes"]
    data = {"name": "Bitītes", "school_year": 2027, "symbol": "bitites", "continues": bees.pk}
    assert head.post(page(ChildGroup, "add"), data).status_code == 302
    group = ChildGroup.objects.get(name="Bitītes", school_year=2027, institution=house.institution)
    assert group.continues == bees
    change = page(ChildGroup, "change", group.pk)
    for wrong in (group.pk, other_house.groups["Bitītes"].pk):
        answer = head.post(change, data | {"continues": wrong})
        assert answer.status_code == 422
        assert "continues" in answer.context["adminform"].form.errors
    assert head.post(change, data | {"continues": ""}).status_code == 302
    group.refresh_from_db()
    assert group.continues is None
