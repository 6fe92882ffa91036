"""R24, R4: a family reads the submitted plan of its child's group, staff those of the house, nobody else."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from documents.jobs import Jobs
from documents.models import StoredFile
from outbox.clock import ONE_DAY
from people import operations
from people.access import role_key
from people.models import Assignment, Enrolment
from planning.models import PlanItem
from tests.planning.full import DECEMBER, a_full_plan, kinds
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
PAGES = ("read", "print")
MIDDLE = date(2026, 12, 15)


@pytest.fixture(autouse=True)
def afternoon(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def statuses(client, bees):
    """``statuses(user)``: what the addresses of the plan of the bees answer."""

    def _statuses(user, group=None) -> set[int]:
        client.force_login(user, backend=BACKEND)
        args = [(group or bees).pk, DECEMBER]
        found = {client.get(reverse(f"planning:{name}", args=args)).status_code for name in PAGES}
        return found | {client.post(reverse("planning:pdf", args=args)).status_code}

    return _statuses


def topics(client, user) -> int:
    """How many plans somebody's list has."""
    client.force_login(user, backend=BACKEND)
    page = client.get(reverse("planning:plans")).content.decode()
    return page.count("Vārdi-0-par-topic")


def planned(client, user, house) -> list[str]:
    """Days of items on the calendar's page, of December."""
    client.force_login(user, backend=BACKEND)
    page = client.get(reverse("duties:calendar"), {"house": house.institution.pk})
    (month,) = [one for one in page.context["months"] if one.first == DECEMBER]
    return [item.when for fold in month.planned for item in fold.items]


# --- a family --------------------------------------------------------------------------------------
def test_from_submission_on_also_before_the_month(house, bees, client, statuses):
    assert MONDAY < DECEMBER
    a_full_plan(house, bees)
    assert statuses(house.people.mother) == {200, 302}
    assert topics(client, house.people.mother) == 1
    assert planned(client, house.people.mother, house)


def test_a_draft_never(house, bees, client, statuses):
    a_full_plan(house, bees, submitted_at=None)
    mother = house.people.mother
    assert statuses(mother) == {404}
    assert (topics(client, mother), planned(client, mother, house)) == (0, [])


def test_a_plan_of_a_group_without_own_children_never(house, bees, statuses):
    a_full_plan(house, bees)
    assert statuses(house.people.other_parent) == {404}
    assert statuses(house.people.former_parent) == {404}


def test_a_guardian_who_may_not_know_where_the_child_is_reads_nothing(
    house, bees, client, statuses
):
    a_full_plan(house, bees)
    restricted = house.people.restricted
    assert statuses(restricted) == {404}
    assert (topics(client, restricted), planned(client, restricted, house)) == (0, [])


def test_what_was_made_before_a_restriction_does_not_open_after_it(house, bees, client):
    a_full_plan(house, bees)
    mother = house.people.mother
    client.force_login(mother, backend=BACKEND)
    page = client.post(reverse("planning:pdf", args=[bees.pk, DECEMBER]))["Location"]
    Jobs().drain(lambda: at(14, 31))
    file = reverse("documents:file", args=[StoredFile.objects.get().name])
    assert [client.get(url).status_code for url in (page, file)] == [200, 200]
    for guardianship in mother.guardianships.all():
        operations.restrict(
            guardianship=guardianship,
            document="Lēmums 8",
            issuer="Tiesa",
            since=MONDAY,
            by=house.by,
        )
    assert [client.get(url).status_code for url in (page, file)] == [404, 404]


