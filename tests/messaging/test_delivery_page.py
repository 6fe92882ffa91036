"""How letters are getting out, for administration of the own institution."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from messaging.notifications import operations
from messaging.notifications.delivery import in_words, standing
from outbox.models import Delivery
from tests.messaging.news import News, tell
from tests.world import at

PAGE = reverse("messaging:delivery")
ALL_AGAIN = reverse("messaging:send_all_again")
NOW = at(8, 50)
State = Delivery.State


def letter(house, person=None, **facts) -> Delivery:
    (told,) = tell(house, person or house.people.teacher)
    facts = {"channel": "email", "due_at": NOW, "next_try_at": NOW} | facts
    return Delivery.objects.create(notification=told, **facts)


def given_up(house, person=None, **facts) -> Delivery:
    facts = {
        "state": State.DEAD,
        "settled_at": at(8),
        "error": "refused 550",
        "attempts": 3,
    } | facts
    return letter(house, person, **facts)


def again(delivery) -> str:
    return reverse("messaging:send_again", args=[delivery.pk])


@pytest.fixture
def woken(monkeypatch):
    calls = []
    monkeypatch.setattr("outbox.wake.start", lambda task: calls.append(task.name))
    return calls


def test_the_figures(house, other_house):
    letter(house, due_at=at(8, 40))
    letter(house, due_at=at(8, 49))
    letter(house, due_at=at(17))
    for ago in (timedelta(hours=1), timedelta(hours=25)):
        letter(house, state=State.SENT, settled_at=NOW - ago)
    letter(house, state=State.SKIPPED, settled_at=NOW)
    given_up(house)
    given_up(other_house)
    letter(other_house, due_at=at(1))
    found = standing(house.by, at=NOW)
    assert (found.due, found.later, found.sent, found.given_up) == (2, 1, 1, 1)
    assert found.oldest == at(8, 40)
    assert found.is_stuck


def test_what_has_just_become_due_is_not_stuck(house):
    letter(house, due_at=at(8, 46))
    assert not standing(house.by, at=NOW).is_stuck


def test_a_failure_says_whose_what_since_when_and_why(house, head):
    given_up(house)
    text = head.get(PAGE).content.decode()
    for part in ("Ilze Kalēja", News.label, "16.11.2026. 8:00", "refused 550"):
        assert part in text


def test_a_person_who_has_left_is_not_named(house, head):
    given_up(house)
    house.people.teacher.groups.clear()
    text = head.get(PAGE).content.decode()
    assert "Ilze" not in text
    assert "refused 550" in text


@pytest.mark.parametrize(
    "error", ["refused 550", "smtp 451", "no connection", "no address", "no answer"]
)
def test_every_code_has_words_of_its_own(error):
    assert in_words(error) != in_words("something else")


def test_the_page_takes_the_same_queries_however_much_failed(
    house, head, django_assert_max_num_queries
):
    for _ in range(120):
        given_up(house)
    head.get(PAGE)
    with django_assert_max_num_queries(12):
        page = head.get(PAGE)
    assert len(page.context["standing"].failures) == 100
    assert "120" in page.content.decode()


def test_all_is_well_is_said(head):
    assert 'class="duty-done"' in head.get(PAGE).content.decode()


def test_all_is_not_well_while_something_is_stuck(house, head):
    letter(house, due_at=at(8, 40))
    assert 'class="duty-done"' not in head.get(PAGE).content.decode()


def test_sending_again_begins_anew_and_wakes_the_relay(
    house, head, woken, django_capture_on_commit_callbacks
):
    one, other = given_up(house), given_up(house)
    with django_capture_on_commit_callbacks(execute=True):
        answer = head.post(again(one))
    assert answer["Location"] == PAGE
    one.refresh_from_db()
    assert (one.state, one.attempts, one.next_try_at, one.settled_at) == (
        State.WAITING,
        0,
        NOW,
        None,
    )
    assert woken == ["outbox.tasks.relay"]
    other.refresh_from_db()
    assert other.state == State.DEAD


def test_sending_all_again(house, other_house, head, woken):
    given_up(house), given_up(house)
    theirs = given_up(other_house)
    assert head.post(ALL_AGAIN).status_code == 302
    assert Delivery.objects.filter(state=State.DEAD).get() == theirs
    assert Delivery.objects.filter(state=State.WAITING).count() == 2


def test_what_was_sent_meanwhile_stays_sent(house, head, woken):
    sent = letter(house, state=State.SENT, settled_at=NOW)
    assert head.post(again(sent)).status_code == 302
    sent.refresh_from_db()
    assert sent.state == State.SENT
    assert woken == []


@pytest.mark.parametrize("who", ["teacher", "nurse", "clerk", "superuser", "mother"])
def test_the_page_is_administrations(house, signed_in, who):
    failed, client = given_up(house), signed_in(getattr(house.people, who))
    assert client.get(PAGE).status_code == 404
    assert client.post(ALL_AGAIN).status_code == 404
    assert client.post(again(failed)).status_code == 404
    failed.refresh_from_db()
    assert failed.state == State.DEAD


def test_another_institutions_letters_do_not_exist(house, other_house, head):
    theirs = given_up(other_house)
    assert head.post(again(theirs)).status_code == 404
    assert head.get(PAGE).context["standing"].given_up == 0


def test_the_operations_refuse_strangers(house, other_house):
    theirs = given_up(other_house)
    with pytest.raises(PermissionDenied):
        operations.send_again(delivery=theirs, by=house.by, at=NOW)
    as_teacher = house.access(house.people.teacher, "teacher")
    with pytest.raises(PermissionDenied):
        operations.send_all_again(by=as_teacher, at=NOW)


def test_the_way_there(house, head, teacher):
    inbox = reverse("messaging:inbox")
    assert PAGE in head.get(inbox).content.decode()
    assert PAGE in head.get(reverse("admin:index")).content.decode()
    assert PAGE not in teacher.get(inbox).content.decode()
