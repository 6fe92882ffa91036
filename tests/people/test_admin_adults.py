"""Adults with their roles, and the institution with its settings, in the admin."""

from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages

from duties.settings import FOLLOWS_MOVED_DAYS
from people.models import Institution, Joining, OneTimeLink, Role, RoleGroup, User
from tests.people.admin_pages import event_of, page


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


def test_an_address_known_elsewhere_is_answered_like_a_new_one(house, other_house, head):
    """Its owner is asked to join; whoever enters it learns nothing (L2, T14)."""
    answers = {}
    known = other_house.people.teacher.email
    for email in (known, "jauna@pasts.test"):
        data = {"first_name": "Jana", "last_name": "Otra", "role": "nurse", "email": email, "phone": "",
                "_continue": "x"}  # fmt: skip
        answer = head.post(page(User, "add"), data)
        said = [str(message) for message in get_messages(answer.wsgi_request)]
        answers[email] = answer.status_code, answer["Location"], said[-1:]
    assert len(set(map(str, answers.values()))) == 1
    assert answers[known][:2] == (302, page(User))
    assert User.objects.get(email="jauna@pasts.test").last_name == "Otra"
    assert Joining.objects.get().user == other_house.people.teacher
    assert set(OneTimeLink.objects.values_list("purpose", flat=True)) == {"join", "invite"}
    assert not LogEntry.objects.filter(object_id="None").exists()


def test_an_address_of_ones_own_people_is_refused_in_words(house, head):
    data = {"first_name": "Jana", "last_name": "Otra", "role": "nurse", "phone": "",
            "email": house.people.teacher.email}  # fmt: skip
    answer = head.post(page(User, "add"), data)
    assert answer.status_code == 422
    assert answer.context["adminform"].form.errors
    assert not Joining.objects.exists()


def test_nobody_changes_their_own_roles(house, head):
    data = {"first_name": "Dace", "last_name": "Rozīte", "phone": "", "roles": ["superuser"]}
    assert head.post(page(User, "change", house.head.pk), data).status_code == 302
    held = RoleGroup.objects.filter(group__user=house.head)
    assert set(held.values_list("role", flat=True)) == {"admin"}


def test_roles_elsewhere_are_neither_shown_nor_touched(house, other_house, head):
    user = house.people.teacher
    other_house.welcome(user, Role.NURSE)
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
    kept = {"people.two_step_roles": []}  # as these houses begin
    assert (place.phone, place.settings) == ("+37167000000", kept)
    assert place.registration_number == "40000000001"

    data = institution_data(
        head, house, setting_calendar_follows_moved_days="on", setting_attendance_due="08:30"
    )
    assert head.post(page(Institution, "change", place.pk), data).status_code == 302
    place.refresh_from_db()
    chosen = {"calendar.follows_moved_days": True, "attendance.due": "08:30"}
    assert place.settings == kept | chosen
    assert FOLLOWS_MOVED_DAYS.of(place) is True
    assert event_of(place).pgh_context.metadata["user"] == house.head.pk


def test_a_wrong_setting_is_an_error_of_its_field(house, head):
    data = institution_data(head, house, setting_attendance_due="25:00")
    response = head.post(page(Institution, "change", house.institution.pk), data)
    assert response.status_code == 422
    assert "setting_attendance_due" in response.context["adminform"].form.errors


def test_a_day_of_the_year_is_typed_as_it_is_said(head, house):
    place, name = house.institution, "setting_assessment_first_half_ends"
    address = page(Institution, "change", place.pk)
    assert 'value="31.12."' in head.get(address).text
    data = institution_data(head, house) | {name: "23.12."}
    assert head.post(address, data).status_code == 302
    place.refresh_from_db()
    assert place.settings["assessment.first_half_ends"] == "12-23"
    assert 'value="23.12."' in head.get(address).text
    for wrong in ("29.02.", "15.03.", "decembris"):
        answer = head.post(address, data | {name: wrong})
        assert answer.status_code == 422
        assert name in answer.context["adminform"].form.errors
