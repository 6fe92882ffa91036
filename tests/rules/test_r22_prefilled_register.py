"""R22: absences reported by parents stand in the register before anybody marks it."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from attendance.models import AbsenceNotice, GroupQuarantine, Mark, Register, Reply
from attendance.register.operations import Answer, confirm, draft
from outbox.clock import ONE_DAY
from tests.attendance import makers
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
REPORTED = "pieteica Dace Rozīte 7:00"


@pytest.fixture
def teacher(client, house, time_machine):
    time_machine.move_to(at(8, 50), tick=False)
    client.force_login(house.people.teacher, backend=BACKEND)
    return client


def url(house) -> str:
    return reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])


def page(client, house, query="") -> str:
    return client.get(url(house) + query).content.decode()


def row(text: str, child) -> str:
    start = text.index(f'id="child-{child.pk}"')
    return text[start : text.index("</li>", start)]


def children(house):
    return house.children["Bitītes"]


def send(client, house, absent, **extra):
    every = [child.pk for child in children(house)]
    return client.post(url(house), {"version": "0", "child": every, "absent": absent} | extra)


def by_operation(house, *answers: Answer, when=None, version=None):
    return confirm(
        group=house.groups["Bitītes"], day=MONDAY, answers=answers, version=version,
        by=house.access(house.people.teacher, "teacher"), at=when or at(8, 50),
    )  # fmt: skip


def mark_of(child) -> Mark:
    return Mark.objects.get(child=child, day=MONDAY)


def test_a_reported_child_comes_ticked_with_reason_and_who_said_it(teacher, house):
    makers.notice(house, reason="doctor")
    anna, emils, _ = children(house)
    text = page(teacher, house)
    assert f'value="{anna.pk}" checked' in row(text, anna)
    assert 'value="doctor" checked' in row(text, anna)
    assert REPORTED in row(text, anna)
    assert "checked" not in row(text, emils).split("fieldset")[0]
    assert "pieteica" not in row(text, emils)
    assert not Register.objects.exists()
    assert not Mark.objects.exists()


def test_a_late_notice_says_so(teacher, house, time_machine):
    makers.notice(house, reported_at=at(9, 14))
    time_machine.move_to(at(9, 20), tick=False)
    assert "pieteica pēc termiņa 9:14: Dace Rozīte" in page(teacher, house)


def test_a_notice_of_an_earlier_day_says_which(teacher, house):
    makers.notice(house, reported_at=at(17, 5, day=MONDAY - ONE_DAY))
    assert re.search(r"pieteica Dace Rozīte 15\.11\.2026\.? 17:05", page(teacher, house))


@pytest.mark.parametrize(
    "changes",
    [
        {"since": TUESDAY, "until": TUESDAY + ONE_DAY},
        {"since": MONDAY - ONE_DAY, "until": MONDAY},
        {"ended_at": at(8), "ended_by": True},
    ],
)
def test_what_does_not_stand_over_the_day_fills_nothing(teacher, house, changes):
    if "ended_by" in changes:
        changes = changes | {"ended_by": house.head}
    makers.notice(house, **changes)
    text = page(teacher, house)
    assert "pieteica" not in text
    assert f'value="{children(house)[0].pk}" checked' not in text


def test_the_latest_notice_counts(teacher, house):
    makers.notice(house, reason="family")
    makers.notice(house, reason="holiday", reported_at=at(7, 30))
    assert 'value="holiday" checked' in row(page(teacher, house), children(house)[0])


def test_a_health_note_is_never_on_the_register(teacher, house):
    makers.health_note(house)
    assert "Drudzis" not in page(teacher, house)
    send(teacher, house, [children(house)[0].pk])
    for query in ("", "?edit"):
        assert "Drudzis" not in page(teacher, house, query)


def test_a_tap_goes_over_the_notice(teacher, house):
    makers.notice(house)
    anna = children(house)[0]
    teacher.post(f"{url(house)}draft/{anna.pk}/", {"version": "0"})
    assert f'value="{anna.pk}" checked' not in row(page(teacher, house), anna)
    assert not mark_of(anna).is_absent


def test_an_unticked_child_is_present_and_the_notice_stays_beside_it(teacher, house):
    makers.notice(house)
    anna = children(house)[0]
    assert send(teacher, house, []).status_code == 302
    assert not mark_of(anna).is_absent
    assert "pieteikta prombūtne (slimība): Dace Rozīte 7:00" in row(page(teacher, house), anna)


def test_a_notice_that_comes_while_the_page_is_open_makes_nobody_absent(teacher, house):
    """The page showed the child present; only the weekly check tells the two apart."""
    page(teacher, house)
    makers.notice(house, reported_at=at(8, 49))
    send(teacher, house, [])
    assert not mark_of(children(house)[0]).is_absent


def test_an_absence_without_a_reason_takes_the_one_reported_meanwhile(teacher, house):
    anna = children(house)[0]
    page(teacher, house)
    makers.notice(house, reason="family", reported_at=at(8, 49))
    send(teacher, house, [anna.pk], **{f"reason_{anna.pk}": ""})
    assert mark_of(anna).reason == "family"


def test_a_reason_the_teacher_chose_goes_before_the_reported_one(teacher, house):
    anna = children(house)[0]
    makers.notice(house, reason="family")
    send(teacher, house, [anna.pk], **{f"reason_{anna.pk}": "illness"})
    assert mark_of(anna).reason == "illness"


def test_sending_a_prefilled_form_again_changes_nothing(house):
    makers.notice(house, reason="family")
    answers = [Answer(child.pk, place == 0) for place, child in enumerate(children(house))]
    first = by_operation(house, *answers, version=0).register
    again = by_operation(house, *answers, version=0, when=at(8, 55)).register
    assert (again.version, again.saved_at) == (first.version, first.saved_at) == (1, at(8, 50))


def test_a_confirmed_absence_keeps_what_it_says(house):
    """A correction of another child does not touch what was left unexplained."""
    anna, emils, _ = children(house)
    by_operation(house, Answer(anna.pk, True), Answer(emils.pk, False))
    makers.notice(house, reported_at=at(9, 30))
    by_operation(house, Answer(anna.pk, True), Answer(emils.pk, True), when=at(10))
    assert mark_of(anna).reason is None
    assert mark_of(emils).is_absent


def test_a_draft_tap_without_reason_takes_the_reported_one_when_confirmed(house):
    makers.notice(house, reason="family")
    anna = children(house)[0]
    draft(
        group=house.groups["Bitītes"], day=MONDAY, child_id=anna.pk, absent=True,
        by=house.access(house.people.teacher, "teacher"), at=at(8, 30),
    )  # fmt: skip
    assert mark_of(anna).reason is None
    by_operation(house, Answer(anna.pk, True))
    assert mark_of(anna).reason == "family"


def test_in_a_quarantined_group_an_absence_is_due_to_quarantine(teacher, house):
    makers.quarantine(house)
    anna, emils, girts = children(house)
    text = page(teacher, house)
    assert 'value="quarantine" checked' in row(text, anna)
    assert f'value="{anna.pk}" checked' not in row(text, anna)
    makers.notice(house, 1, reason="holiday")
    send(teacher, house, [anna.pk, emils.pk, girts.pk], **{f"reason_{girts.pk}": "family"})
    reasons = [mark_of(child).reason for child in (anna, emils, girts)]
    assert reasons == ["quarantine", "holiday", "family"]


def test_a_withdrawn_quarantine_and_another_groups_one_explain_nothing(house):
    makers.quarantine(house, ended_at=at(8), ended_by=house.head)
    makers.quarantine(house, group=house.groups["Pūcītes"])
    assert GroupQuarantine.objects.count() == 2
    anna = children(house)[0]
    by_operation(house, Answer(anna.pk, True))
    assert mark_of(anna).reason is None


def test_a_parents_answer_shows_in_the_childs_row(teacher, house):
    anna = children(house)[0]
    send(teacher, house, [anna.pk])
    makers.reply(house, choice="later", replied_at=at(9, 5))
    makers.reply(house, choice="on_the_way", replied_at=at(9, 12))
    text = row(page(teacher, house), anna)
    assert "ir ceļā – Dace Rozīte 9:12" in text
    assert "ieradīsies vēlāk" not in text
    assert Reply.objects.count() == 2


def test_staff_who_only_look_see_who_was_reported_before_it_is_confirmed(
    client, house, time_machine
):
    time_machine.move_to(at(8, 50), tick=False)
    client.force_login(house.people.nurse, backend=BACKEND)
    makers.notice(house)
    text = page(client, house)
    assert REPORTED in text
    assert 'type="checkbox"' not in text
    assert AbsenceNotice.objects.count() == 1


def test_a_stale_page_conflicts_only_with_what_somebody_said(house):
    """A notice is nobody's mark: to send it, or not, writes over nothing."""
    makers.notice(house)
    anna, emils, girts = children(house)
    draft(
        group=house.groups["Bitītes"], day=MONDAY, child_id=emils.pk, absent=True,
        by=house.access(house.people.assistant, "teacher"), at=at(8, 30),
    )  # fmt: skip
    answers = [Answer(anna.pk, True), Answer(emils.pk, True), Answer(girts.pk, False)]
    by_operation(house, *answers, version=0)
    assert mark_of(anna).reason == "illness"


def test_a_parents_page_does_not_tell_a_draft(client, house, time_machine):
    """What a teacher taps is no word of the house until it is confirmed."""
    time_machine.move_to(at(8, 50), tick=False)
    client.force_login(house.people.father, backend=BACKEND)

    def told() -> list[tuple]:
        return [(kid["state"], kid["detail"]) for kid in client.get("/").context["kids"]]

    anna, nothing = children(house)[0], told()
    by = house.access(house.people.teacher, "teacher")
    tap = {"child_id": anna.pk, "absent": True, "by": by, "at": at(8, 45)}
    draft(group=house.groups["Bitītes"], day=MONDAY, **tap)
    assert told() == nothing
    by_operation(house, Answer(anna.pk, absent=True), version=1)
    assert told() != nothing
