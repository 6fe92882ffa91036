"""Django's admin: administration's only, own institution only, every write an operation."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError
from django.urls import reverse

from duties.settings import FOLLOWS_MOVED_DAYS
from people import operations
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    Restriction,
    Role,
    RoleGroup,
    User,
)

MODELS = (
    Institution, ChildGroup, Child, Enrolment, Assignment, Guardianship, Restriction, User,
)  # fmt: skip
RELATIONS = (Enrolment, Assignment, Guardianship, Restriction)
SINCE, LATER = "2026-09-01", "2027-01-04"


@pytest.fixture(autouse=True)
def _plain_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def head(house, client):
    client.force_login(house.head)
    return client


def page(model, name: str = "changelist", *args) -> str:
    return reverse(f"admin:people_{model._meta.model_name}_{name}", args=args)


def event_of(obj):
    label = f"{obj._meta.model_name}event"
    (model,) = [m for m in apps.get_app_config("audit").get_models() if m.__name__.lower() == label]
    return model.objects.filter(pgh_obj_id=obj.pk).order_by("pgh_id").last()


def first_of(model, house):
    return model.objects.visible_to(house.by, "manage_people").order_by("pk").first()


def new_child(**changes) -> dict:
    return {
        "first_name": "Ērika", "last_name": "Ozoliņa", "birth_date": "2022-01-15", "sex": "f",
        "personal_code": "", "diet_code": "", "compulsory_override": "unknown",
    } | changes  # fmt: skip


# --- who ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("person", ["teacher", "nurse", "clerk", "superuser", "mother"])
def test_the_admin_does_not_exist_for_others(house, client, person):
    client.force_login(getattr(house.people, person))
    places = [page(model) for model in MODELS] + [page(model, "add") for model in MODELS]
    doors = ["index", "jsi18n", "logout", "password_change", "autocomplete"]
    places += [reverse(f"admin:{door}") for door in doors] + ["/admin/people/", "/admin/nothing/"]
    places += [page(Child, "change", house.children["Bitītes"][0].pk)]
    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, 404)
    assert client.post(page(Child, "add"), new_child()).status_code == 404


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


def test_only_people_models_live_in_the_admin():
    assert set(admin.site._registry) == set(MODELS)


# --- own institution only ----------------------------------------------------------------------
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
@pytest.mark.parametrize("name", ["change", "history"])
def test_what_belongs_to_another_institution_does_not_exist(house, other_house, head, model, name):
    foreign = first_of(model, other_house)
    assert head.get(page(model, name, foreign.pk)).status_code == 404
    if name == "change":
        assert head.post(page(model, name, foreign.pk), {"until": LATER}).status_code == 404


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "1_5F", "%00"])
def test_an_odd_key_is_not_found(head, key):
    assert head.get(f"/admin/people/child/{key}/change/").status_code == 404


@pytest.mark.parametrize("model", MODELS)
def test_every_form_opens(house, head, model):
    assert head.get(page(model, "change", first_of(model, house).pk)).status_code == 200
    assert head.get(page(model, "history", first_of(model, house).pk)).status_code == 200
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
    assert f'value="{house.groups["Bitītes"].pk}">Bitītes (2026/2027)' in html
    assert html.count("Bitītes (") == 1


def test_the_search_for_choices_is_scoped(house, other_house, head):
    own, foreign = house.people.teacher, other_house.people.teacher
    address = {
        "app_label": "people",
        "model_name": "assignment",
        "field_name": "user",
        "term": "kaleja",
    }
    found = head.get(reverse("admin:autocomplete"), address).json()["results"]
    assert [one["id"] for one in found] == [str(own.pk)]
    assert own.username in found[0]["text"]
    assert str(foreign.pk) not in {one["id"] for one in found}


def test_the_institution_is_never_taken_from_the_form(house, other_house, head):
    head.post(page(Child, "add"), new_child(institution=other_house.institution.pk))
    assert Child.objects.get(first_name="Ērika").institution == house.institution


def test_a_form_made_in_another_role_is_sent_back(house, head):
    from people import acting

    foreign = acting._signer.sign(f"{house.head.pk}:admin-0")
    assert "acting" in head.get(page(Child, "add")).content.decode()
    assert head.post(page(Child, "add"), new_child(acting=foreign)).status_code == 409


# --- finding -------------------------------------------------------------------------------------
def test_search_ignores_diacritics(house, head):
    names = {str(child) for child in head.get(page(Child), {"q": "berzins"}).context["cl"].queryset}
    assert names == {"Kārlis Bērziņš"}
    relations = head.get(page(Guardianship), {"q": "BĒRZIŅŠ janis"}).context["cl"].queryset
    assert {one.user for one in relations} == {house.people.father}


@pytest.mark.parametrize("query", ["???", '"', "%", "'", "a" * 5000])
def test_an_odd_search_finds_nothing_and_does_not_fail(head, query):
    assert not head.get(page(Child), {"q": query}).context["cl"].queryset.exists()


@pytest.mark.parametrize(
    "lookup", ["password__startswith", "groups__role_group__role", "personal_code__startswith"]
)
def test_an_address_does_not_fish_in_other_columns(head, lookup):
    model = Child if "code" in lookup else User
    assert head.get(page(model), {lookup: "1"}).status_code == 400


def test_filters_work(house, head):
    teachers = head.get(page(User), {"role": "teacher"}).context["cl"].queryset
    assert house.people.teacher in teachers
    assert house.people.mother not in teachers
    group = house.groups["Bitītes"].pk
    listed = head.get(page(Enrolment), {"group__id__exact": group, "in_force": "today"})
    assert listed.context["cl"].queryset.count() == 3
    for value in ("ended", "later", "x"):
        assert head.get(page(Assignment), {"in_force": value}).status_code == 200
    assert head.get(page(Enrolment), {"group__id__exact": "x"}).status_code == 302


def test_a_personal_code_is_masked_in_lists_and_whole_in_the_form(house, head):
    child = house.children["Bitītes"][0]
    child.personal_code = "32123456789"
    operations.change_child(child=child, by=house.by)
    listed = head.get(page(Child)).content.decode()
    assert "******-*6789" in listed
    assert "32123456789" not in listed
    assert "32123456789" in head.get(page(Child, "change", child.pk)).content.decode()


def test_lists_of_two_hundred_rows_take_few_queries(house, head, django_assert_max_num_queries):
    group = house.groups["Bitītes"]
    for number in range(200):
        child = house.child(group, f"Bērns{number}", "Daudzais")
        house.guardian(child, house.people.mother)
    house.group("Ezīši")
    for model in MODELS:
        with django_assert_max_num_queries(15):
            assert head.get(page(model), {"all": ""}).status_code == 200


def test_forms_take_few_queries(house, head, django_assert_max_num_queries):
    for model in MODELS:
        with django_assert_max_num_queries(20):
            head.get(page(model, "change", first_of(model, house).pk))


# --- writing -------------------------------------------------------------------------------------
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


def test_an_adult_comes_with_a_role_and_roles_are_given_and_taken(house, head):
    data = {
        "first_name": "Jana",
        "last_name": "Pētersone",
        "email": "",
        "phone": "",
        "role": "nurse",
    }
    assert head.post(page(User, "add"), data).status_code == 302
    user = User.objects.get(last_name="Pētersone")
    assert user.email is None
    assert not user.has_usable_password()
    assert event_of(user).pgh_context.metadata["user"] == house.head.pk

    changed = {"first_name": "Jana", "last_name": "Pētersone", "phone": "+37120000000",
               "roles": ["clerk", "teacher"], "username": "zagts", "email": "x@y.test",
               "is_superuser": "on", "password": "x"}  # fmt: skip
    assert head.post(page(User, "change", user.pk), changed).status_code == 302
    name = user.username
    user.refresh_from_db()
    assert (user.phone, user.username, user.email) == ("+37120000000", name, None)
    assert not user.has_usable_password()
    held = RoleGroup.objects.filter(group__user=user, institution=house.institution)
    assert set(held.values_list("role", flat=True)) == {"clerk", "teacher"}


def test_a_taken_email_is_an_error_of_the_form(house, head):
    data = {"first_name": "Jana", "last_name": "Otra", "role": "nurse",
            "email": house.people.teacher.email.upper()}  # fmt: skip
    assert head.post(page(User, "add"), data).status_code == 422
    assert not User.objects.filter(last_name="Otra").exists()


def test_nobody_changes_their_own_roles(house, head):
    data = {"first_name": "Dace", "last_name": "Rozīte", "phone": "", "roles": ["superuser"]}
    assert head.post(page(User, "change", house.head.pk), data).status_code == 302
    held = RoleGroup.objects.filter(group__user=house.head)
    assert set(held.values_list("role", flat=True)) == {"admin"}


def test_roles_elsewhere_are_neither_shown_nor_touched(house, other_house, head):
    user = house.people.teacher
    operations.give_role(
        user=user, role=Role.NURSE, institution=other_house.institution, by=other_house.by
    )
    form = head.get(page(User, "change", user.pk)).context["adminform"].form
    assert form.fields["roles"].initial == ["teacher"]
    data = {"first_name": "Ilze", "last_name": "Kalēja", "phone": "", "roles": ["clerk"]}
    head.post(page(User, "change", user.pk), data)
    elsewhere = RoleGroup.objects.filter(group__user=user, institution=other_house.institution)
    assert list(elsewhere.values_list("role", flat=True)) == ["nurse"]


def test_a_parents_role_follows_guardianship_only(house, head):
    mother = house.people.mother
    data = {"first_name": "Kristīne", "last_name": "Bērziņa", "phone": "", "roles": ["parent"]}
    assert head.post(page(User, "change", mother.pk), data).status_code == 422
    data["roles"] = []
    assert head.post(page(User, "change", mother.pk), data).status_code == 302
    assert RoleGroup.objects.filter(group__user=mother, role="parent").exists()


def institution_data(head, house, **changes) -> dict:
    form = head.get(page(Institution, "change", house.institution.pk)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    return {k: v for k, v in data.items() if v not in (None, False)} | changes


def test_an_institution_keeps_only_the_settings_that_differ(house, head):
    place = house.institution
    data = institution_data(head, house, phone="+37167000000", registration_number="1")
    assert head.post(page(Institution, "change", place.pk), data).status_code == 302
    place.refresh_from_db()
    assert (place.phone, place.settings) == ("+37167000000", {})
    assert place.registration_number == "40000000001"

    data = institution_data(
        head, house, setting_calendar_follows_moved_days="on", setting_attendance_due="08:30"
    )
    assert head.post(page(Institution, "change", place.pk), data).status_code == 302
    place.refresh_from_db()
    assert place.settings == {"calendar.follows_moved_days": True, "attendance.due": "08:30"}
    assert FOLLOWS_MOVED_DAYS.of(place) is True
    assert event_of(place).pgh_context.metadata["user"] == house.head.pk


def test_a_wrong_setting_is_an_error_of_its_field(house, head):
    data = institution_data(head, house, setting_attendance_due="25:00")
    response = head.post(page(Institution, "change", house.institution.pk), data)
    assert response.status_code == 422
    assert "setting_attendance_due" in response.context["adminform"].form.errors


def test_pages_hold_no_inline_style_or_script(house, head):
    for path in [reverse("admin:index"), *(page(model) for model in MODELS),
                 *(page(m, "change", first_of(m, house).pk) for m in MODELS)]:  # fmt: skip
        html = head.get(path).content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert all(" src=" in tag for tag in html.split("<script")[1:])
        assert " onclick=" not in html
