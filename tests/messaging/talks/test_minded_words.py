"""R18 in talks: what parents or colleagues read is asked about before it goes out, and flagged if it goes."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from manners import registry
from manners.models import Report
from messaging.models import Talk, TalkAddition
from messaging.talks import operations
from messaging.talks.wording import ADDED, TALK
from tests.messaging.talks import makers
from tests.world import at

BAD, MILD = "Tēvs ir idiots.", "Runājām mierīgi."


def answer_in(page) -> str:
    return re.search(r'name="minded" value="([^"]+)"', page.content.decode())[1]


def asked_words(page) -> list[str]:
    return re.findall("<mark>(.*?)</mark>", page.content.decode())


@pytest.fixture
def draft(anna, teacher, house):
    """Ready to be shared, with a word of the list in what was saved as it was typed."""
    return makers.ready(anna, teacher, [house.people.father], said=BAD)


@pytest.fixture
def told(anna, teacher, house):
    return makers.released(anna, teacher, [house.people.father])


def family_page(talk: Talk) -> str:
    return reverse("messaging:family_talk", args=[talk.pk])


@pytest.mark.parametrize("act", ["share_talk", "finish_talk"])
def test_a_draft_is_asked_about_once_before_others_read_it(ilze, draft, act):
    url = reverse(f"messaging:{act}", args=[draft.pk])
    asked = ilze.post(url)
    assert (asked.status_code, asked_words(asked)) == (422, ["idiots"])
    draft.refresh_from_db()
    assert draft.is_draft
    assert ilze.post(url, {"minded": answer_in(asked)}).status_code == 302
    draft.refresh_from_db()
    assert not draft.is_draft
    report = Report.objects.get()
    assert (report.kind, report.subject_id) == (TALK, draft.pk)


def test_subjects_and_agreements_are_asked_about_too(ilze, anna, teacher, house):
    talk = makers.ready(anna, teacher, [house.people.father], said=MILD)
    operations.set_subjects(talk=talk, kinds=[], own=["Debils jautājums"], by=teacher, at=at(13, 1))
    makers.agreed(talk, teacher, "Nebūt idiotam")
    asked = ilze.post(reverse("messaging:share_talk", args=[talk.pk]))
    assert sorted(asked_words(asked)) == ["Debils", "idiotam"]


def test_the_one_opposite_is_as_little_insulted_as_the_teacher(signs_in, ilze, told, house):
    """Whoever wrote it answers for it: an addition the teacher, a remark the guardian."""
    father = house.people.father
    added = reverse("messaging:add_to_talk", args=[told.pk])
    for person, url, name in [
        (ilze, added, "addition"), (signs_in(father), family_page(told), "remark"),
    ]:  # fmt: skip
        asked = person.post(url, {name: BAD})
        assert (asked.status_code, asked_words(asked)) == (422, ["idiots"])
        assert person.post(url, {name: BAD, "minded": answer_in(asked)}).status_code == 302
    rows = {row.pk: row.by for row in TalkAddition.objects.all()}
    flagged = {report.subject_id: report.kind for report in Report.objects.all()}
    assert flagged == dict.fromkeys(rows, ADDED)
    kind = registry.legible(ADDED)
    authors = [kind.author(row) for row in TalkAddition.objects.order_by("pk")]
    assert authors == [house.people.teacher, father]


def test_what_is_flagged_leads_its_author_to_the_own_page(told, teacher, father):
    operations.add_remark(talk=told, text=BAD, by=father, at=at(14))
    remark = TalkAddition.objects.get()
    kind = registry.legible(ADDED)
    assert kind.address_for(remark.pk, father) == family_page(told)
    assert kind.address_for(remark.pk, teacher) == reverse("messaging:talk", args=[told.pk])


def test_whoever_reads_a_talk_may_report_it_and_nobody_else(told, house, mother, father, teacher):
    kind = registry.legible(TALK)
    assert kind.find(told.pk, father)
    assert kind.find(told.pk, teacher)
    assert kind.find(told.pk, mother) is None
    assert kind.address_for(told.pk, mother) == ""


def test_a_draft_is_reported_by_nobody(draft, teacher, father):
    kind = registry.legible(TALK)
    assert kind.find(draft.pk, teacher) is None
    assert kind.find(draft.pk, father) is None


def test_both_pages_lead_to_the_report(ilze, signs_in, told, house, now):
    now.move_to(at(14) + timedelta(minutes=5))
    form = reverse("manners:new", args=[TALK, told.pk])
    own = family_page(told)
    assert f"{form}?next={own}" in signs_in(house.people.father).get(own).content.decode()
    page = reverse("messaging:talk", args=[told.pk])
    assert form not in ilze.get(page).content.decode()  # her own
    assert form in signs_in(house.head).get(page).content.decode()