def test_a_familys_pdf_is_of_its_days_and_of_other_days_it_is_another(house, bees, client):
    elza, owls = house.children["Pūcītes"][1], house.groups["Pūcītes"]
    a_full_plan(house, owls, by=house.people.other_teacher)
    client.force_login(house.people.other_parent, backend=BACKEND)
    ask = reverse("planning:pdf", args=[owls.pk, DECEMBER])
    page = client.post(ask)["Location"]
    Jobs().drain(lambda: at(14, 31))
    file = reverse("documents:file", args=[StoredFile.objects.get().name])
    assert [client.get(url).status_code for url in (page, file)] == [200, 200]
    operations.move(child=elza, group=bees, since=MIDDLE, by=house.by)
    assert [client.get(url).status_code for url in (page, file)] == [404, 404]
    again = client.post(ask)["Location"]
    Jobs().drain(lambda: at(14, 32))
    assert again != page
    assert client.get(again).status_code == 200


def test_a_pdf_opens_to_whoever_asked_alone(house, bees, client):
    a_full_plan(house, bees)
    client.force_login(house.people.mother, backend=BACKEND)
    page = client.post(reverse("planning:pdf", args=[bees.pk, DECEMBER]))["Location"]
    Jobs().drain(lambda: at(14, 31))
    file = reverse("documents:file", args=[StoredFile.objects.get().name])
    for other in (house.people.father, house.people.teacher, house.head):
        client.force_login(other, backend=BACKEND)
        assert [client.get(url).status_code for url in (page, file)] == [404, 404]


def test_notes_on_children_leave_with_the_assignment(house, bees, client):
    a_full_plan(house, bees)
    teacher = house.people.teacher
    client.force_login(teacher, backend=BACKEND)
    page = client.post(reverse("planning:pdf", args=[bees.pk, DECEMBER]))["Location"]
    assert client.get(page).status_code == 200
    Assignment.objects.filter(user=teacher).update(until=MONDAY)
    assert client.get(page).status_code == 404
    assert client.get(reverse("planning:read", args=[bees.pk, DECEMBER])).status_code == 200


def test_what_was_asked_for_as_a_parent_does_not_open_in_another_role(house, client):
    teacher, owls = house.people.teacher, house.groups["Pūcītes"]
    house.guardian(house.children["Pūcītes"][1], teacher, "guardian")
    a_full_plan(house, owls, by=house.people.other_teacher)
    client.force_login(teacher, backend=BACKEND)
    client.post(reverse("people:act_as"), {"role": role_key("parent", None)})
    page = client.post(reverse("planning:pdf", args=[owls.pk, DECEMBER]))["Location"]
    assert client.get(page).status_code == 200
    client.post(reverse("people:act_as"), {"role": role_key("teacher", house.institution.pk)})
    assert client.get(page).status_code == 404


def test_of_a_child_that_moves_both_plans_each_for_its_own_days(house, bees, client, statuses):
    elza, owls = house.children["Pūcītes"][1], house.groups["Pūcītes"]
    operations.move(child=elza, group=bees, since=MIDDLE, by=house.by)
    a_full_plan(house, bees)
    a_full_plan(house, owls, by=house.people.other_teacher)
    mine = PlanItem.objects.filter(kind="walk")
    mine.update(since=MIDDLE - ONE_DAY, until=MIDDLE + ONE_DAY)  # the 14th and the 15th
    parent = house.people.other_parent
    assert statuses(parent) == statuses(parent, owls) == {200, 302}
    assert topics(client, parent) == 2
    walk, briefing = kinds()["walk"].said, kinds()["briefing"].said  # the latter on the 3rd
    old, new = items_of(client, parent, owls), items_of(client, parent, bees)
    assert (old[walk], new[walk]) == ("14.12.", "15.12.")
    assert briefing in old
    assert briefing not in new
    assert kinds()["wall"].said in new  # of no day in particular
    assert "pr 14.12." in planned(client, parent, house)
    assert "ot 15.12." in planned(client, parent, house)
    assert days_of(client, parent, owls) == ["Elza: 1.12.–14.12."]
    assert days_of(client, parent, bees) == ["Elza: 15.12.–31.12."]


def test_of_a_child_of_the_whole_month_no_days_are_said(house, bees, client):
    a_full_plan(house, bees)
    assert days_of(client, house.people.mother, bees) == []


