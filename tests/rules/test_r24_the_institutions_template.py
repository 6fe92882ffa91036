"""R24: administration marks a submitted plan as the institution's template; its groups begin from it."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.activity.page import page_of
from duties.calendar.school_year import first_day
from duties.models import Closure
from planning.models import MonthPlan
from planning.operations import mark_template, unmark_template
from planning.starting.sources import templates
from tests.planning.full import DECEMBER, a_full_plan, notes, texts
from tests.rules.test_r15_my_activity import acting
from tests.world import SCHOOL_YEAR, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
WORD = "iestādes paraugs"


@pytest.fixture(autouse=True)
def afternoon(time_machine):
    time_machine.move_to(at(14, 30), tick=False)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def november(house):
    """Of the owls, submitted; December's of the bees is not begun."""
    return a_full_plan(house, house.groups["Pūcītes"], NOVEMBER, submitted_at=at(8))


def mark(plan, house):
    return mark_template(plan=plan, by=house.by, at=at(14))


def sees(client, person, name, *args):
    client.force_login(person, backend=BACKEND)
    return client.get(reverse(f"planning:{name}", args=args))


def tap(client, person, plan, **said):
    client.force_login(person, backend=BACKEND)
    where = reverse("planning:template", args=[plan.group_id, plan.month])
    answer = client.post(where, said)
    plan.refresh_from_db()
    return answer.status_code


def offered(client, person, group):
    """As a template, and as another group's plan: what a tap on each posts."""
    page = sees(client, person, "plan", group.pk, DECEMBER)
    marked, others = page.context["templates"], page.context["others"]
    return [one.value for one in marked], [one.value for one in others]


def test_administration_marks_and_unmarks_by_a_tap(house, client, november):
    assert tap(client, house.head, november) == 302
    assert (november.is_template, november.template_said_by) == (True, house.head)
    page = sees(client, house.head, "read", november.group_id, NOVEMBER).content.decode()
    assert "Noņemt no paraugiem" in page
    assert tap(client, house.head, november, unmark="1") == 302
    assert not november.is_template


@pytest.mark.parametrize(
    ("who", "status"),
    [("teacher", 403), ("other_parent", 403), ("former_parent", 404), ("nurse", 404)],
)
def test_nobody_else_does(house, client, november, who, status):
    person = getattr(house.people, who)
    page = sees(client, person, "read", november.group_id, NOVEMBER).content.decode()
    assert reverse("planning:template", args=[november.group_id, NOVEMBER]) not in page
    assert tap(client, person, november) == status
    assert not november.is_template


def test_a_draft_is_no_template(house, client, november):
    MonthPlan.objects.update(submitted_at=None, submitted_by=None)
    with pytest.raises(ValidationError) as refused:
        mark(november, house)
    assert refused.value.code == "draft"
    assert tap(client, house.head, november) == 302
    assert not november.is_template


def test_a_teacher_is_offered_it_and_it_is_taken_over_like_any_other(house, client, bees, november):
    MonthPlan.objects.get().sections.filter(code="content").update(text="Kārlis stāsta par ziemu")
    before = offered(client, house.people.teacher, bees)
    mark(november, house)
    value = f"plan:{november.pk}"
    assert before == ([], [value])
    assert offered(client, house.people.teacher, bees) == ([value], [])  # once
    answer = client.post(reverse("planning:start", args=[bees.pk, DECEMBER]), {"source": value})
    assert "Kārlis" in " ".join(str(one) for one in get_messages(answer.wsgi_request))
    begun = MonthPlan.objects.get(group=bees)
    written = dict(begun.sections.exclude(text="").values_list("code", "text"))
    assert written["topic"] == texts()["topic"].said
    assert "differentiation" not in written
    assert november.notes.filter(text=notes()["note"].said).exists()
    assert not begun.notes.exists()
    assert not begun.is_template


def test_the_newest_first_each_with_group_month_and_topic(house, client, bees, november):
    october = a_full_plan(house, bees, OCTOBER, submitted_at=at(8))
    for plan in (october, november):
        mark(plan, house)
    page = sees(client, house.people.teacher, "plan", bees.pk, DECEMBER)
    first, second = page.context["templates"]
    assert (first.title, second.title) == ("Pūcītes", "Bitītes")
    assert november.when.title in first.subtitle
    assert texts()["topic"].said in first.subtitle


def test_what_is_unmarked_is_offered_no_more(house, client, bees, november):
    mark(november, house)
    unmark_template(plan=november, by=house.by, at=at(14, 10))
    assert offered(client, house.people.teacher, bees)[0] == []


def test_marked_again_the_first_moment_counts(house, november):
    mark(november, house)
    again = mark_template(plan=november, by=house.by, at=at(14, 20))
    assert again.template_said_at == at(14)


def test_in_another_house_it_is_nothing(house, other_house, client, november):
    mark(november, house)
    theirs, teacher = other_house.groups["Bitītes"], other_house.people.teacher
    assert offered(client, teacher, theirs) == ([], [])
    by = other_house.access(teacher, "teacher")
    assert templates(house.groups["Bitītes"], access=by) == []
    source = {"source": f"plan:{november.pk}"}
    where = reverse("planning:start", args=[theirs.pk, DECEMBER])
    assert client.post(where, source).status_code == 404
    assert tap(client, other_house.head, november, unmark="1") == 404
    assert november.is_template


def test_a_parent_reads_nothing_of_it(house, client, november):
    parent, place = house.people.other_parent, (november.group_id, NOVEMBER)
    mark(november, house)
    for name, args in (("read", place), ("print", place), ("plans", ())):
        page = sees(client, parent, name, *args)
        assert page.status_code == 200
        assert "paraug" not in page.content.decode().lower()


def test_lists_and_the_board_say_it_by_a_word(house, client, november):
    said = [("plans",), ("plans_of", NOVEMBER), ("read", november.group_id, NOVEMBER)]
    for marked in (False, True):
        if marked:
            mark(november, house)
        pages = [sees(client, house.people.other_teacher, *one) for one in said]
        assert [WORD in page.content.decode().lower() for page in pages] == [marked] * len(said)
        board = sees(client, house.head, "board", SCHOOL_YEAR).context["board"]
        assert [one.is_template for row in board.rows for one in row.cells if one.url] == [marked]


def test_a_plan_of_a_sealed_year_is_marked_too(house, november):
    """The mark says nothing of what was planned."""
    Closure.objects.create(
        institution=house.institution, kind=Closure.Kind.YEAR, since=first_day(SCHOOL_YEAR),
        until=first_day(SCHOOL_YEAR + 1), closed_at=at(9), closed_by=house.head,
    )  # fmt: skip
    assert mark(november, house).is_template


def test_it_is_told_among_ones_acts(house, november):
    with acting(house, house.head, "admin") as by:
        mark_template(plan=november, by=by, at=at(14))
    with acting(house, house.head, "admin") as by:
        unmark_template(plan=november, by=by, at=at(14, 5))
    lines = [line.what for _day, of_day in page_of(by, 1).days for line in of_day]
    assert lines == [
        "noņēma mēneša plānu no iestādes paraugiem", "atzīmēja mēneša plānu kā iestādes paraugu",
    ]  # fmt: skip
