"""The pages of clarifications: steps, closing, the letter; what is kept and what is asked."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from attendance.clarifications.card import card_of
from attendance.clarifications.kinds import OPENED
from attendance.clarifications.operations import take_step
from attendance.models import Clarification, ClarificationStep
from documents import pdf
from outbox import registry
from outbox.models import Notification
from people.models import Child, SensitiveRead, User
from tests.attendance import makers
from tests.attendance.clarifications.scenes import DAYS_BEFORE, PRESENT, away, day_of
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
LIST = reverse("attendance:clarifications")
SINCE = DAYS_BEFORE[-4]


@pytest.fixture
def head(client, house, time_machine) -> Client:
    """Monday 12:00 in Rīga."""
    time_machine.move_to(at(12), tick=False)
    client.force_login(house.head, backend=BACKEND)
    return client


@pytest.fixture
def case(house) -> Clarification:
    away(house, 4)
    return makers.clarification(house, since=SINCE)


def to(name: str, case: Clarification) -> str:
    return reverse(f"attendance:{name}", args=[case.pk])


def page(client: Client, case: Clarification) -> str:
    return client.get(to("clarification", case)).content.decode()


def a_step(**changes) -> dict[str, str]:
    return {"kind": "called", "day": MONDAY.isoformat(), "note": "Neceļ"} | changes


# --- the list ---------------------------------------------------------------------------------------
def test_the_list_is_empty_in_words(head, house):
    assert "Nav nekā noskaidrojama" in head.get(LIST).content.decode()


def test_open_ones_come_before_closed_ones(head, house, case):
    makers.clarification(
        house, 1, since=SINCE, closed_at=at(11), closed_by=house.head, outcome="returned"
    )
    body = head.get(LIST).content.decode()
    assert body.index("Anna") < body.index("Slēgtās") < body.index("Emīls")
    assert "4 dienas" in body


@pytest.mark.parametrize("count", [2, 30])
def test_the_list_asks_the_same_for_few_and_many(head, house, count, django_assert_max_num_queries):
    house.crowd(house.groups["Bitītes"], count)
    for n in range(count):
        makers.clarification(house, 3 + n)
    head.get(LIST)
    with django_assert_max_num_queries(12):
        body = head.get(LIST).content.decode()
    assert body.count("Kļaviņš") == count


# --- one of them ------------------------------------------------------------------------------------
def test_it_shows_the_run_of_days_and_whom_to_call(head, house, case):
    User.objects.filter(pk=house.people.mother.pk).update(phone="+37126000001")
    body = page(head, case)
    assert "4 dienas bez zināma" in body
    assert 'href="tel:+37126000001"' in body
    assert body.count("iemesls nav zināms (N)") == 4


def test_a_guardian_who_may_not_know_where_the_child_is_is_not_offered(head, house):
    User.objects.filter(pk=house.people.restricted.pk).update(phone="+37126000002")
    body = page(head, makers.clarification(house, 1))
    assert "+37126000002" not in body
    assert "Guntis" not in body


def test_each_look_is_kept(head, house, case):
    page(head, case)
    head.get(to("clarification_notice", case))
    kept = SensitiveRead.objects.filter(what="clarification", person=house.head)
    assert [one.child for one in kept] == [case.child, case.child]


@pytest.mark.parametrize("steps", [1, 30])
def test_one_asks_the_same_however_much_was_done(
    head, house, case, steps, django_assert_max_num_queries
):
    for _ in range(steps):
        makers.step(house, clarification=case)
    page(head, case)
    with django_assert_max_num_queries(15):
        page(head, case)


# --- steps ---------------------------------------------------------------------------------------------
def test_a_step_is_kept_with_who_and_when(head, house, case):
    answer = head.post(to("clarification_step", case), a_step(), follow=True)
    (step,) = ClarificationStep.objects.all()
    assert (step.kind, step.day, step.note) == ("called", MONDAY, "Neceļ")
    assert (step.taken_by, step.taken_at) == (house.head, at(12))
    assert "Neceļ" in answer.content.decode()


def test_a_step_sent_twice_is_one_step(head, case):
    for _ in range(2):
        answer = head.post(to("clarification_step", case), a_step(once="key-1"))
        assert answer.status_code == 302
    assert ClarificationStep.objects.count() == 1


def test_another_step_with_the_same_key_is_asked_about(head, case):
    head.post(to("clarification_step", case), a_step(once="key-1"))
    answer = head.post(to("clarification_step", case), a_step(once="key-1", note="Cits"))
    assert answer.status_code == 409
    assert "Cits" in answer.content.decode()
    assert ClarificationStep.objects.count() == 1


@pytest.mark.parametrize("wrong", [
    {"kind": "guessed"}, {"kind": ""}, {"day": TUESDAY.isoformat()}, {"day": "x"},
    {"day": DAYS_BEFORE[0].isoformat()}, {"note": "a" * 501},
])  # fmt: skip
def test_a_wrong_step_is_not_saved_and_what_was_typed_stays(head, case, wrong):
    answer = head.post(to("clarification_step", case), a_step(**{"note": "Rakstīts"} | wrong))
    assert answer.status_code == 422
    assert not ClarificationStep.objects.exists()
    assert ("Rakstīts" in answer.content.decode()) is ("note" not in wrong)


def test_a_step_after_closing_is_refused_and_stays_on_the_page(head, house, case):
    Clarification.objects.update(closed_at=at(11), closed_by=house.head, outcome="returned")
    answer = head.post(to("clarification_step", case), a_step())
    assert answer.status_code == 409
    assert "Neceļ" in answer.content.decode()
    assert not ClarificationStep.objects.exists()


# --- closing -------------------------------------------------------------------------------------------
def test_it_is_closed_with_an_outcome(head, house, case):
    answer = head.post(to("clarification_close", case), {"outcome": "handed_over"}, follow=True)
    case.refresh_from_db()
    assert (case.outcome, case.closed_by, case.closed_at) == ("handed_over", house.head, at(12))
    assert "Pievienot soli" not in answer.content.decode()


def test_closing_twice_the_same_way_is_once_and_another_way_is_a_conflict(head, case):
    said = ["returned", "returned", "explained"]
    answers = [head.post(to("clarification_close", case), {"outcome": one}) for one in said]
    assert [answer.status_code for answer in answers] == [302, 302, 409]
    case.refresh_from_db()
    assert case.outcome == "returned"


def test_no_outcome_no_closing(head, case):
    answer = head.post(to("clarification_close", case), {"outcome": "x"})
    assert answer.status_code == 422
    case.refresh_from_db()
    assert case.closed_at is None


def suggested(client: Client, case: Clarification) -> str:
    """The outcome of the filled button «Slēgt: …»."""
    found = re.search(
        r'btn-primary" type="submit" name="outcome" value="(\w+)"', page(client, case)
    )
    return found[1] if found else ""


def test_nothing_is_suggested_while_the_child_stays_away(head, case):
    assert suggested(head, case) == ""


def test_a_return_is_suggested_once_the_child_was_there(head, house, case, time_machine):
    day_of(house, TUESDAY, {0: PRESENT})
    time_machine.move_to(at(12, day=TUESDAY), tick=False)
    head.force_login(house.head, backend=BACKEND)  # a new day, a new session
    assert suggested(head, case) == "returned"


def test_a_draft_suggests_nothing(head, house, case, time_machine):
    day_of(house, TUESDAY, {0: PRESENT}, confirmed=False)
    time_machine.move_to(at(12, day=TUESDAY), tick=False)
    assert suggested(head, case) == ""


def test_an_explanation_is_suggested_once_the_reason_is_known(head, case):
    case.child.marks.update(reason="illness")
    assert suggested(head, case) == "explained"


def test_a_decision_that_there_was_no_excuse_explains_nothing(head, case):
    case.child.marks.update(reason="unexcused")
    assert suggested(head, case) == ""


# --- the letter ------------------------------------------------------------------------------------------
def test_the_letter_tells_what_the_municipality_needs_and_no_more(head, house, case):
    Child.objects.filter(pk=case.child.pk).update(
        personal_code="32150321234", warning="Riekstu alerģija"
    )
    makers.step(house, clarification=case, day=MONDAY, note="Mamma slima")
    body = head.get(to("clarification_notice", case)).content.decode()
    for part in (
        "Anna Bērziņa",
        "05.03.2021.",
        "******-*1234",
        "Bitītes",
        "4 darba dienām",
        "11.11.",
    ):
        assert part in body, part
    for part in ("32150321234", "Mamma slima", "Riekstu alerģija", "MK 89"):
        assert part not in body, part


def test_a_letter_that_cannot_be_set_leaves_the_page_and_says_so(head, house, case, monkeypatch):
    monkeypatch.setattr(pdf, "MEGABYTES", 1)
    answer = head.get(to("clarification_pdf", case))
    assert answer.status_code == 503
    assert "PDF neizdevās sagatavot" in answer.content.decode()
    assert "Anna Bērziņa" in answer.content.decode()


# --- on the head's Today ------------------------------------------------------------------------------
def test_the_card_counts_the_open_ones(house, case, django_assert_max_num_queries):
    makers.clarification(house, 1, since=DAYS_BEFORE[0])
    makers.clarification(
        house, 2, since=SINCE, closed_at=at(11), closed_by=house.head, outcome="returned"
    )
    by = house.by
    with django_assert_max_num_queries(4):  # the role and its rights, then one
        card = card_of(by, at=at(12))
    assert card
    assert (card["url"], card["title"][:1]) == (LIST, "2")


def test_neither_the_card_nor_the_bell_tells_of_another_institution(house, other_house, case):
    foreign = makers.clarification(other_house, since=SINCE)
    assert card_of(house.by, at=at(12))["title"][:1] == "1"
    kind = registry.get(OPENED)
    for subject, tells in ((case, True), (foreign, False)):
        row = Notification(
            pk=subject.pk, institution=house.institution, person=house.head, role="admin",
            kind=OPENED, group=house.groups["Bitītes"], day=MONDAY, subject_id=subject.pk,
        )  # fmt: skip
        assert kind.wanted(row, at(12)) is tells
        assert bool(kind.present([row], house.by, at(12))) is tells


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "sms"}, "kind"),
        ({"day": SINCE - timedelta(days=1)}, "day"),
        ({"day": TUESDAY}, "day"),
    ],
)
def test_an_impossible_step_is_refused_whoever_asks(house, case, wrong, code):
    facts = {"kind": "called", "day": MONDAY} | wrong
    with pytest.raises(ValidationError) as refused:
        take_step(clarification=case, by=house.by, at=at(12), **facts)
    assert refused.value.code == code
    assert not ClarificationStep.objects.exists()


def test_no_card_without_cases_nor_for_others(house, case):
    nurse = house.access(house.people.nurse, "nurse")
    assert card_of(nurse, at=at(12)) is None
    Clarification.objects.all().delete()
    assert card_of(house.by, at=at(12)) is None
