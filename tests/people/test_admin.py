"""Django's admin: administration's only, and its own institution only."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    Restriction,
    User,
)
from people.office import home
from tests.people.admin_pages import LATER, MODELS, SINCE, first_of, new_child, page


@pytest.mark.parametrize("person", ["teacher", "nurse", "clerk", "superuser", "mother"])
def test_the_admin_does_not_exist_for_others(house, client, person):
    client.force_login(getattr(house.people, person))
    places = [page(model) for model in MODELS] + [page(model, "add") for model in MODELS]
    doors = ["index", "jsi18n", "logout", "password_change"]
    places += [reverse(f"admin:{door}") for door in doors] + ["/admin/people/", "/admin/nothing/"]
    places += [page(Child, "change", house.children["Bitītes"][0].pk)]
    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, 404)
    assert client.post(page(Child, "add"), new_child()).status_code == 404


def test_nobody_of_no_institution_writes_for_one(house):
    with pytest.raises(PermissionDenied):
        home(house.access(house.people.mother, "parent"))


def test_a_head_acting_as_a_parent_finds_no_admin(house, head):
    house.guardian(house.children["Bitītes"][0], house.head)
    session = head.session
    session["acting"] = "parent"
    session.save()
    assert head.get("/admin/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/admin/people/child/", "/admin/nothing/"])
def test_strangers_are_sent_to_the_one_door(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_the_admins_own_doors_lead_to_ours(head):
    assert head.get("/admin/login/").url.startswith(reverse("account_login"))
    assert head.post("/admin/logout/").url == reverse("account_logout")
    assert head.get("/admin/password_change/").url == reverse("account_change_password")
    assert head.get("/admin/jsi18n/").status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_lists_end_where_the_institution_ends(house, other_house, head, model):
    response = head.get(page(model))
    assert response.status_code == 200
    shown = set(response.context["cl"].queryset.values_list("pk", flat=True))
    assert shown == set(
        model.objects.visible_to(house.by, "manage_people").values_list("pk", flat=True)
    )
    assert shown
    assert not shown & set(
        model.objects.visible_to(other_house.by, "manage_people").values_list("pk", flat=True)
    )


@pytest.mark.parametrize("model", MODELS)
def test_what_belongs_to_another_institution_does_not_exist(house, other_house, head, model):
    foreign = first_of(model, other_house)
    assert head.get(page(model, "change", foreign.pk)).status_code == 404
    assert head.post(page(model, "change", foreign.pk), {"until": LATER}).status_code == 404


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "1_5F", "%00"])
def test_an_odd_key_is_not_found(head, key):
    assert head.get(f"/admin/people/child/{key}/change/").status_code == 404


@pytest.mark.parametrize("model", MODELS)
def test_every_form_opens(house, head, model):
    assert head.get(page(model, "change", first_of(model, house).pk)).status_code == 200
    expected = 403 if model is Institution else 200
    assert head.get(page(model, "add")).status_code == expected


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_deleted(house, head, model):
    own = first_of(model, house)
    assert head.get(f"{page(model)}{own.pk}/delete/").status_code == 404
    assert head.post(f"{page(model)}{own.pk}/delete/", {"post": "yes"}).status_code == 404
    action = {"action": "delete_selected", "_selected_action": [own.pk], "post": "yes", "index": 0}
    head.post(page(model), action)
    assert model.objects.filter(pk=own.pk).exists()


def test_a_child_of_another_institution_cannot_be_enrolled(house, other_house, head):
    foreign = other_house.child(
        other_house.groups["Bitītes"], "Zelma", "Sveša", since=date(2027, 5, 1)
    )
    rows = Enrolment.objects.count()
    data = {"child": foreign.pk, "group": house.groups["Bitītes"].pk, "kind": 1, "since": SINCE}
    response = head.post(page(Enrolment, "add"), data)
    assert response.status_code == 422
    assert "child" in response.context["adminform"].form.errors
    assert "Zelma" not in response.content.decode()
    assert Enrolment.objects.count() == rows


def test_no_choice_of_another_institution_is_taken(house, other_house, head):
    child, group, user, guardianship = (
        first_of(model, other_house) for model in (Child, ChildGroup, User, Guardianship)
    )
    tries = {
        Enrolment: {"child": child.pk, "group": group.pk, "kind": 1},
        Assignment: {"user": user.pk, "group": group.pk, "kind": 1},
        Guardianship: {"child": child.pk, "user": user.pk, "relation": "mother"},
        Restriction: {
            "guardianship": guardianship.pk,
            "document": "1",
            "issuer": "2",
            "photos": "on",
        },
    }
    for model, data in tries.items():
        rows = model.objects.count()
        response = head.post(page(model, "add"), data | {"since": "2030-01-01"})
        foreign = {"child", "group", "user", "guardianship"} & set(data)
        assert foreign <= set(response.context["adminform"].form.errors)
        assert model.objects.count() == rows


def test_group_choices_are_own(house, other_house, head):
    html = head.get(page(Enrolment, "add")).content.decode()
    assert f'value="{house.groups["Bitītes"].pk}">Bitītes (2026./2027.)' in html
    assert html.count("Bitītes (") == 1


def test_people_to_choose_among_are_own_and_namesakes_are_told_apart(house, other_house, head):
    html = head.get(page(Assignment, "add")).content.decode()
    own, foreign = house.people.teacher, other_house.people.teacher
    assert f'value="{own.pk}">{own} ({own.username})' in html
    assert foreign.username not in html


def test_the_institution_is_never_taken_from_the_form(house, other_house, head):
    head.post(page(Child, "add"), new_child(institution=other_house.institution.pk))
    assert Child.objects.get(first_name="Ērika").institution == house.institution


def test_a_form_made_in_another_role_is_sent_back(house, head):
    from people import acting

    foreign = acting._signer.sign(f"{house.head.pk}:admin-0")
    assert "acting" in head.get(page(Child, "add")).content.decode()
    assert head.post(page(Child, "add"), new_child(acting=foreign)).status_code == 409


def test_pages_hold_no_inline_style_or_script(house, head):
    for path in [reverse("admin:index"), *(page(model) for model in MODELS),
                 *(page(m, "change", first_of(m, house).pk) for m in MODELS)]:  # fmt: skip
        html = head.get(path).content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert all(" src=" in tag for tag in html.split("<script")[1:])
        assert " onclick=" not in html
