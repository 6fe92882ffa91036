"""R22: a child moved with effect from a day past stands in another group's register: who may take it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from attendance.models import Mark, Register
from attendance.register.operations import Answer, confirm, draft
from duties.models import Closure
from duties.operations import close
from people import operations as people
from tests.rules.test_r22_attendance_by_nine import save
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def anna(house):
    """Marked by the bees on Monday, and on Tuesday moved to the owls from Monday on."""
    save(house)
    child = house.children["Bitītes"][0]
    people.move(child=child, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    return child


def owls(house):
    return {
        "group": house.groups["Pūcītes"], "day": MONDAY, "at": at(9, day=TUESDAY),
        "by": house.access(house.people.other_teacher, "teacher", TUESDAY),
    }  # fmt: skip


def everybody(house, anna):
    return [Answer(child.pk, absent=False) for child in (anna, *house.children["Pūcītes"])]


def sign_the_bees(house):
    nurse = house.access(house.people.nurse, "nurse")
    close(
        institution=house.institution, kind=Closure.Kind.WEEK, since=MONDAY,
        until=MONDAY + timedelta(days=7), by=nurse, at=at(15), group=house.groups["Bitītes"],
    )  # fmt: skip


def register_of(anna) -> str:
    return Mark.objects.get(child=anna).register.group.name


def test_an_open_register_gives_the_child_up_and_its_pages_are_behind(house, anna):
    before = Register.objects.get().version
    outcome = confirm(answers=everybody(house, anna), **owls(house))
    assert (outcome.closed, register_of(anna)) == ([], "Pūcītes")
    assert Register.objects.get(group=house.groups["Bitītes"]).version == before + 1


def test_a_signed_register_keeps_the_child_and_the_others_are_saved(house, anna):
    sign_the_bees(house)
    outcome = confirm(answers=everybody(house, anna), **owls(house))
    assert (outcome.closed, register_of(anna)) == (["Anna Bērziņa"], "Bitītes")
    assert Mark.objects.filter(register__group=house.groups["Pūcītes"]).count() == 3


def test_the_teacher_reads_why(client, house, anna, time_machine):
    sign_the_bees(house)
    time_machine.move_to(at(9, day=TUESDAY), tick=False)
    client.force_login(house.people.other_teacher, backend=BACKEND)
    address = reverse("attendance:register", args=[house.groups["Pūcītes"].pk, MONDAY])
    body = {"version": 0, "child": [answer.child_id for answer in everybody(house, anna)]}
    page = client.post(address, body, follow=True)
    assert "Anna Bērziņa: šīs dienas atzīme ir citas grupas slēgtā" in page.content.decode()


@pytest.mark.parametrize("signed", [False, True])
def test_a_tap_makes_no_draft_of_what_another_group_confirmed(house, anna, signed):
    if signed:
        sign_the_bees(house)
    with pytest.raises(ValidationError, match="citā grupā"):
        draft(child_id=anna.pk, absent=True, **owls(house))
    mark = Mark.objects.get(child=anna)
    assert (mark.register.group.name, mark.presence) == ("Bitītes", "present")


def test_a_draft_is_taken_over_by_a_tap(house):
    anna, bees = house.children["Bitītes"][0], house.groups["Bitītes"]
    by = house.access(house.people.teacher, "teacher")
    draft(group=bees, day=MONDAY, child_id=anna.pk, absent=True, by=by, at=at(8))
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    draft(child_id=anna.pk, absent=False, **owls(house))
    assert register_of(anna) == "Pūcītes"


@pytest.mark.parametrize(("day", "told"), [(MONDAY, True), (TUESDAY, False)])
def test_a_health_warning_is_shown_on_todays_register_only(client, house, time_machine, day, told):
    """Of a child that left since then the former group needs none."""
    anna = house.children["Bitītes"][0]
    anna.warning = "Riekstu alerģija"
    anna.save(update_fields=["warning"])
    time_machine.move_to(at(9, day=day), tick=False)
    client.force_login(house.people.teacher, backend=BACKEND)
    address = reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])
    assert ("Riekstu alerģija" in client.get(address).content.decode()) is told
