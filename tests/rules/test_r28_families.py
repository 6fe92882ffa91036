"""R28: guardians who took part read a shared talk, say so, and may remark under their own name; nobody else
of the family finds it anywhere, and none of them what was written for the institution alone."""

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.urls import reverse

from messaging.models import TalkAddition
from messaging.talks import operations
from messaging.talks.reading import KIND
from outbox.clock import ONE_DAY
from outbox.models import GRACE, Notification, Seen
from outbox.relay import Letters
from people import operations as people
from people.access import role_key
from people.models import Guardianship
from tests.documents.reading import text_of
from tests.messaging.talks.full import (
    HOUSE,
    SAID,
    a_draft,
    a_released,
    a_shared,
    agreed,
    released,
)
from tests.world import MONDAY, TUESDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
TALKS, TODAY = reverse("messaging:family_talks"), reverse("today")
ELSEWHERE = [
    TALKS, TODAY, reverse("messaging:inbox"), reverse("activities:feed"),
    reverse("assessment:growth"), reverse("duties:calendar"), reverse("audit:activity"),
]  # fmt: skip
EVENING = at(20, day=MONDAY)
NASTY = "<script>alert(1)</script><b hx-get='/x/'>{{ 7|add:7 }}</b>"

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def mother(house):
    return house.people.mother


@pytest.fixture
def father(house):
    return house.people.father


@pytest.fixture
def opens(client):
    """``opens(person, url, when)``: the answer."""

    def _opens(person, url: str, when=EVENING, **posted):
        client.force_login(person, backend=BACKEND)
        with time_machine.travel(when, tick=False):
            return client.post(url, posted) if posted else client.get(url)

    return _opens


@pytest.fixture
def answers(opens):
    """«Izlasīju», with a remark or without."""
    return lambda person, talk, remark="", when=EVENING: opens(
        person, of(talk), when, remark=remark
    )


def of(talk, name: str = "family_talk") -> str:
    return reverse(f"messaging:{name}", args=[talk.pk])


def said(talk, person) -> Seen | None:
    return Seen.objects.filter(person=person, kind=KIND, subject=talk.pk).first()


def text(answer) -> str:
    return answer.content.decode()


# --- who --------------------------------------------------------------------------------------------
def test_both_parents_who_took_part_read_it_and_each_says_so(
    teacher, anna, mother, father, opens, answers
):
    talk = a_released(teacher, anna, [mother, father])
    assert SAID in text(opens(mother, of(talk)))
    assert answers(mother, talk).status_code == 302
    assert said(talk, mother).acknowledged_at == EVENING
    assert said(talk, father) is None
    answers(father, talk, when=at(9, day=TUESDAY))
    answers(father, talk, when=at(10, day=TUESDAY))
    assert said(talk, father).acknowledged_at == at(9, day=TUESDAY)


def test_the_other_parent_finds_it_nowhere(teacher, anna, mother, father, opens):
    verified_email(father)
    talk = a_released(teacher, anna, [mother], said="Kanārijvārds")
    for name in ("family_talk", "talk_print", "talk_pdf"):
        assert opens(father, of(talk, name)).status_code == 404, name
    assert opens(father, reverse("audit:history", args=["talk", talk.pk])).status_code == 404
    for page in ELSEWHERE:
        shown = opens(father, page)
        assert "Kanārijvārds" not in text(shown)
        assert of(talk) not in text(shown)
    assert opens(father, TALKS).context["lines"] == []
    assert not Notification.objects.filter(person=father, kind__startswith="messaging.").exists()
    Letters().drain(lambda: EVENING)
    assert not mail.outbox


def test_what_the_other_parent_posts_changes_nothing(teacher, anna, mother, father, answers):
    talk = a_released(teacher, anna, [mother])
    assert answers(father, talk, "Es nepiekrītu").status_code == 404
    assert (said(talk, father), TalkAddition.objects.exists()) == (None, False)


def test_nothing_is_there_before_its_minute_is_over(teacher, anna, mother, opens, answers):
    draft = a_draft(teacher, anna, [mother])
    shared = a_shared(teacher, anna, [mother])
    for talk in (draft, shared):
        assert opens(mother, of(talk)).status_code == 404
        assert answers(mother, talk).status_code == 404
    assert opens(mother, TALKS).context["lines"] == []
    operations.take_back(talk=shared, by=teacher, at=shared.shared_at + GRACE / 2)
    assert opens(mother, of(shared)).status_code == 404


def test_what_is_for_the_institution_is_in_no_page_of_a_parent(teacher, anna, mother, opens):
    talk = a_released(teacher, anna, [mother])
    for name in ("family_talk", "talk_print", "talk_pdf"):
        shown = opens(mother, of(talk, name))
        assert shown.status_code == 200
        said_there = text_of(shown.content) if name == "talk_pdf" else text(shown)
        assert SAID in said_there
        assert HOUSE not in said_there
        data = [one.flatten() for one in shown.context or ()]
        assert HOUSE not in repr(data)


