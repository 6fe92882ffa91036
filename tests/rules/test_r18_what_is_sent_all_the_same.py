"""R18: what was sent with a word of the word list all the same is shown to administration: a thing and text
once. Nothing is hidden; of the gravest words administration is told at once."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from manners import operations
from manners.card import card_of
from manners.lines import lines_of
from manners.models import Report
from manners.settings import FLAGGED_FROM
from outbox.models import Notification
from people.access import Access
from people.operations import change_institution
from planning import operations as planning
from tests.activities import makers
from tests.activities.changing import change
from tests.activities.makers import said
from tests.assessment import makers as assessing
from tests.assessment.staff import looked_at, observed, of_group, publishes, with_idea
from tests.planning.writing import a_draft, complete, place, typed
from tests.world import MONDAY, at

ASK, LOOK, TELL = "stulbs", "idiots", "pizda"  # of the three steps
DAY = "activities.day"


@pytest.fixture
def mother(house) -> Access:
    return Access(house.people.mother, day=MONDAY)


def a_day(bees, teacher, text: str = LOOK):
    return makers.released(bees, teacher, MONDAY, said(text=f"Tu esi {text}"))


def flag(log, by, when=None) -> Report | None:
    return operations.flag(kind=DAY, pk=log.pk, by=by, at=when or at(15))


def told(house) -> set[str]:
    rows = Notification.objects.filter(kind="manners.reported")
    return set(rows.values_list("person__first_name", flat=True))


# --- what is shown ----------------------------------------------------------------------------------
def test_from_the_second_step_on_it_is_shown(house, bees, teacher):
    found = flag(a_day(bees, teacher), teacher)
    assert found
    assert (found.reason, found.by, found.author, found.role) == ("word", None, teacher.user, "")
    (line,) = lines_of(house.by, at=at(16))["open"]
    assert line["url"] == reverse("manners:report", args=[found.pk])
    assert card_of(house.by, at=at(16))
    assert told(house) == set()


def test_of_the_gravest_words_administration_is_told_at_once(house, bees, teacher):
    flag(a_day(bees, teacher, TELL), teacher)
    assert told(house) == {house.head.first_name}
    (row,) = Notification.objects.filter(kind="manners.reported")
    assert row.subject_id == Report.objects.get().pk  # and nothing of the text


def test_of_a_word_that_is_only_asked_about_nothing_is_shown(bees, teacher):
    assert flag(a_day(bees, teacher, ASK), teacher) is None


@pytest.mark.parametrize(
    ("step", "shown"), [(1, {ASK, LOOK, TELL}), (2, {LOOK, TELL}), (3, {TELL})]
)
def test_a_house_says_from_which_step_on(house, bees, teacher, step, shown):
    house.institution.settings = {FLAGGED_FROM.code: step}
    change_institution(institution=house.institution, by=house.by)
    log, found = a_day(bees, teacher, ""), set()
    for text in (ASK, LOOK, TELL):
        entry = makers.entry_of(log)
        change(entry, teacher, text=f"Tu esi {text}")
        if made := flag(log, teacher):
            found.add(text)
            made.delete()
    assert found == shown


def test_nothing_is_hidden_and_the_text_is_kept_in_its_place_only(house, bees, teacher, mother):
    log = a_day(bees, teacher)
    found = flag(log, teacher)
    assert type(log).objects.visible_to(mother, "view_day_log").filter(pk=log.pk).exists()
    assert LOOK not in str(Report.objects.filter(pk=found.pk).values())


def test_the_same_text_is_shown_once_another_anew(bees, teacher, house):
    log = a_day(bees, teacher)
    first = flag(log, teacher)
    assert flag(log, teacher) is None  # it waits
    operations.decide(report=first, outcome="stands", by=house.by, at=at(16))
    assert flag(log, teacher, at(17)) is None  # it was looked at
    change(makers.entry_of(log), teacher, text=f"Tu tiešām esi {LOOK}")
    assert flag(log, teacher, at(21)).sign != first.sign


def test_whoever_does_not_see_it_flags_nothing(house, bees, teacher):
    log = a_day(bees, teacher)
    with pytest.raises(PermissionDenied):
        flag(log, house.access(house.people.other_teacher, "teacher"))
    with pytest.raises(PermissionDenied):
        operations.flag(kind="activities.photo", pk=log.pk, by=teacher, at=at(15))


# --- what is decided ---------------------------------------------------------------------------------
def test_what_stays_its_writer_hears_nothing_of(house, bees, teacher):
    found = flag(a_day(bees, teacher), teacher)
    operations.decide(report=found, outcome="stands", answer="Citāts", by=house.by, at=at(16))
    assert not Notification.objects.filter(kind="manners.decided").exists()
    assert not Report.objects.told_to(teacher).exists()


def test_asked_to_mend_it_its_writer_is_told_and_led_there(house, bees, teacher, ilze):
    log = a_day(bees, teacher)
    found = flag(log, teacher)
    operations.decide(report=found, outcome="mend", answer="Lūdzu, citādi", by=house.by, at=at(16))
    (row,) = Notification.objects.filter(kind="manners.decided")
    assert row.person == teacher.user
    page = ilze.get(reverse("manners:answer", args=[found.pk])).content.decode()
    assert "Lūdzu, citādi" in page
    assert makers.url(bees) in page


@pytest.mark.parametrize("outcome", ["removed", "given_back", "x", ""])
def test_a_text_is_not_taken_out_of_the_journal(house, bees, teacher, outcome):
    found = flag(a_day(bees, teacher), teacher)
    with pytest.raises(ValidationError):
        operations.decide(report=found, outcome=outcome, by=house.by, at=at(16))


def test_administration_looks_at_the_place_in_the_text(house, bees, teacher, signs_in):
    found = flag(a_day(bees, teacher), teacher)
    page = signs_in(house.head).get(reverse("manners:report", args=[found.pk])).content.decode()
    assert f"Tu esi <mark>{LOOK}</mark>" in page
    assert makers.url(bees) in page
    assert set(re.findall('name="outcome" value="([^"]+)"', page)) == {"stands", "mend"}


def test_mended_meanwhile_nothing_stands_in_it(house, bees, teacher, signs_in):
    log = a_day(bees, teacher)
    found = flag(log, teacher)
    change(makers.entry_of(log), teacher, text="Tu esi labs")
    page = signs_in(house.head).get(reverse("manners:report", args=[found.pk]))
    assert page.status_code == 200
    assert "<mark>" not in page.content.decode()


# --- from each thing -----------------------------------------------------------------------------------
def answered(client, url: str, sent: dict):
    """The writer is asked, and sends it all the same."""
    asked = client.post(url, sent)
    assert asked.status_code == 422
    answer = re.search(r'name="minded" value="([^"]+)"', asked.content.decode())[1]
    return client.post(url, sent | {"minded": answer})


def kinds() -> list[str]:
    return list(Report.objects.by_the_list().values_list("kind", flat=True))


def test_a_plan_is_flagged_once_it_is_submitted(ilze, house):
    plan = complete(house, a_draft(house))
    assert answered(ilze, place(plan, "submit"), typed("topic", LOOK, 1)).status_code == 302
    assert kinds() == ["planning.plan"]


def test_an_own_outcome_of_a_plan_is_asked_about_though_no_form_sends_it(ilze, house):
    plan = complete(house, a_draft(house))
    planning.choose(
        plan=plan, kind="outcome", area="VAL", text=f"Bērns saka «{LOOK}»", at=at(8),
        by=house.access(house.people.teacher, "teacher"),
    )  # fmt: skip
    assert answered(ilze, place(plan, "submit"), {}).status_code == 302
    assert kinds() == ["planning.plan"]


def test_a_draft_of_a_day_is_flagged_when_it_is_confirmed(ilze, bees, teacher):
    log = makers.written(bees, teacher)
    entry = makers.entry_of(log)
    url = makers.url(bees, "entry", entry.pk)
    body = {
        "entry-title": "Tilts", "entry-area": "MAT", "entry-text": LOOK,
        "entry-version": entry.version,
    }  # fmt: skip
    assert answered(ilze, url, body).status_code == 302
    assert kinds() == []
    entry.refresh_from_db()
    text = typed(entry.code, entry.text, entry.version)
    assert answered(ilze, makers.url(bees, "confirm"), text).status_code == 302
    assert kinds() == [DAY]


def test_what_is_published_of_a_child_is_asked_about_with_all_that_stands(
    ilze, house, bees, teacher
):
    """Nothing of it is in the form: comment, observation and idea were saved as they were typed."""
    anna, emils = house.children["Bitītes"][:2]
    assessing.assessed(bees, teacher, emils, assessing.outcomes()[0])
    observed(bees, teacher, anna, f"Saka: {LOOK}")
    with_idea(bees, teacher, anna, f"Nesakiet: {TELL}")
    asked = publishes(ilze, bees, anna, emils)
    assert asked.status_code == 422
    assert re.findall("<mark>(.*?)</mark>", asked.content.decode()) == [LOOK, TELL]
    sent = {"child": [anna.pk, emils.pk]} | looked_at(ilze.get(of_group(bees, "publish")))
    assert answered(ilze, of_group(bees, "publish"), sent).status_code == 302
    assert kinds() == ["assessment.publication"]


def test_a_text_that_is_saved_as_it_is_typed_is_saved_and_calmly_noted(ilze, house):
    plan = a_draft(house)
    answer = ilze.post(place(plan, "section", "topic"), typed("topic", f"Tu esi {LOOK}"))
    assert answer.status_code == 200
    assert f"<mark>{LOOK}</mark>" in answer.content.decode()
    assert plan.sections.get(code="topic").text == f"Tu esi {LOOK}"
    assert f"<mark>{LOOK}</mark>" in ilze.get(place(plan)).content.decode()


# --- reported by who reads it ----------------------------------------------------------------------------
def test_a_parent_reports_a_day_and_it_stays(house, bees, teacher, mother):
    log = a_day(bees, teacher, "")
    made = operations.report(
        kind=DAY, pk=log.pk, reason="other", note="Nav labi", by=mother, at=at(16)
    )
    assert type(log).objects.visible_to(mother, "view_day_log").filter(pk=log.pk).exists()
    operations.decide(report=made, outcome="mend", answer="Labosim", by=house.by, at=at(17))
    kinds = Notification.objects.filter(kind__startswith="manners.").values_list("kind", flat=True)
    assert {"manners.answered", "manners.decided"} < set(kinds)


def test_a_familys_plan_and_growth_lead_to_the_report(house, bees, teacher, ilze, signs_in):
    plan = complete(house, a_draft(house))
    ilze.post(place(plan, "submit"), {})
    anna = house.children["Bitītes"][0]
    assessing.assessed(bees, teacher, anna, assessing.outcomes()[0])
    (publication,) = assessing.released(bees, teacher, [anna], at(7))
    mother = signs_in(house.people.mother)
    for url, kind, pk in [
        (reverse("planning:read", args=[plan.group_id, plan.month]), "planning.plan", plan.pk),
        (reverse("assessment:growth_of", args=[anna.pk]), "assessment.publication", publication.pk),
    ]:
        form = reverse("manners:new", args=[kind, pk])
        assert f"{form}?next={url}" in mother.get(url).content.decode()
        assert mother.get(form).status_code == 200
        assert form not in ilze.get(url).content.decode()


def test_a_parent_reads_no_word_of_the_list(house, bees, teacher, signs_in):
    log = a_day(bees, teacher)
    page = signs_in(house.people.mother).get(reverse("manners:new", args=[DAY, log.pk]))
    assert page.status_code == 200
    assert "<mark>" not in page.content.decode()
    words = (reverse("manners:words"), reverse("manners:new_word"))
    assert {signs_in(house.people.mother).get(url).status_code for url in words} == {404}
