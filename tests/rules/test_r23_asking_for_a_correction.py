"""R23: a signed week is closed to teachers, who may then only ask that it be corrected."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from attendance.models import CorrectionRequest, Mark
from attendance.register.operations import Answer, confirm, requests
from duties.models import Closure
from duties.operations import close, reopen
from outbox import registry
from outbox.models import Notification
from people import operations as people
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
NEXT_MONDAY = MONDAY + timedelta(days=7)
LATER = NEXT_MONDAY


@pytest.fixture(name="signed")
def signed_week(house):
    """Monday's register: the first child absent, nobody knows why; the nurse has signed the week."""
    answers = [Answer(child.pk, n == 0) for n, child in enumerate(kids(house))]
    confirm(
        group=bees(house),
        day=MONDAY,
        answers=answers,
        by=by(house, "teacher", MONDAY),
        at=at(8, 50),
    )
    house.closure = close(
        institution=house.institution, kind=Closure.Kind.WEEK, since=MONDAY, until=NEXT_MONDAY,
        by=by(house, "nurse"), at=at(15, day=NEXT_MONDAY), group=bees(house),
    )  # fmt: skip
    return house


def bees(house):
    return house.groups["Bitītes"]


def kids(house):
    return house.children["Bitītes"]


def by(house, who, day=LATER):
    role = {"nurse": "nurse", "head": "admin", "mother": "parent", "clerk": "clerk"}.get(
        who, "teacher"
    )
    return house.access(getattr(house.people, who), role, day)


def ask(house, nth=0, *, absent=False, reason=None, why="Bija klāt", who="teacher", minute=0):
    return requests.ask(
        group=bees(house), day=MONDAY, answer=Answer(kids(house)[nth].pk, absent, reason), why=why,
        by=by(house, who), at=at(16, minute, day=LATER),
    )  # fmt: skip


def answered(request, house, *, granted, answer=""):
    request.answered_at, request.answered_by = at(17, day=LATER), house.people.nurse
    request.granted, request.answer = granted, answer
    request.save()


def test_a_request_waits_and_changes_no_mark(signed):
    before = list(Mark.objects.order_by("pk").values())
    request = ask(signed)
    assert (request.presence, request.reason, request.why) == ("present", None, "Bija klāt")
    assert request in CorrectionRequest.objects.waiting()
    assert list(Mark.objects.order_by("pk").values()) == before


def test_asked_again_it_says_the_new(signed):
    ask(signed)
    ask(signed, absent=True, reason="illness", why="Zvanīja māte", minute=5)
    request = CorrectionRequest.objects.get()
    assert (request.presence, request.reason, request.why) == ("absent", "illness", "Zvanīja māte")


def test_a_colleagues_request_is_not_written_over(signed):
    ask(signed)
    with pytest.raises(ValidationError, match="Ilze Kalēja"):
        ask(signed, absent=True, reason="illness", who="assistant")
    assert CorrectionRequest.objects.get().presence == "present"


def test_after_an_answer_one_may_ask_again(signed):
    answered(ask(signed), signed, granted=False)
    ask(signed, minute=30)
    assert CorrectionRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"absent": True}, "same"),
        ({"nth": 1}, "same"),
        ({"absent": True, "reason": "unexcused"}, "reason"),
        ({"absent": True, "reason": "plague"}, "reason"),
    ],
)
def test_what_cannot_be_asked_is_refused(signed, wanted, code):
    with pytest.raises(ValidationError) as refused:
        ask(signed, **wanted)
    assert refused.value.error_list[0].code == code
    assert not CorrectionRequest.objects.exists()


def test_nobody_elses_child_can_be_asked_about(signed):
    stranger = Answer(signed.children["Pūcītes"][0].pk, absent=True)
    with pytest.raises(ValidationError) as refused:
        requests.ask(
            group=bees(signed), day=MONDAY, answer=stranger, why="", by=by(signed, "teacher"),
            at=at(16, day=LATER),
        )  # fmt: skip
    assert refused.value.error_list[0].code == "no_mark"


def test_an_open_day_is_corrected_not_asked_about(signed):
    reopen(closure=signed.closure, reason="Kļūda", by=by(signed, "head"), at=at(15, 30, day=LATER))
    with pytest.raises(ValidationError, match="labot uzreiz"):
        ask(signed)


def test_of_a_closed_month_nobody_asks_and_it_says_who_can_help(signed):
    close(
        institution=signed.institution, kind=Closure.Kind.MONTH, since=MONDAY.replace(day=1),
        until=MONDAY.replace(month=12, day=1), by=by(signed, "head"), at=at(15, 30, day=LATER),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="administrācija"):
        ask(signed)


@pytest.mark.parametrize("who", ["other_teacher", "specialist", "nurse", "clerk", "head", "mother"])
def test_only_those_who_record_the_group_ask(signed, who):
    with pytest.raises(PermissionDenied):
        ask(signed, who=who)
    request = ask(signed)
    with pytest.raises(PermissionDenied):
        requests.withdraw(request=request, by=by(signed, who), at=at(16, 5, day=LATER))


def test_whoever_asked_withdraws_it_until_it_is_answered(signed):
    with pytest.raises(PermissionDenied):
        requests.withdraw(request=ask(signed), by=by(signed, "assistant"), at=at(16, 5, day=LATER))
    requests.withdraw(request=ask(signed), by=by(signed, "teacher"), at=at(16, 5, day=LATER))
    assert not CorrectionRequest.objects.exists()
    request = ask(signed)
    answered(request, signed, granted=True)
    with pytest.raises(ValidationError):
        requests.withdraw(request=request, by=by(signed, "teacher"), at=at(17, 5, day=LATER))


def told(house):
    return Notification.objects.filter(kind="correction.asked")


def test_nurse_and_clerk_are_told_once_that_a_request_waits(signed):
    ask(signed)
    ask(signed, absent=True, reason="illness", minute=5)
    assert {(n.person, n.role) for n in told(signed)} == {
        (signed.people.nurse, "nurse"), (signed.people.clerk, "clerk"),
    }  # fmt: skip
    assert told(signed).count() == 2


def test_they_are_told_only_while_it_waits_and_while_they_may_answer(signed):
    kind, request = registry.get("correction.asked"), ask(signed)
    (nurses,) = told(signed).filter(role="nurse")
    moment = at(16, 10, day=LATER)
    assert kind.wanted(nurses, moment)
    check = reverse("attendance:group_check", args=[MONDAY, bees(signed).pk])
    shown = kind.present([nurses], by(signed, "nurse"), moment)
    assert (shown[nurses.pk].title, shown[nurses.pk].url) == (
        "Lūgts labojums",
        check,
    )
    assert kind.present([nurses], by(signed, "other_teacher"), moment) == {}
    people.take_role(
        user=signed.people.clerk, role="clerk", institution=signed.institution, by=signed.by
    )
    assert not kind.wanted(told(signed).get(role="clerk"), moment)
    answered(request, signed, granted=True)
    assert not kind.wanted(nurses, moment)


def test_a_withdrawn_request_asks_for_nobodys_attention(signed):
    requests.withdraw(request=ask(signed), by=by(signed, "teacher"), at=at(16, 5, day=LATER))
    assert not told(signed).unread().exists()


def test_who_no_longer_works_with_the_group_withdraws_nothing(signed):
    request = ask(signed)
    (own,) = signed.people.teacher.assignments.all()
    people.end(own, until=LATER, by=signed.by)
    with pytest.raises(PermissionDenied):
        requests.withdraw(request=request, by=by(signed, "teacher"), at=at(16, 5, day=LATER))
    assert CorrectionRequest.objects.waiting().get() == request