def test_a_restriction_of_messages_acts_at_the_next_request(house, teacher, anna, mother, opens):
    talk = a_released(teacher, anna, [mother])
    assert opens(mother, of(talk)).status_code == 200
    own = Guardianship.objects.get(child=anna, user=mother)
    document = people.restrict(
        guardianship=own, document="Lēmums 9", issuer="Tiesa", since=MONDAY, by=house.by
    )
    for name in ("family_talk", "talk_print", "talk_pdf"):
        assert opens(mother, of(talk, name)).status_code == 404
    assert opens(mother, TALKS).context["lines"] == []
    document.messages = False
    document.save(update_fields=["messages"])
    assert opens(mother, of(talk)).status_code == 200


def test_who_answers_for_the_child_no_more_reads_it_no_more(
    house, teacher, anna, mother, father, opens
):
    talk = a_released(teacher, anna, [mother, father])
    own = Guardianship.objects.get(child=anna, user=mother)
    people.end(own, until=TUESDAY, by=house.by)
    assert opens(mother, of(talk), EVENING).status_code == 200
    assert opens(mother, of(talk), at(9, day=TUESDAY)).status_code == 404
    assert opens(father, of(talk), at(9, day=TUESDAY)).status_code == 200


@pytest.mark.parametrize("who", ["teacher", "head", "nurse", "assistant"])
def test_staff_have_no_such_pages(house, teacher, anna, mother, opens, who):
    talk = a_released(teacher, anna, [mother])
    assert opens(getattr(house.people, who), of(talk)).status_code == 404
    assert opens(getattr(house.people, who), TALKS).status_code == 404


def test_a_teacher_who_is_a_parent_reads_own_ones_in_that_role_only(
    house, teacher, anna, mother, opens, client
):
    """Of another group's child, as whose mother she took part."""
    colleague = house.people.other_teacher
    house.guardian(anna, colleague, "guardian")
    house.welcome(colleague, "parent")
    talk = a_released(teacher, anna, [colleague])
    assert opens(colleague, of(talk)).status_code == 404
    acts = {"role": role_key("parent", None)}
    with time_machine.travel(EVENING, tick=False):
        client.post(reverse("people:act_as"), acts)
        assert client.get(of(talk)).status_code == 200


# --- what is shown ----------------------------------------------------------------------------------
def test_own_tasks_are_marked_and_the_others_name_who_does_them(teacher, anna, mother, opens):
    talk = a_draft(teacher, anna, [mother])
    agreed(talk, teacher, "Rīta josla", teacher.user, MONDAY + 14 * ONE_DAY)
    agreed(talk, teacher, "Mājās izstāsta", mother, MONDAY + 28 * ONE_DAY)
    agreed(talk, teacher, "Pārbaudīt dzirdi", "Ārsta palīgs")
    operations.share(talk=talk, by=teacher, at=at(17, 24))
    shown = opens(mother, of(released(talk))).context["agreed"]
    assert [(one.said, one.is_own) for one in shown] == [
        (f"{teacher.user} · līdz 30.11.", False), ("Jūs · līdz 14.12.", True),
        ("Ārsta palīgs", False),
    ]  # fmt: skip


def test_what_became_of_something_agreed_is_told(teacher, anna, mother, opens):
    talk = a_draft(teacher, anna, [mother])
    agreed(talk, teacher, "Rīta josla", teacher.user)
    operations.share(talk=talk, by=teacher, at=at(17, 24))
    action = released(talk).actions.get()
    operations.settle_action(action=action, state="done", by=teacher, at=at(18))
    (one,) = opens(mother, of(talk)).context["agreed"]
    assert one.is_done


def test_an_addition_is_told_and_new_until_it_was_shown(teacher, anna, mother, opens, answers):
    talk = a_released(teacher, anna, [mother])
    opens(mother, of(talk))
    answers(mother, talk)
    operations.add_addition(talk=talk, text="Kļūst vieglāk", by=teacher, at=at(21))
    later = at(21, 30)
    assert opens(mother, TALKS, later).context["lines"][0]["due"]["text"] == "papildināta"
    assert opens(mother, TODAY, later).context["kids"][0]["talk"]
    assert "Kļūst vieglāk" in text(opens(mother, of(talk), later))
    assert not Notification.objects.filter(person=mother, read_at=None, subject_id=talk.pk).exists()
    assert "papildināta" not in text(opens(mother, TALKS, later))
    assert opens(mother, TODAY, later).context["kids"][0]["talk"] is None


def test_the_newest_stands_first_and_says_whether_it_was_read(
    teacher, anna, mother, opens, answers
):
    older = a_released(teacher, anna, [mother], day=MONDAY - 3 * ONE_DAY)
    newer = a_released(teacher, anna, [mother])
    answers(mother, older)
    lines = opens(mother, TALKS).context["lines"]
    assert [(line["url"], line["due"]["text"]) for line in lines] == [
        (of(newer), "jauna"), (of(older), "izlasīta 16.11."),
    ]  # fmt: skip
    opens(mother, of(newer))
    assert opens(mother, TALKS).context["lines"][0]["due"]["text"] == "nav izlasīta"


