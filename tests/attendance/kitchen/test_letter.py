"""The caterer's letter over a real wire: once, under one name, tried again, given up, told of."""

import io
from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from openpyxl import load_workbook

from attendance.kitchen import counting, letter
from attendance.kitchen.operations import send_again
from attendance.models import HeadCount
from outbox import registry
from outbox.claims import ATTEMPTS_IN_A_HURRY, pause_after
from outbox.models import Notification
from tests.attendance import makers
from tests.attendance.kitchen.conftest import ADDRESS
from tests.attendance.kitchen.mornings import CANARY, after_nine, change, morning
from tests.outbox.postman import DROP, HANG
from tests.world import MONDAY, TUESDAY, at

SENT_AT = at(9, 5)
CLAIMED = timedelta(seconds=settings.RITS_CLAIM_SECONDS)


@pytest.fixture
def counted(kitchen, caterer):
    morning(kitchen)  # before anything else, so that it is the kept one
    caterer()
    return counting.take(kitchen.institution, MONDAY, at(9, 0, 20))


def send_all(moment: datetime) -> int:
    return letter.Letters().drain(lambda: moment)


def row() -> HeadCount:
    return HeadCount.objects.select_related("institution").get()


def received(postman) -> list:
    return [message_from_bytes(source, policy=policy.default) for source in postman.letters]


def name_of(sent) -> str:
    return sent["Message-ID"].strip("<>").partition("@")[0]


def told() -> list[Notification]:
    return list(Notification.objects.filter(kind="kitchen.letter_failed"))


# --- what it says ----------------------------------------------------------------------------------
def test_it_goes_out_once_at_its_time(counted, postman):
    assert send_all(SENT_AT - timedelta(seconds=1)) == 0
    assert send_all(SENT_AT) == 1
    assert send_all(SENT_AT + CLAIMED) == 0
    (sent,) = received(postman)
    assert (sent["To"], row().letter, row().settled_at) == (ADDRESS, "sent", SENT_AT)
    assert name_of(sent) == str(row().letter_name)


def test_it_says_how_many_of_each_and_names_the_silent_and_no_child(counted, kitchen, postman):
    send_all(SENT_AT)
    (sent,) = received(postman)
    text = sent.get_body().get_content()
    for said in (
        "Kopā: 6",
        "1–2 gadi: 1",
        "3–6 gadi: 5",
        "Diēta L: 2",
        "Bitītes: 2 (1–2 gadi: 1; ",
    ):
        assert said in text
    assert "nav apstiprinājušas grupas: Ezīši, Pūcītes." in text
    names = {
        n for group in kitchen.children.values() for c in group for n in (c.first_name, c.last_name)
    }
    assert CANARY in names
    assert not [name for name in names if name in text]


def test_the_table_is_attached_twice(counted, kitchen, postman):
    send_all(SENT_AT)
    (sent,) = received(postman)
    csv, xlsx = [part.get_content() for part in sent.iter_attachments()]
    csv = csv if isinstance(csv, str) else csv.decode()
    sheet = load_workbook(io.BytesIO(xlsx)).active
    assert "Pūcītes;3–6 gadi;L;2;nē" in csv
    assert ("Pūcītes", "3–6 gadi", "L", 2, "nē") in list(sheet.values)
    assert CANARY not in csv


def test_every_try_says_the_same_whatever_changed_meanwhile(counted, kitchen, postman):
    postman.answers["RCPT"] = ["450 greylisted"]
    send_all(SENT_AT)
    first = row().letter_name
    after_nine(kitchen)
    send_all(SENT_AT + pause_after(1))
    (sent,) = received(postman)
    assert name_of(sent) == str(first)
    assert "Kopā: 6" in sent.get_body().get_content()
    assert (row().letter, row().attempts) == ("sent", 2)


# --- when it does not go out -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("word", "answer"),
    [("CONNECT", "421 busy"), ("CONNECT", HANG), ("MAIL", DROP), ("RCPT", "450 later"),
     ("RCPT", "554 5.7.1 relay denied"), ("DATA", "451 later"), ("KEEP", "452 full")],
)  # fmt: skip
def test_what_passes_is_tried_again(counted, postman, caplog, settings, word, answer):
    settings.EMAIL_TIMEOUT = 0.5 if answer == HANG else 10
    postman.answers[word] = [answer]
    send_all(SENT_AT)
    assert (row().letter, row().next_try_at) == ("waiting", SENT_AT + pause_after(1))
    assert ADDRESS not in caplog.text
    assert told() == []


def test_what_lasts_is_told_to_administration_and_may_be_sent_again(counted, kitchen, postman):
    postman.answers["RCPT"] = [f"550 no such user {ADDRESS}"]
    send_all(SENT_AT)
    (one,) = told()
    assert (row().letter, one.person, one.role) == ("failed", kitchen.head, "admin")
    kind, access = registry.get(one.kind), kitchen.by
    assert kind.wanted(one, SENT_AT)
    assert kind.present([one], access, SENT_AT)[one.pk].url == "/kitchen/2026-11-16/"
    nurse = kitchen.access(kitchen.people.nurse, "nurse")
    assert send_again(head_count=row(), by=nurse, at=at(9, 30)) == 1
    name = row().letter_name
    send_all(at(9, 30))
    (sent,) = received(postman)
    assert (row().letter, name_of(sent)) == ("sent", str(name))
    assert not kind.wanted(one, at(9, 31))
    assert told()[0].read_at == at(9, 30)
    assert send_again(head_count=row(), by=nurse, at=at(9, 40)) == 0