def days_of(client, user, group) -> list[str]:
    client.force_login(user, backend=BACKEND)
    return client.get(reverse("planning:read", args=[group.pk, DECEMBER])).context["partly"]


def items_of(client, user, group) -> dict[str, str]:
    client.force_login(user, backend=BACKEND)
    page = client.get(reverse("planning:read", args=[group.pk, DECEMBER]))
    return {item.text: item.when for item in page.context["sheet"].items}


def test_while_a_child_stays_elsewhere_the_days_are_that_groups(house, bees, client):
    elza = house.children["Pūcītes"][1]
    operations.enrol(
        child=elza, group=bees, since=DECEMBER, until=DECEMBER + ONE_DAY * 3, by=house.by,
        kind=Enrolment.Kind.TEMPORARY,
    )  # fmt: skip
    a_full_plan(house, bees)
    found = items_of(client, house.people.other_parent, bees)
    assert kinds()["briefing"].said in found  # the 3rd
    assert kinds()["parents"].said not in found  # the 4th


def test_a_parent_of_two_houses_reads_both(house, other_house, bees, client):
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    theirs = other_house.groups["Bitītes"]
    other_house.guardian(other_house.children["Bitītes"][0], mother)
    a_full_plan(house, bees)
    a_full_plan(other_house, theirs)
    assert topics(client, mother) == 2
    for group in (bees, theirs):
        assert items_of(client, mother, group)
    for one in (house, other_house):
        assert len(planned(client, mother, one)) == len(kinds()) - 1


def test_a_teacher_who_is_a_parent_acts_in_one_role(house, bees, client):
    teacher = house.people.teacher
    house.guardian(house.children["Pūcītes"][1], teacher, "guardian")
    plan = a_full_plan(house, house.groups["Pūcītes"], by=house.people.other_teacher)
    client.force_login(teacher, backend=BACKEND)
    address = reverse("planning:read", args=[plan.group_id, DECEMBER])
    assert "Vārdi-5-par-differentiation" in client.get(address).content.decode()
    client.post(reverse("people:act_as"), {"role": role_key("parent", None)})
    assert "Vārdi-5-par-differentiation" not in client.get(address).content.decode()
    assert client.get(reverse("planning:read", args=[bees.pk, DECEMBER])).status_code == 404


# --- staff -----------------------------------------------------------------------------------------
def test_teachers_and_administration_read_every_plan_of_the_house_drafts_too(house, bees, statuses):
    a_full_plan(house, bees, submitted_at=None)
    people = house.people
    for who in (people.teacher, people.other_teacher, people.assistant, house.head):
        assert statuses(who) == {200, 302}
    for who in (people.nurse, people.clerk, people.superuser):
        assert statuses(who) == {404}


def test_nobody_of_another_house(house, other_house, bees, statuses):
    a_full_plan(house, bees)
    for who in ("head", "teacher", "mother"):
        assert statuses(getattr(other_house.people, who)) == {404}


# --- the calendar's page (R25) --------------------------------------------------------------------
def test_staff_see_items_of_their_groups_and_administration_all(house, bees, client):
    for group in (bees, house.groups["Pūcītes"]):
        a_full_plan(house, group)
    people, each = house.people, len(kinds()) - 1
    assert len(planned(client, people.teacher, house)) == each
    assert len(planned(client, people.specialist, house)) == each
    assert len(planned(client, house.head, house)) == 2 * each
    assert planned(client, people.superuser, house) == []


def test_items_of_a_draft_stand_on_nobodys_calendar(house, bees, client):
    a_full_plan(house, bees, submitted_at=None)
    for who in (house.people.teacher, house.head):
        assert planned(client, who, house) == []


def test_what_was_taken_away_is_nowhere(house, bees, client):
    a_full_plan(house, bees)
    PlanItem.objects.filter(kind="walk").update(voided_at=at(15), voided_by=house.people.teacher)
    assert kinds()["walk"].said not in items_of(client, house.people.mother, bees)
    assert len(planned(client, house.people.mother, house)) == len(kinds()) - 2
