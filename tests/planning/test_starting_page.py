"""What a plan can be begun from: one tap for each source, with what it would bring."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curriculum.models import Hidden
from planning.models import MonthPlan, PlanItem
from tests.planning.full import a_full_plan, an_entry
from tests.world import at

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def ilze(client, house, time_machine):
    time_machine.move_to(at(8, 41), tick=False)
    client.force_login(house.people.teacher)
    return client


def place(group, name="start", month=DECEMBER):
    return reverse(f"planning:{name}", args=[group.pk, month])


def values(page):
    return [offer.value for offer in (*page.context["own"], *page.context["others"])]


def tap(client, group, value, month=DECEMBER, **more):
    return client.post(place(group, month=month), {"source": value} | more)


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def december_of(group):
    return MonthPlan.objects.get(group=group, month=DECEMBER)


def test_a_month_without_a_plan_offers_what_there_is(house, ilze, bees):
    a_full_plan(house, bees, NOVEMBER)
    owls = a_full_plan(house, house.groups["Pūcītes"], DECEMBER, submitted_at=None)
    page = ilze.get(place(bees, "plan"))
    assert values(page) == ["undone", "continue", f"plan:{owls.pk}"]
    assert not MonthPlan.objects.filter(group=bees, month=DECEMBER).exists()


def test_an_offer_says_what_it_would_bring(house, ilze, bees):
    november = a_full_plan(house, bees, NOVEMBER)
    november.items.filter(kind="walk").update(done_on=NOVEMBER)
    undone, _continue = ilze.get(place(bees, "plan")).context["own"]
    assert undone.subtitle.startswith(november.when.title)
    assert " 12\u00a0" in undone.subtitle  # outcomes: of six areas one of each way
    assert " 8\u00a0" in undone.subtitle  # of nine items


def test_what_is_still_ahead_is_neither_counted_nor_taken_over(house, ilze, bees):
    november = a_full_plan(house, bees, NOVEMBER)
    ahead = {"since": date(2026, 11, 16), "until": date(2026, 11, 17)}  # today
    november.items.filter(kind__in=["walk", "event"]).update(**ahead)
    undone, _continue = ilze.get(place(bees, "plan")).context["own"]
    assert " 7\u00a0" in undone.subtitle  # of nine items
    tap(ilze, bees, "undone")
    assert not december_of(bees).items.filter(kind__in=["walk", "event"]).exists()
    assert december_of(bees).items.count() == 7


def test_what_is_all_done_is_not_offered(house, ilze, bees):
    november = a_full_plan(house, bees, NOVEMBER)
    november.items.update(done_on=NOVEMBER)
    november.choices.update(done_on=NOVEMBER)
    assert values(ilze.get(place(bees, "plan"))) == ["continue"]


def test_with_nothing_to_begin_from_there_is_an_empty_plan(ilze, bees):
    page = ilze.get(place(bees, "plan"))
    assert values(page) == []
    answer = tap(ilze, bees, "empty")
    assert answer.status_code == 302
    assert answer["Location"] == place(bees, "plan")
    assert not december_of(bees).sections.exclude(text="").exists()


def test_one_tap_takes_over_and_leads_to_the_plan(house, ilze, bees):
    owls = a_full_plan(house, house.groups["Pūcītes"], DECEMBER)
    answer = tap(ilze, bees, f"plan:{owls.pk}")
    assert answer["Location"] == place(bees, "plan")
    assert december_of(bees).items.count() == 9
    assert " 9\u00a0" in said(answer)


def test_last_months_undone_and_continuing_by_a_tap(house, ilze, bees):
    a_full_plan(house, bees, NOVEMBER)
    tap(ilze, bees, "undone")
    assert december_of(bees).items.count() == 9
    assert not december_of(bees).sections.exclude(text="").exists()
    tap(ilze, bees, "continue")
    assert december_of(bees).continues_before
    assert december_of(bees).sections.exclude(text="").count() == 2


def test_the_button_on_a_draft_continues_and_begins_anew(house, ilze, bees):
    a_full_plan(house, bees, NOVEMBER)
    tap(ilze, bees, "empty")
    assert ilze.post(place(bees, "continue")).status_code == 302
    assert december_of(bees).continues_before
    assert values(ilze.get(place(bees))) == ["undone"]  # it is not offered again
    assert ilze.post(place(bees, "continue"), {"anew": "1"}).status_code == 302
    assert not december_of(bees).continues_before


def test_the_button_is_there_only_where_there_is_a_month_before(ilze, bees):
    button = f'action="{place(bees, "continue")}"'
    tap(ilze, bees, "empty")
    assert button not in ilze.get(place(bees, "plan")).content.decode()
    tap(ilze, bees, "empty", month=NOVEMBER)
    assert button in ilze.get(place(bees, "plan")).content.decode()


def test_nothing_to_continue_is_said(ilze, bees):
    tap(ilze, bees, "empty")
    answer = ilze.post(place(bees, "continue"))
    assert (answer.status_code, bool(said(answer))) == (302, True)
    assert tap(ilze, bees, "continue").status_code == 422


def test_a_double_tap_takes_over_once(house, ilze, bees):
    a_full_plan(house, bees, NOVEMBER)
    once = {"once": "a-key-of-the-page"}
    assert tap(ilze, bees, "undone", **once)["Location"] == place(bees, "plan")
    PlanItem.objects.filter(plan=december_of(bees), kind="walk").update(text="Cits")
    assert tap(ilze, bees, "undone", **once)["Location"] == place(bees, "plan")
    assert december_of(bees).items.count() == 9


def test_children_named_in_what_was_taken_over_are_shown(house, ilze, bees):
    november = a_full_plan(house, bees, NOVEMBER)
    november.items.filter(kind="walk").update(text="Kopā ar Annu uz parku")
    november.sections.filter(code="differentiation").update(text="Emīlam lēnāk")
    answer = tap(ilze, bees, f"plan:{november.pk}")
    assert "Anna" in said(answer)
    assert "Emīl" not in said(answer)


def test_children_of_the_other_group_are_shown_too(house, ilze, bees):
    owls = a_full_plan(house, house.groups["Pūcītes"], DECEMBER)
    owls.sections.filter(code="content").update(text="Kārlis stāsta par ziemu")
    assert "Kārlis" in said(tap(ilze, bees, f"plan:{owls.pk}"))


def test_what_the_catalogue_has_no_more_is_named(house, ilze, bees):
    november = a_full_plan(house, bees, NOVEMBER)
    hidden = an_entry(house, "value", "")
    Hidden.objects.create(institution=house.institution, code=hidden.code, first_year=2026)
    assert hidden.text in said(tap(ilze, bees, f"plan:{november.pk}"))


@pytest.mark.parametrize("value", ["", "undone", "plan:", "plan:0", "plan:x", "plan:٣", "jebkas"])
def test_from_what_is_not_there_nothing_begins(ilze, bees, value):
    assert tap(ilze, bees, value).status_code == 404
    assert not MonthPlan.objects.exists()


def test_from_a_plan_of_another_house_nothing_begins(house, other_house, ilze, bees):
    foreign = a_full_plan(other_house, other_house.groups["Bitītes"], DECEMBER)
    assert tap(ilze, bees, f"plan:{foreign.pk}").status_code == 404
    assert not MonthPlan.objects.filter(group=bees).exists()


def test_a_month_of_another_school_year_is_not_there(ilze, bees):
    assert ilze.get(place(bees, month=date(2027, 9, 1))).status_code == 404
    assert tap(ilze, bees, "empty", month=date(2027, 9, 1)).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("assistant", 403), ("other_teacher", 403), ("mother", 404), ("head", 403)]
)
def test_nobody_else_begins_a_plan(client, house, bees, who, status):
    client.force_login(getattr(house.people, who))
    assert client.get(place(bees)).status_code == status
    assert tap(client, bees, "empty").status_code == status
    assert not MonthPlan.objects.exists()


def test_nothing_is_taken_over_into_a_submitted_plan(house, ilze, bees):
    november = a_full_plan(house, bees, NOVEMBER)
    tap(ilze, bees, "empty")
    MonthPlan.objects.filter(month=DECEMBER).update(
        submitted_at=at(8, 41), submitted_by=house.people.teacher
    )
    for answer in (tap(ilze, bees, f"plan:{november.pk}"), ilze.post(place(bees, "continue"))):
        assert answer.status_code == 302
    assert not december_of(bees).items.exists()


def test_the_page_costs_the_same_however_many_plans(house, ilze, bees):
    counts = []
    by = house.by
    for number in range(3):
        group = house.group(f"Grupa {number}")
        a_full_plan(house, group, DECEMBER, by=by.user)
        with CaptureQueriesContext(connection) as asked:
            ilze.get(place(bees))
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 20


def test_next_years_teacher_begins_september_in_august(client, house, time_machine):
    """R24, `access.on`: the plan of a coming month is asked of its first day."""
    august, september = date(2026, 8, 25), date(2026, 9, 1)
    time_machine.move_to(at(10, day=august), tick=False)
    client.force_login(house.people.teacher)
    group = house.groups["Bitītes"]
    assert tap(client, group, "empty", month=september).status_code == 302
    assert MonthPlan.objects.get().month == september
