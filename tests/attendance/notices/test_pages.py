"""What guardians see and send: cards, forms, the list, the month."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from attendance.models import AbsenceNotice, HealthNote, Reply
from attendance.notices import operations
from people.operations import move
from tests.rules.test_r22_attendance_by_nine import save
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(at(8, 30), tick=False)
    return time_machine


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="people.backends.KeyBackend")
    return client


def form(*children, days=f"{MONDAY}/{MONDAY}", reason="illness", **more):
    return {"child": [child.pk for child in children], "days": days, "reason": reason, **more}


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def karlis(house):
    return house.children["Pūcītes"][0]


@pytest.fixture
def mother(house, clock):
    return signed_in(house.people.mother)


def card(client, name="Anna") -> dict:
    kids = client.get(reverse("today")).context["kids"]
    return next(kid for kid in kids if name in kid["name"])


def test_a_notice_is_sent_from_the_card_and_shown_on_it(mother, anna):
    answer = mother.post(reverse("attendance:report"), form(anna))
    assert (answer.status_code, answer["Location"]) == (302, reverse("today"))
    shown = card(mother)
    assert shown["state"]["text"] == "Prombūtne pieteikta"
    assert "Slimība" in shown["notices"][0].title
    assert "šodien" in shown["notices"][0].title
    assert "Kristīne Bērziņa" in shown["notices"][0].told
    assert "8:30" in shown["notices"][0].told


def test_two_children_are_reported_in_one_form(mother, anna, karlis):
    mother.post(reverse("attendance:report"), form(anna, karlis))
    assert AbsenceNotice.objects.standing().count() == 2


def test_all_children_by_one_tick(mother, anna, karlis):
    mother.post(reverse("attendance:report"), form(anna) | {"all": "1"})
    assert {notice.child for notice in AbsenceNotice.objects.all()} == {anna, karlis}


def test_a_double_tap_sends_once(mother, anna):
    for _tap in range(2):
        answer = mother.post(reverse("attendance:report"), form(anna, once="dubults"))
        assert answer.status_code == 302
    assert AbsenceNotice.objects.count() == 1


def test_a_form_sent_again_with_other_content_is_shown_and_not_saved(mother, anna):
    mother.post(reverse("attendance:report"), form(anna, once="dubults"))
    answer = mother.post(reverse("attendance:report"), form(anna, once="dubults", reason="family"))
    assert answer.status_code == 409
    assert AbsenceNotice.objects.get().reason == "illness"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"child": []}, "vismaz vienu bērnu"),
        ({"child": ["x"]}, "Atveriet lapu"),
        ({"days": ""}, "Izvēlieties dienas"),
        ({"days": "kādreiz"}, "Izvēlieties dienas"),
        ({"days": "9999-12-31/9999-12-31"}, "Pārbaudiet gadu"),
        ({"days": "other"}, "Norādiet pirmo dienu"),
        ({"days": "other", "since": "2026-11-17", "last": "2026-11-16"}, "pirms pirmās"),
        ({"days": "2026-11-13/2026-11-13"}, "pagājusi"),
        ({"days": "2026-11-18/2026-11-18"}, "nestrādā"),
        ({"reason": ""}, "Izvēlieties iemeslu"),
        ({"reason": "unexcused"}, "iemesliem"),
        ({"note": "x" * 301}, "300"),
    ],
)
def test_wrong_input_is_explained_and_kept(mother, anna, wrong, said):
    sent = form(anna, reason="doctor", note="Vizīte pie zobārsta") | wrong
    answer = mother.post(reverse("attendance:report"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    if "note" not in wrong:
        assert "Vizīte pie zobārsta" in page
    assert not AbsenceNotice.objects.exists()


@pytest.mark.parametrize(
    ("now", "chosen"),
    [
        (at(8, 30), MONDAY), (at(9, 0, 0), MONDAY), (at(9, 0, 1), TUESDAY),
        (at(9, 30, day=TUESDAY), TUESDAY + timedelta(days=2)),  # a holiday lies between
        (at(12, day=FRIDAY + timedelta(days=1)), FRIDAY + timedelta(days=3)),
    ],
)  # fmt: skip
def test_the_day_is_chosen_by_the_clock(house, anna, clock, now, chosen):
    clock.move_to(now, tick=False)
    sheet = card(signed_in(house.people.mother))["sheet"]
    assert [chip.value for chip in sheet.days if chip.checked] == [f"{chosen}/{chosen}"]


def test_days_that_are_reported_already_are_not_offered(mother, anna):
    mother.post(reverse("attendance:report"), form(anna))
    values = [chip.value for chip in card(mother)["sheet"].days]
    assert values[0] == f"{TUESDAY}/{TUESDAY}"


def test_after_the_cutoff_the_card_says_that_it_is_late(house, anna, clock):
    clock.move_to(at(9, 20), tick=False)
    mother = signed_in(house.people.mother)
    assert "pēc termiņa" in card(mother)["sheet"].hint
    mother.post(reverse("attendance:report"), form(anna))
    assert "Pēc termiņa" in card(mother)["notices"][0].late


def test_a_notice_is_changed_with_its_note(mother, anna):
    mother.post(reverse("attendance:report"), form(anna, note="Drudzis"))
    url = reverse("attendance:notice_change", args=[AbsenceNotice.objects.get().pk])
    assert "Drudzis" in mother.get(url).content.decode()
    sent = {"days": "other", "since": MONDAY, "last": FRIDAY, "reason": "illness", "note": "Bakas"}
    assert mother.post(url, sent).status_code == 302
    notice = AbsenceNotice.objects.standing().get()
    assert (notice.until, notice.health_note.text) == (FRIDAY + timedelta(days=1), "Bakas")


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_somebody_withdrew_meanwhile_is_said(mother, anna, method):
    mother.post(reverse("attendance:report"), form(anna))
    notice = AbsenceNotice.objects.get()
    mother.post(reverse("attendance:notice_withdraw", args=[notice.pk]))
    answer = getattr(mother, method)(
        reverse("attendance:notice_change", args=[notice.pk]), form(anna)
    )
    assert answer.status_code == 409
    assert "tikmēr kāds mainīja" in answer.content.decode()


def test_the_card_asks_why_and_shows_who_answered(house, mother, anna):
    save(house, 0, when=at(8, 20))
    assert "Kāpēc" in card(mother)["question"].legend
    url = reverse("attendance:reply", args=[anna.pk, MONDAY])
    signed_in(house.people.father).post(url, {"choice": "on_the_way"})
    question = card(mother)["question"]
    assert question.answered == "Ir ceļā · Jānis Bērziņš, 8:30"
    mother.post(url, {"choice": "ill"})
    assert card(mother)["question"].answered.startswith("Slimo · Kristīne Bērziņa")
    assert Reply.objects.count() == 2


def test_the_card_asks_whether_the_child_is_still_ill(house, mother, anna):
    before = at(7, day=MONDAY - timedelta(days=3))
    operations.report(
        children=[anna], since=before.date(), until=before.date() + timedelta(days=1),
        reason="illness", by=house.access(house.people.mother, "parent", before.date()), at=before,
    )  # fmt: skip
    question = card(mother)["question"]
    assert [chip.value for chip in question.choices] == ["still_ill", "returns"]
    mother.post(reverse("attendance:reply", args=[anna.pk, MONDAY]), {"choice": "still_ill"})
    shown = card(mother)
    assert shown["state"]["text"] == "Prombūtne pieteikta"
    assert AbsenceNotice.objects.standing().over(MONDAY).get().child == anna


def test_a_restricted_guardian_is_shown_and_offered_nothing(house, clock):
    client = signed_in(house.people.restricted)
    emils = house.children["Bitītes"][1]
    AbsenceNotice.objects.create(
        institution=house.institution, child=emils, since=MONDAY, until=TUESDAY, reason="holiday",
        reported_at=at(7), reported_by=house.head,
    )  # fmt: skip
    shown = card(client, "Emīls")
    assert (shown["notices"], shown["question"], shown["sheet"], shown["month"]) == (
        [],
        None,
        None,
        None,
    )
    assert "Atvaļinājums" not in client.get(reverse("attendance:notices")).content.decode()
    month = reverse("attendance:child_month", args=[emils.pk, date(2026, 11, 1)])
    assert client.get(month).status_code == 404
    assert client.post(reverse("attendance:report"), form(emils)).status_code == 404


def test_each_child_by_its_own_institutions_clock(house, other_house, clock):
    """A mother of two institutions; in the other one it is two hours earlier."""
    place = other_house.institution
    place.time_zone = "Atlantic/Reykjavik"
    place.save(update_fields=["time_zone"])
    other_house.welcome(house.people.mother, "parent")
    there = other_house.children["Bitītes"][0]
    other_house.guardian(there, house.people.mother)
    clock.move_to(at(10, 0), tick=False)  # 8:00 there
    mother = signed_in(house.people.mother)
    here = house.children["Bitītes"][0]
    assert mother.post(reverse("attendance:report"), form(here, there)).status_code == 302
    kids = mother.get(reverse("today")).context["kids"]
    late = {kid["notices"][0].told: bool(kid["notices"][0].late) for kid in kids if kid["notices"]}
    assert sorted(late.items()) == [
        ("Pieteica Kristīne Bērziņa, šodien 10:00", True),
        ("Pieteica Kristīne Bērziņa, šodien 8:00", False),
    ]


def test_the_list_shows_what_is_over_too(house, mother, anna):
    AbsenceNotice.objects.create(
        institution=house.institution, child=anna, since=date(2026, 10, 5), until=date(2026, 10, 7),
        reason="holiday", reported_at=at(7, day=date(2026, 10, 1)), reported_by=house.people.father,
    )  # fmt: skip
    mother.post(reverse("attendance:report"), form(anna, note="Drudzis"))
    page = mother.get(reverse("attendance:notices"))
    assert [line.title for line in page.context["past"]] == ["Atvaļinājums · 5.10. – 6.10."]
    (ahead,) = page.context["ahead"]
    assert (ahead.child, ahead.note) == ("Anna Bērziņa", "Drudzis")
    assert HealthNote.objects.count() == 1


def test_a_month_tells_what_is_confirmed_and_what_is_ahead(house, mother, anna):
    save(house, day=date(2026, 11, 12), when=at(8, 50, day=date(2026, 11, 12)))
    save(house, 0, when=at(8, 20))
    mother.post(reverse("attendance:reply", args=[anna.pk, MONDAY]), {"choice": "family"})
    mother.post(reverse("attendance:report"), form(anna, days=f"{TUESDAY}/{TUESDAY}"))
    url = reverse("attendance:child_month", args=[anna.pk, date(2026, 11, 1)])
    month = mother.get(url).context["month"]
    cells = {cell.number: (cell.state, cell.word) for week in month.weeks for cell in week if cell}
    assert cells[12] == ("present", "ir klāt")
    assert cells[16] == ("absent", "ģimenes apstākļi")
    assert cells[17] == ("away", "pieteikts: slimība")
    assert cells[18][0] == "off"
    assert cells[19] == ("blank", "")
    assert [(number, word) for _icon, number, word in month.counts] == [
        (1, "diena klāt"), (1, "dienu nav klāt: ģimenes apstākļi"),
    ]  # fmt: skip
    assert month.before["text"] == "Oktobris"
    assert month.after is None


def test_a_month_tells_a_teacher_the_days_of_their_own_group(house, client, time_machine):
    """What another group said of a child before it came is not theirs."""
    anna, thursday = house.children["Bitītes"][0], date(2026, 11, 12)
    time_machine.move_to(at(10), tick=False)
    save(house, day=thursday, when=at(8, 50, day=thursday))
    move(child=anna, group=house.groups["Pūcītes"], since=date(2026, 11, 13), by=house.by)
    url = reverse("attendance:child_month", args=[anna.pk, date(2026, 11, 1)])
    for who, state in ((house.people.nurse, "present"), (house.people.other_teacher, "blank")):
        client.force_login(who, backend=BACKEND)
        weeks = client.get(url).context["month"].weeks
        (of_that_day,) = [
            cell.state for week in weeks for cell in week if cell and cell.number == 12
        ]
        assert of_that_day == state


def test_a_month_before_the_child_came_says_so(house, mother, anna):
    url = reverse("attendance:child_month", args=[anna.pk, date(2026, 8, 1)])
    month = mother.get(url).context["month"]
    assert {cell.state for week in month.weeks for cell in week if cell} == {"none"}
    assert month.before is None


@pytest.mark.parametrize("month", [date(1999, 12, 1), date(9999, 12, 1)])
def test_no_month_lies_outside_of_all_times(mother, anna, month):
    assert mother.get(reverse("attendance:child_month", args=[anna.pk, month])).status_code == 404


@pytest.mark.parametrize("children", [2, 12])
def test_pages_ask_a_constant_number_of_queries(house, mother, anna, children, savepoints_aside):
    for child in house.crowd(house.groups["Bitītes"], children - 2):
        house.guardian(child, house.people.mother)
    every = [row.child for row in house.people.mother.guardianships.all()]
    mother.post(reverse("attendance:report"), form(*every, note="Drudzis"))
    save(house, 0, when=at(8, 20))
    mother.get(reverse("today"))
    month = reverse("attendance:child_month", args=[anna.pk, date(2026, 11, 1)])
    for url, most in (
        (reverse("today"), 15),
        (reverse("attendance:notices"), 15),
        (reverse("attendance:report"), 15),
        (month, 13),
    ):
        with savepoints_aside(most):
            assert mother.get(url).status_code == 200