def test_after_an_hour_of_tries_it_has_failed_before_the_meal(counted, postman):
    postman.answers["CONNECT"] = ["421 busy"] * 20
    moment = SENT_AT
    while row().letter == "waiting":
        send_all(moment)
        moment = row().next_try_at or moment
    assert (row().letter, row().attempts) == ("failed", ATTEMPTS_IN_A_HURRY)
    assert at(10) < row().settled_at < at(11)
    assert len(told()) == 1


def test_whoever_was_killed_after_the_claim_leaves_it_to_the_next(counted, postman):
    name = letter.Letters().claim(SENT_AT).row.letter_name
    assert send_all(SENT_AT + CLAIMED - timedelta(seconds=1)) == 0
    assert send_all(SENT_AT + CLAIMED) == 1
    assert [name_of(sent) for sent in received(postman)] == [str(name)]


def test_who_comes_back_after_the_claim_ran_out_changes_nothing(counted, postman):
    slow = letter.Letters().claim(SENT_AT)
    send_all(SENT_AT + CLAIMED)
    letter.Letters()._settle(slow, HeadCount.Letter.FAILED, SENT_AT + 2 * CLAIMED)
    assert (row().letter, told()) == ("sent", [])


def test_a_letter_of_yesterday_is_of_no_use(counted, postman):
    assert send_all(at(8, 0, day=TUESDAY)) == 1
    assert (row().letter, postman.letters, len(told())) == ("failed", [], 1)


# --- where to --------------------------------------------------------------------------------------
def test_without_an_address_there_is_no_letter_until_one_is_given(kitchen, caterer, postman):
    counting.take(kitchen.institution, MONDAY, at(9, 0, 20))
    assert (row().letter, send_all(SENT_AT)) == ("none", 0)
    with pytest.raises(ValidationError):
        send_again(head_count=row(), by=kitchen.by, at=at(10))
    caterer()
    assert send_again(head_count=row(), by=kitchen.by, at=at(10)) == 1
    send_all(at(10))
    assert [sent["To"] for sent in received(postman)] == [ADDRESS]


@pytest.mark.parametrize(("address", "state"), [("citi@pasts.test", "sent"), ("", "none")])
def test_the_address_is_the_one_that_stands_when_it_goes_out(
    counted, caterer, postman, address, state
):
    caterer(address)
    send_all(SENT_AT)
    assert [sent["To"] for sent in received(postman)] == ([address] if address else [])
    assert (row().letter, row().letter_to) == (state, address)


def test_its_time_is_the_institutions_own_and_never_before_the_count(kitchen, caterer, postman):
    caterer(**{"kitchen.letter_at": "08:00"})
    counting.take(kitchen.institution, MONDAY, at(9, 20))
    assert row().next_try_at == at(9, 20)
    assert send_all(at(9, 20)) == 1


def test_names_with_line_breaks_make_no_second_header(counted, kitchen, postman):
    kitchen.institution.name = "Jancis\r\nBcc: svess@pasts.test"
    kitchen.institution.save()
    send_all(SENT_AT)
    assert [sent["Bcc"] for sent in received(postman)] == [None]


def test_of_a_past_day_nothing_is_sent_again(counted, kitchen):
    HeadCount.objects.update(letter="failed")
    with pytest.raises(ValidationError):
        send_again(head_count=row(), by=kitchen.by, at=at(9, day=TUESDAY))
    assert row().letter == "failed"


@pytest.mark.parametrize("who", ["teacher", "superuser"])
def test_only_who_looks_after_the_kitchen_sends_it_again(counted, kitchen, who):
    HeadCount.objects.update(letter="failed")
    by = kitchen.access(getattr(kitchen.people, who), who)
    with pytest.raises(PermissionDenied):
        send_again(head_count=row(), by=by, at=at(9, 30))


def test_a_mistake_in_one_letter_keeps_no_other_waiting(
    counted, kitchen, other_house, postman, monkeypatch, caplog
):
    other_house.institution.settings["kitchen.caterer_email"] = "citi@pasts.test"
    other_house.institution.save()
    counting.take(other_house.institution, MONDAY, at(9, 0, 30))
    change(kitchen, kitchen.children["Bitītes"][0], diet_code="L")
    real = letter.message_of

    def broken(count):
        if count.pk == counted.pk:
            raise ValueError(ADDRESS)
        return real(count)

    monkeypatch.setattr(letter, "message_of", broken)
    assert send_all(SENT_AT) == 2
    assert [sent["To"] for sent in received(postman)] == ["citi@pasts.test"]
    assert f"head count {counted.pk} failed: ValueError" in caplog.text
    assert ADDRESS not in caplog.text


def test_the_bell_tells_nothing_of_another_institutions_letter(kitchen, other_house):
    kind = registry.get("kitchen.letter_failed")
    for place, tells in ((kitchen, True), (other_house, False)):
        count = makers.head_count(place, letter="failed")
        row = Notification(
            pk=count.pk, institution=kitchen.institution, person=kitchen.head, role="admin",
            kind="kitchen.letter_failed", day=MONDAY, subject_id=count.pk,
        )  # fmt: skip
        assert kind.wanted(row, at(10)) is tells
        assert bool(kind.present([row], kitchen.by, at(10))) is tells
