"""R1: one portal for many institutions. Nothing of one reaches anybody of another."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from activities.models import DayLog
from agreements import operations as papers
from attendance.models import Register
from attendance.register.operations import Answer, confirm
from curriculum.models import Entry, Hidden, Specialism
from duties.reminders import remind
from manners.models import Report
from outbox.models import Delivery
from people import operations as people
from people.access import Access, Action
from people.models import Child, Exclusion, Institution, SlipBatch, User
from planning.models import PlanAmendment
from tests.activities import photos
from tests.activities.full import a_full_day
from tests.assessment.full import a_full_assessment
from tests.attendance.makers import one_of_each
from tests.manners.makers import word
from tests.messaging.talks.makers import a_full_talk
from tests.planning.full import a_full_plan
from tests.world import BEGIN, MONDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
ROLES = {
    "head": "admin", "nurse": "nurse", "clerk": "clerk", "superuser": "superuser",
    "mother": "parent", "father": "parent", "other_parent": "parent", "restricted": "parent",
    "former_parent": "parent",
}  # fmt: skip  # everybody else is a teacher
SEEN = [
    model
    for model in apps.get_models()
    if not model._meta.proxy and hasattr(model._default_manager, "visible_to")
]


def access(house, who, day=MONDAY) -> Access:
    return house.access(getattr(house.people, who), ROLES.get(who, "teacher"), day)


def actors(house) -> list[Access]:
    return [access(house, who) for who in vars(house.people)]


def record(house) -> None:
    """A register with an absence, and a letter to administration about the one that is missing."""
    group = house.groups["Bitītes"]
    answers = [Answer(child.pk, True, "illness") for child in house.children["Bitītes"]]
    teacher = access(house, "teacher")
    confirm(group=group, day=MONDAY, answers=answers, by=teacher, at=at(8, 50))
    one_of_each(house, Register.objects.get(group=group, day=MONDAY))
    papers.publish(
        institution=house.institution, kind="rules", title="Kārtība", text="Kārtība", by=house.by,
        at=at(7),
    )  # fmt: skip
    people.allow_pick_up(
        child=house.children["Bitītes"][0], name="Oma", since=BEGIN, by=house.by
    )  # fmt: skip
    Exclusion.objects.create(
        institution=house.institution, user=house.people.specialist, kind=Exclusion.Kind.LEFT,
        since=BEGIN, until=MONDAY, made_at=at(7), made_by=house.head,
    )  # fmt: skip
    plan = a_full_plan(house, group, MONDAY.replace(day=1), submitted_at=at(8))
    PlanAmendment.objects.create(
        institution=house.institution, plan=plan, at=at(9), by=house.head, reason="Ārā uzsniga"
    )
    photo = photos.photo(a_full_day(plan, teacher), teacher)
    Report.objects.create(
        institution=house.institution, kind="activities.photo", subject_id=photo.pk, reason="other",
        author=teacher.user, by=house.head, role="admin", at=at(16),
    )  # fmt: skip
    a_full_assessment(group, teacher, house.children["Bitītes"][0])
    a_full_talk(house.children["Bitītes"][0], teacher, [house.people.mother])
    word(house)
    mine = {"institution": house.institution}
    Entry.objects.create(**mine, kind="value", code="value.101", text="Draudzība", first_year=2026)
    Hidden.objects.create(**mine, code="value.work", first_year=2026)
    Specialism.objects.create(**mine, user=house.people.specialist, area="KUL")
    SlipBatch.objects.create(
        institution=house.institution, asked_at=at(7), asked_by=house.head, total=0,
        needs_another=True,
    )  # fmt: skip
    verified_email(house.head)
    remind(house.institution, at(9, 30))


@pytest.fixture
def both(house, other_house):
    for one in (house, other_house):
        record(one)
    return house, other_house


def belonging(model, house):
    """Rows of a model that belong to a house, found without asking access."""
    rows = model._default_manager.all()
    if model is Institution:
        return rows.filter(pk=house.institution.pk)
    if model is User:
        return rows.filter(pk__in=[user.pk for user in vars(house.people).values()])
    if model is Delivery:
        return rows.filter(notification__institution=house.institution)
    return rows.filter(institution=house.institution)


# --- what is seen ---------------------------------------------------------------------------------
def test_the_models_that_can_be_seen_are_all_asked():
    names = {model._meta.object_name for model in SEEN}
    assert {
        "Institution", "User", "ChildGroup", "Child", "Enrolment", "Assignment", "Guardianship",
        "Restriction", "Register", "Mark", "Delivery", "AbsenceNotice", "HealthNote", "Reply",
        "DoctorsNote", "GroupQuarantine", "CorrectionRequest", "HeadCount", "Clarification",
        "CalendarException", "CalendarCheck", "Closure", "DayLog", "DayEntry", "EntryOutcome", "DayNote",
        "DayAmendment", "DayPhoto", "Report", "Assessment", "Observation", "Publication", "Talk",
        "TalkParticipant", "TalkSubject", "TalkSection", "TalkAction", "TalkAddition",
    } <= names  # fmt: skip


def sight(house, rows_of, model) -> Iterator[tuple]:
    """Which people of a house see any of the rows, by which action."""
    rows = belonging(model, rows_of)
    for one in actors(house):
        for action in Action:
            if rows.filter(pk__in=model._default_manager.visible_to(one, action).values("pk")):
                yield one.user.username, one.acting.key, str(action)


@pytest.mark.deep(
    name="access"
)  # everyday the matrix asks it: test_nothing_of_the_other_institution_is_ever_listed
def test_nobody_sees_a_row_of_the_other_institution(both):
    here, there = both
    assert all(belonging(model, there).exists() for model in SEEN)
    seen = {model._meta.label: list(sight(here, there, model)) for model in SEEN}
    assert seen == {model._meta.label: [] for model in SEEN}


@pytest.mark.slow
def test_there_is_something_to_see_at_home(both):
    """The test above would pass too if nobody saw anything."""
    here, _there = both
    assert all(any(sight(here, here, model)) for model in SEEN)


def test_a_role_key_of_another_institution_is_not_acted_in(both):
    here, there = both
    forged = Access(
        here.people.nurse, day=MONDAY, acting_key=f"nurse-{there.institution.pk}"
    )  # fmt: skip
    assert forged.institution == here.institution
    assert not Child.objects.visible_to(forged, Action.VIEW_CHILD).filter(
        institution=there.institution
    ).exists()  # fmt: skip


# --- somebody who works in both -------------------------------------------------------------------
@pytest.fixture
def nurse_of_both(both):
    here, there = both
    there.welcome(here.people.nurse, "nurse")
    return here.people.nurse


def test_a_person_of_both_acts_in_one_at_a_time(both, nurse_of_both):
    for house in both:
        one = house.access(nurse_of_both, "nurse")
        assert {role.institution for role in one.roles} == {h.institution for h in both}
        seen = Child.objects.visible_to(one, Action.VIEW_CHILD)
        assert set(seen.values_list("institution", flat=True)) == {house.institution.pk}


def test_without_a_choice_one_role_is_acted_in_not_two(both, nurse_of_both):
    one = Access(nurse_of_both, day=MONDAY)
    assert one.institution in [house.institution for house in both]
    seen = Child.objects.visible_to(one, Action.VIEW_CHILD)
    assert seen.values("institution").distinct().count() == 1


def test_rights_of_two_roles_do_not_add_up(both):
    """Head in one institution, nurse in the other: neither gives what the other lacks."""
    here, there = both
    there.welcome(here.head, "nurse")
    as_nurse = there.access(here.head, "nurse")
    assert not as_nurse.holds(Action.MANAGE_PEOPLE)
    as_head = here.access(here.head, "admin")
    assert not as_head.can(Action.VIEW_CHILD, there.children["Bitītes"][0])


def test_a_teacher_of_both_sees_the_groups_of_the_one_acted_in(both):
    here, there = both
    there.welcome(here.people.teacher, "teacher")
    there.assign(here.people.teacher, there.groups["Pūcītes"])
    for house, name in ((here, "Bitītes"), (there, "Pūcītes")):
        groups = house.access(here.people.teacher, "teacher").groups(Action.RECORD_ATTENDANCE)
        assert [(group.institution_id, group.name) for group in groups] == [
            (house.institution.pk, name)
        ]  # fmt: skip


def test_a_parent_spans_both_and_sees_only_own_children(both):
    here, there = both
    mother, child = here.people.mother, there.children["Bitītes"][0]
    there.welcome(mother, "parent")
    there.guardian(child, mother)
    one = Access(mother, day=MONDAY, acting_key="parent")
    own = set(Child.objects.visible_to(one, Action.VIEW_CHILD))
    assert own == {here.children["Bitītes"][0], here.children["Pūcītes"][0], child}


def test_pages_follow_the_role_acted_in(both, nurse_of_both, client, time_machine):
    here, there = both
    time_machine.move_to(at(8, 50), tick=False)
    client.force_login(nurse_of_both, backend=BACKEND)
    for house, other in ((here, there), (there, here)):
        client.post(reverse("people:act_as"), {"role": f"nurse-{house.institution.pk}"})
        for one, status in ((house, 200), (other, 404)):
            group = one.groups["Bitītes"].pk
            page = client.get(reverse("attendance:register", args=[group, MONDAY]))
            assert page.status_code == status


# --- pages ----------------------------------------------------------------------------------------
def addresses(house) -> list[str]:
    group, child = house.groups["Bitītes"].pk, house.children["Bitītes"][0]
    register = child.marks.get().register_id
    return [
        reverse("attendance:register", args=[group, MONDAY]),
        reverse("audit:history", args=["register", register]),
        reverse("audit:history", args=["mark", child.marks.get().pk]),
        reverse("audit:history", args=["child", child.pk]),
        reverse("audit:history", args=["daylog", DayLog.objects.get(group=group).pk]),
        reverse("audit:history", args=["user", house.people.teacher.pk]),
        reverse("audit:history", args=["institution", house.institution.pk]),
    ]


def test_to_the_other_institution_a_page_does_not_exist(both, client, time_machine):
    here, there = both
    time_machine.move_to(at(8, 50), tick=False)
    for who in ("head", "teacher", "nurse", "clerk", "superuser", "mother"):
        client.force_login(getattr(here.people, who), backend=BACKEND)
        for address in addresses(there):
            assert client.get(address).status_code == 404, (who, address)
        assert client.post(addresses(there)[0], {"version": "1"}).status_code == 404


def test_no_list_names_the_other_institutions_people(both, client, time_machine):
    here, there = both
    there.child(there.groups["Bitītes"], "Svešā", "Zvirbule", since=BEGIN)
    time_machine.move_to(at(8, 50) + timedelta(minutes=1), tick=False)
    for who in vars(here.people):
        client.force_login(getattr(here.people, who), backend=BACKEND)
        for name in ("today", "attendance:groups", "people:account"):
            page = client.get(reverse(name)).content.decode()
            assert "Saulstari" not in page
            assert "Zvirbule" not in page
