"""The list of notifications: one's own, of the role one acts in, in few queries."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from messaging.notifications import operations
from outbox.models import Notification
from outbox.queue import put
from people import acting
from tests.messaging.news import GONE, read_at, row, tell
from tests.world import MONDAY, at

INBOX = reverse("messaging:inbox")


def text_of(client, url=INBOX) -> str:
    return client.get(url).content.decode()


def address(notification) -> str:
    return reverse("messaging:open", args=[notification.pk])


@pytest.fixture
def teacher_and_parent(house):
    """The teacher has a child here too."""
    house.guardian(house.children["Pūcītes"][2], house.people.teacher)
    return house.people.teacher


def test_two_thousand_rows_open_in_eight_queries(house, teacher, django_assert_max_num_queries):
    tell(house, house.people.teacher, count=2000, group=house.groups["Bitītes"])
    teacher.get(INBOX)
    with django_assert_max_num_queries(8):
        page = teacher.get(INBOX).content
    assert page.count(b"Jaunums ") == 50
    assert len(page) < 60_000


def test_so_does_a_list_of_several_kinds(house, teacher, django_assert_max_num_queries):
    kinds, about = (
        ("reminder.attendance", "overdue.attendance", "test.news"),
        house.groups["Bitītes"],
    )
    for number in range(60):
        tell(house, house.people.teacher, kind=kinds[number % 3], group=about, day=MONDAY)
    with django_assert_max_num_queries(8):
        page = teacher.get(INBOX)
    assert page.content.count("Bitītes · ".encode()) == 33


def test_so_does_a_list_of_lines_of_all_groups(house, head, django_assert_max_num_queries):
    """How many are silent is asked of the newest two days only."""
    late = {"kind": "overdue.attendance", "occasion": "escalated"}
    for ago in range(40):
        tell(house, house.head, "admin", day=MONDAY - timedelta(days=ago), **late)
    head.get(INBOX)
    with django_assert_max_num_queries(8 + 7):  # the calendar; groups, children, done of two days
        page = head.get(INBOX).content.decode()
    assert page.count("Apmeklējums: termiņš nokavēts") == 40
    assert "16. novembris · 2 grupas" in page


def test_the_list_goes_on_page_by_page(house, teacher):
    tell(house, house.people.teacher, count=120)
    third = text_of(teacher, INBOX + "?page=3")
    assert third.count("Jaunums ") == 20
    assert "?page=2" in third
    assert "?page=4" not in third


@pytest.mark.parametrize("number", ["0", "4", "-1", "x", "", "٣", "9" * 30, "1' OR 1=1"])
def test_a_page_that_is_not_there_is_404(house, teacher, number):
    tell(house, house.people.teacher, count=120)
    assert teacher.get(INBOX, {"page": number}).status_code == 404


def test_the_list_is_in_days_newest_first(house, teacher):
    for hour, day in ((8, MONDAY), (9, MONDAY.replace(day=15)), (7, MONDAY.replace(day=2))):
        tell(house, house.people.teacher, created_at=at(hour, 5, day=day))
    tell(house, house.people.teacher, created_at=at(7, day=MONDAY.replace(year=2025)))
    text = text_of(teacher)
    titles = re.findall(r'<h2 id="day-\d">([^<]+)', text)
    assert (titles[0], titles[2:]) == ("Šodien", ["Pirmdiena, 2. novembris", "16.11.2025."])
    assert len(titles) == 4
    assert "8:05" in text


def test_nothing_yet_is_said_kindly(teacher):
    page = teacher.get(INBOX)
    assert page.status_code == 200
    assert b'class="empty"' in page.content


def test_everybody_sees_only_their_own(house, teacher, signed_in):
    tell(house, house.people.teacher)
    tell(house, house.people.other_teacher, count=3)
    assert text_of(teacher).count("Jaunums ") == 1
    assert text_of(signed_in(house.people.assistant)).count("Jaunums ") == 0


def test_a_role_sees_its_own_and_is_told_of_the_others(house, teacher_and_parent, signed_in):
    tell(house, teacher_and_parent)
    tell(house, teacher_and_parent, "parent", count=2)
    client = signed_in(teacher_and_parent)
    as_teacher = text_of(client)
    assert as_teacher.count("Jaunums ") == 1
    assert 'name="role" value="parent"' in as_teacher.split('id="content"')[1]
    client.post(reverse("people:act_as"), {"role": "parent"})
    assert text_of(client).count("Jaunums ") == 2


def test_a_thing_that_concerns_both_roles_is_told_and_read_in_each(
    house, teacher_and_parent, signed_in
):
    roles = ("teacher", "parent")
    put([row(house, teacher_and_parent, role, 1) for role in roles], at=at(8))
    as_teacher, as_parent = (Notification.objects.get(role=role) for role in roles)
    client = signed_in(teacher_and_parent)
    assert text_of(client).count("Jaunums ") == 1
    client.post(address(as_teacher))
    client.post(reverse("people:act_as"), {"role": "parent"})
    assert text_of(client).count("Jaunums ") == 1
    assert read_at(as_teacher)
    assert not read_at(as_parent)


def test_what_one_may_no_longer_see_is_a_line_without_words(house, teacher):
    bees = house.groups["Bitītes"]
    tell(house, house.people.teacher, occasion=GONE, group=bees)
    text = text_of(teacher)
    assert "Jaunums" not in text
    assert "Bitītes" not in text
    assert 'class="line notice"' in text


def test_a_kind_of_a_former_version_is_such_a_line_too(house, teacher):
    tell(house, house.people.teacher, kind="former.kind")
    assert 'class="line notice"' in text_of(teacher)


def test_pressing_a_row_reads_it_and_leads_to_its_place(house, teacher):
    (told,) = tell(house, house.people.teacher)
    answer = teacher.post(address(told))
    assert (answer.status_code, answer["Location"]) == (302, reverse("people:account"))
    assert read_at(told) == at(8, 50)


def test_what_is_read_stays_read_at_its_first_time(house, teacher, monday):
    (told,) = tell(house, house.people.teacher)
    teacher.post(address(told))
    monday.move_to(at(9, 30), tick=False)
    teacher.post(address(told))
    assert read_at(told) == at(8, 50)


def test_a_link_from_a_letter_reads_nothing_by_itself(house, teacher):
    (told,) = tell(house, house.people.teacher)
    answer = teacher.get(address(told))
    assert (answer.status_code, answer["Location"]) == (302, reverse("people:account"))
    assert read_at(told) is None


def test_what_has_gone_leads_back_to_the_list(house, teacher):
    (told,) = tell(house, house.people.teacher, occasion=GONE)
    answer = teacher.post(address(told))
    assert answer["Location"] == INBOX
    assert read_at(told)


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_strangers_notification_does_not_exist(house, teacher, method):
    (told,) = tell(house, house.people.other_teacher)
    assert getattr(teacher, method)(address(told)).status_code == 404
    assert getattr(teacher, method)("/notifications/999999/").status_code == 404
    assert read_at(told) is None


def test_in_a_role_no_longer_held_it_does_not_exist(house, teacher):
    (told,) = tell(house, house.people.teacher, "admin")
    assert teacher.get(address(told)).status_code == 404
    assert teacher.post(address(told)).status_code == 404


def test_another_role_is_asked_for_and_then_taken(house, teacher_and_parent, signed_in):
    (told,) = tell(house, teacher_and_parent, "parent")
    client = signed_in(teacher_and_parent)
    page = client.get(address(told))
    assert page.status_code == 200
    assert read_at(told) is None
    assert b"Jaunums" not in page.content
    assert client.post(address(told)).status_code == 302
    assert read_at(told) == at(8, 50)
    assert client.session["acting"] == "parent"


def test_a_row_pressed_after_the_role_was_changed_elsewhere_is_409(
    house, teacher_and_parent, signed_in
):
    (told,) = tell(house, teacher_and_parent)
    client = signed_in(teacher_and_parent)
    made = text_of(client).split(f'name="{acting.FIELD}" value="')[1].split('"')[0]
    client.post(reverse("people:act_as"), {"role": "parent"})
    assert client.post(address(told), {acting.FIELD: made}).status_code == 409
    assert read_at(told) is None


def test_all_are_read_but_only_of_the_acting_role(house, teacher_and_parent, signed_in):
    tell(house, teacher_and_parent, count=3)
    tell(house, teacher_and_parent, "parent", count=2)
    tell(house, house.people.other_teacher)
    newest = Notification.objects.latest("pk").pk
    signed_in(teacher_and_parent).post(reverse("messaging:read_all"), {"up_to": newest})
    assert Notification.objects.unread().count() == 3


def test_what_came_after_the_page_was_opened_stays_unread(house, teacher):
    tell(house, house.people.teacher, count=2)
    seen = text_of(teacher).split('name="up_to" value="')[1].split('"')[0]
    (later,) = tell(house, house.people.teacher)
    teacher.post(reverse("messaging:read_all"), {"up_to": seen})
    assert Notification.objects.unread().get() == later


@pytest.mark.parametrize("up_to", ["x", "-1", "9" * 40, "1.5"])
def test_a_number_no_page_of_ours_sends_reads_nothing(house, teacher, up_to):
    tell(house, house.people.teacher)
    assert teacher.post(reverse("messaging:read_all"), {"up_to": up_to}).status_code == 302
    assert Notification.objects.unread().count() == 1


def test_the_operation_refuses_strangers_and_other_roles(house, teacher_and_parent):
    (hers,) = tell(house, house.people.other_teacher)
    (as_parent,) = tell(house, teacher_and_parent, "parent")
    by = house.access(teacher_and_parent, "teacher")
    for notification in (hers, as_parent):
        with pytest.raises(PermissionDenied):
            operations.mark_read(notification=notification, by=by, at=at(9))


def test_the_same_role_in_another_institution_is_another_role(house, other_house, signed_in):
    person = house.people.teacher
    other_house.welcome(person, "teacher")
    (there,) = tell(other_house, person)
    client = signed_in(person)
    assert "Jaunums" not in text_of(client)
    assert "Saulstari" in client.get(address(there)).content.decode()


def test_a_parents_list_spans_institutions(house, other_house, signed_in):
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    tell(house, mother, "parent")
    tell(other_house, mother, "parent")
    assert text_of(signed_in(mother)).count("Jaunums ") == 2