# --- Today, what is told ----------------------------------------------------------------------------
def test_today_has_a_line_until_it_is_read(teacher, anna, mother, father, opens, answers):
    talk = a_released(teacher, anna, [mother])
    kids = {kid["name"]: kid for kid in opens(mother, TODAY).context["kids"]}
    assert kids[str(anna)]["talk"].url == of(talk)
    assert [kid["talk"] for name, kid in kids.items() if name != str(anna)] == [None]
    assert [kid["talk"] for kid in opens(father, TODAY).context["kids"]] == [None, None]
    answers(mother, talk)
    assert {kid["talk"] for kid in opens(mother, TODAY).context["kids"]} == {None}


def test_the_notification_leads_there_and_is_read_by_reading(teacher, anna, mother, opens):
    talk = a_released(teacher, anna, [mother])
    told = Notification.objects.get(person=mother, kind="messaging.talk")
    assert opens(mother, reverse("messaging:open", args=[told.pk])).url == of(talk)
    opens(mother, of(talk))
    told.refresh_from_db()
    assert told.read_at == EVENING


# --- a remark ---------------------------------------------------------------------------------------
def test_a_remark_stays_under_its_name_and_says_that_it_was_read(
    teacher, anna, mother, father, opens, answers
):
    talk = a_released(teacher, anna, [mother, father])
    answers(mother, talk, "Atvadāmies pie durvīm")
    answers(mother, talk, "Un vakarā lasām", when=at(21))
    assert said(talk, mother).acknowledged_at == EVENING
    shown = opens(father, of(talk), at(21)).context["added"]
    assert [(one.said, one.text) for one in shown] == [
        (f"{mother} 16.11. 20:00", "Atvadāmies pie durvīm"),
        (f"{mother} 16.11. 21:00", "Un vakarā lasām"),
    ]  # fmt: skip


def test_an_empty_remark_is_none_and_reading_twice_is_nothing_new(
    teacher, anna, mother, opens, answers
):
    talk = a_released(teacher, anna, [mother])
    assert answers(mother, talk, " ").status_code == 302
    assert answers(mother, talk).status_code == 302
    refused = opens(mother, of(talk), remark=" ", adds="1")
    assert (refused.status_code, refused.context["errors"]) == (
        422, ["Uzrakstiet, ko vēlaties piebilst."],
    )  # fmt: skip
    assert not TalkAddition.objects.exists()


def test_a_remark_that_is_too_long_is_refused_and_kept_on_the_page(teacher, anna, mother, answers):
    talk, long = a_released(teacher, anna, [mother]), "Lietus. " * 12_800  # 100 kB
    page = answers(mother, talk, long)
    assert (page.status_code, page.context["remark"]) == (422, long)
    assert (said(talk, mother).acknowledged_at, TalkAddition.objects.exists()) == (None, False)


def test_a_megabyte_gets_no_further_than_the_door(teacher, anna, mother, answers):
    talk = a_released(teacher, anna, [mother])
    assert answers(mother, talk, "a" * 1_100_000).status_code == 413
    assert not TalkAddition.objects.exists()


def test_script_in_every_text_is_shown_as_text(teacher, anna, mother, opens, answers):
    talk = a_draft(teacher, anna, [mother], said=NASTY, own=[NASTY[:50]], names=[NASTY])
    agreed(talk, teacher, NASTY, NASTY)
    operations.share(talk=talk, by=teacher, at=at(17, 24))
    answers(mother, released(talk), NASTY)
    for name in ("family_talk", "talk_print"):
        shown = text(opens(mother, of(talk, name)))
        assert "<script>alert" not in shown
        assert "<b hx-get" not in shown
        assert shown.count("{{ 7|add:7 }}") >= 5
    assert "{{ 7|add:7 }}" in text_of(opens(mother, of(talk, "talk_pdf")).content)


# --- costs ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("many", [1, 12])
def test_pages_ask_the_same_however_many_talks(
    teacher, anna, mother, opens, client, savepoints_aside, many
):
    for nth in range(many):
        talk = a_draft(teacher, anna, [mother], day=MONDAY - ONE_DAY * nth)
        agreed(talk, teacher, "Rīta josla", teacher.user)
        operations.share(talk=talk, by=teacher, at=at(18))
        released(talk)
        operations.add_addition(talk=talk, text="Kļūst vieglāk", by=teacher, at=at(19))
    opens(mother, TALKS)
    for page, most in ((TALKS, 10), (of(talk), 15), (TODAY, 15)):
        with time_machine.travel(EVENING, tick=False), savepoints_aside(most):
            assert client.get(page).status_code == 200
