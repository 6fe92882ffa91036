"""R15: everybody reads what was done under their own password, and nothing of what they may not see now."""

from contextlib import contextmanager
from datetime import timedelta

import pghistory
import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from pghistory.models import Context

from attendance.models import HealthNote, Register
from attendance.notices.operations import report
from attendance.register.operations import Answer, confirm, draft
from audit.activity.page import PAGE, page_of
from audit.activity.words import KINDS, SILENT
from audit.rights import event_models
from duties.operations import except_day
from people import operations as people
from people.access import Access, role_key
from people.models import Assignment, Restriction
from tests.attendance.test_register_page import form, url
from tests.suite.database import as_owner
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
ADDRESS = reverse("audit:activity")


@pytest.fixture
def morning(time_machine):
    time_machine.move_to(at(8, 50), tick=False)
    return time_machine


def time_passes(how_long: str = "1 second") -> None:
    """A test is one transaction, hence one moment: what was done is put further back."""
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE pghistory_context DISABLE TRIGGER USER")
        passes = "UPDATE pghistory_context SET created_at = created_at - %s::interval"
        cursor.execute(passes, [how_long])
        cursor.execute("ALTER TABLE pghistory_context ENABLE TRIGGER USER")


@contextmanager
def acting(house, person, role: str, day=MONDAY):
    """One request of the person: what is written within is one act."""
    access = house.access(person, role, day)
    with act_of(access):
        yield access


@contextmanager
def act_of(access: Access):
    time_passes()
    with pghistory.context(user=access.user.pk, role=access.acting.key, request="x"):
        yield


def told(access: Access, number: int = 1) -> list[str]:
    """Each line as it is read, the newest first."""
    lines = [line for _day, lines in page_of(access, number).days for line in lines]
    return [" · ".join(part for part in (one.what, one.subject, one.role) if part) for one in lines]


def links(access: Access) -> list[str]:
    return [line.url for _day, lines in page_of(access, 1).days for line in lines]


def takes_the_register(house, *absent: int, who="teacher", when=None):
    rows = enumerate(house.children["Bitītes"])
    marks = [Answer(child.pk, place in absent) for place, child in rows]
    with acting(house, getattr(house.people, who), "teacher") as by:
        confirm(
            group=house.groups["Bitītes"], day=MONDAY, answers=marks, by=by, at=when or at(8, 50)
        )


def taps(house, place: int):
    with acting(house, house.people.teacher, "teacher") as by:
        draft(
            group=house.groups["Bitītes"], day=MONDAY, at=at(8, 40), by=by, absent=True,
            child_id=house.children["Bitītes"][place].pk,
        )  # fmt: skip


def reports(house, *children) -> Access:
    access = Access(house.people.mother, day=MONDAY, acting_key="parent")
    with act_of(access):
        report(
            children=children, since=MONDAY, until=MONDAY + timedelta(days=2), reason="illness",
            by=access, at=at(7), note="Vējbakas",
        )  # fmt: skip
    return access


# --- what is told ---------------------------------------------------------------------------------
def test_a_request_is_one_line_however_many_marks_it_wrote(client, house, morning):
    client.force_login(house.people.teacher, backend=BACKEND)
    client.post(url(house), form(house, 0))
    page = client.get(ADDRESS).content.decode()
    assert page.count("Apstiprināja apmeklējumu") == page.count('class="act-time') == 1
    assert "Bitītes, 16.11." in page
    assert f'href="{url(house)}"' in page


def test_a_correction_of_one_childs_day_names_the_child(house):
    takes_the_register(house)
    takes_the_register(house, 0, when=at(9))
    access = house.access(house.people.teacher, "teacher")
    assert told(access) == [
        "laboja ierakstu · Anna Bērziņa, 16.11.", "apstiprināja apmeklējumu · Bitītes, 16.11.",
    ]  # fmt: skip
    assert links(access) == [url(house)] * 2


def test_taps_in_a_row_are_one_line_that_says_how_many(client, house, morning):
    for place in range(3):
        taps(house, place)
    client.force_login(house.people.teacher, backend=BACKEND)
    page = client.get(ADDRESS).content.decode()
    assert page.count("Atzīmēja apmeklējumu (melnraksts)") == 1
    assert "3 reizes" in page


def test_a_parent_reads_of_each_child_and_of_both(house):
    anna, karlis = house.children["Bitītes"][0], house.children["Pūcītes"][0]
    reports(house, anna)
    access = reports(house, anna, karlis)
    assert told(access) == [
        "pieteica prombūtni · 2 bērni, 16.11.–17.11.",
        "pieteica prombūtni · Anna Bērziņa, 16.11.–17.11.",
    ]
    assert links(access) == [
        "", reverse("attendance:child_month", args=[anna.pk, MONDAY.replace(day=1)]),
    ]  # fmt: skip


def test_what_the_superuser_does_has_its_way_back(house):
    who = house.people.superuser
    with acting(house, who, "superuser") as by:
        except_day(institution=house.institution, day=TUESDAY, kind="closed", by=by)
    assert told(by) == ["ierakstīja kalendārā dienu · 17.11."]
    assert links(by) == [reverse("duties:calendar_of", args=[2026])]


def test_what_was_changed_of_oneself_says_so(house):
    with acting(house, house.people.nurse, "nurse") as by:
        people.end_other_sessions(keep="", by=by)
    assert told(by) == ["mainīja savus datus vai paroli"]


def test_every_kind_of_entry_is_told_or_left_out_with_a_reason():
    tracked = {event.pgh_tracked_model._meta.concrete_model for event in event_models()}
    told_of = {kind.model for kind in KINDS}
    assert told_of | set(SILENT) == tracked
    assert not told_of & set(SILENT)


def test_days_stand_apart_and_the_newest_comes_first(house):
    takes_the_register(house)
    time_passes("1 day")
    takes_the_register(house, 0, when=at(9))
    found = page_of(house.access(house.people.teacher, "teacher"), 1).days
    assert [len(lines) for _day, lines in found] == [1, 1]
    assert found[0][0] - found[1][0] == timedelta(days=1)


# --- whose it is ----------------------------------------------------------------------------------
def test_nobody_reads_of_anybody_else(client, house, morning):
    takes_the_register(house)
    for who in ("assistant", "head", "nurse", "mother", "superuser"):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        page = client.get(ADDRESS).content.decode()
        assert "Pagaidām nekā nav" in page, who


def test_what_the_portal_did_by_itself_is_nobodys(house):
    with pghistory.context(task="x"):
        makes = Register(institution=house.institution, group=house.groups["Bitītes"], day=MONDAY,
                         saved_at=at(8), saved_by=house.people.teacher)  # fmt: skip
        makes.save()
    assert told(house.access(house.people.teacher, "teacher")) == []


# --- what one may not see any more ----------------------------------------------------------------
def test_a_substitute_whose_days_are_over_reads_no_childs_name(house):
    takes_the_register(house)
    takes_the_register(house, 0, who="substitute", when=at(9))
    today = house.access(house.people.substitute, "teacher")
    assert told(today) == ["laboja ierakstu · Anna Bērziņa, 16.11."]
    after = house.access(house.people.substitute, "teacher", TUESDAY)
    assert told(after) == ["laboja ierakstu · Bitītes, 16.11."]
    assert links(after) == [""]


def test_a_teacher_who_is_a_parent_reads_each_in_its_role(house):
    teacher = house.people.teacher
    mine = house.children["Pūcītes"][2]
    house.welcome(teacher, "parent")
    house.guardian(mine, teacher)
    takes_the_register(house)
    as_parent = Access(teacher, day=MONDAY, acting_key="parent")
    with act_of(as_parent):
        report(
            children=[mine], since=MONDAY, until=TUESDAY, reason="family", by=as_parent, at=at(9)
        )
    assert told(house.access(teacher, "teacher")) == [
        "pieteica prombūtni · vecāks",
        "apstiprināja apmeklējumu · Bitītes, 16.11. · pedagogs · Jancis",
    ]
    assert told(as_parent) == [
        "pieteica prombūtni · Toms Šmits, 16.11. · vecāks",
        "apstiprināja apmeklējumu · pedagogs · Jancis",
    ]


def test_a_teacher_of_two_houses_reads_no_name_of_one_in_the_other(house, other_house):
    teacher = house.people.teacher
    other_house.welcome(teacher, "teacher")
    other_house.assign(teacher, other_house.groups["Bitītes"])
    takes_the_register(house)
    there = Access(teacher, day=MONDAY, acting_key=role_key("teacher", other_house.institution.pk))
    assert told(there) == ["apstiprināja apmeklējumu · pedagogs · Jancis"]
    assert links(there) == [""]


def test_a_parent_of_two_houses_reads_of_both(house, other_house):
    anna, elsewhere = house.children["Bitītes"][0], other_house.children["Bitītes"][1]
    other_house.welcome(house.people.mother, "parent")
    other_house.guardian(elsewhere, house.people.mother)
    reports(house, anna)
    access = reports(house, elsewhere)
    assert [line.split(" · ")[1] for line in told(access)] == [
        f"{elsewhere}, 16.11.–17.11.", "Anna Bērziņa, 16.11.–17.11.",
    ]  # fmt: skip


def test_whom_a_document_keeps_from_the_whereabouts_gets_no_way_there(house):
    access = reports(house, house.children["Bitītes"][0])
    guardianship = house.people.mother.guardianships.get(child=house.children["Bitītes"][0])
    Restriction.objects.create(
        institution=house.institution, guardianship=guardianship, document="x", issuer="y",
        since=MONDAY,
    )  # fmt: skip
    after = Access(access.user, day=MONDAY, acting_key="parent")
    assert told(after) == ["pieteica prombūtni · Anna Bērziņa, 16.11.–17.11."]  # a card is shown
    assert links(after) == [""]


def test_whose_role_is_gone_reads_that_it_was_done_and_no_more(house):
    takes_the_register(house)
    people.leave(user=house.people.teacher, since=MONDAY, by=house.by, at=at(9))
    gone = house.access(house.people.teacher, "teacher")
    assert gone.acting is None
    assert told(gone) == ["apstiprināja apmeklējumu"]


def test_a_card_is_named_to_who_keeps_it(house):
    with acting(house, house.head, "admin") as by:
        people.assign(
            user=house.people.nurse, group=house.groups["Bitītes"], kind=Assignment.Kind.SUBSTITUTE,
            since=TUESDAY, by=by,
        )  # fmt: skip
    assert told(by) == [f"norīkoja darbam grupā · {house.people.nurse}"]
    assert links(by) == [reverse("people:adult_key", args=[house.people.nurse.pk])]


def test_nothing_of_health_and_no_document_is_on_it(client, house, morning):
    reports(house, house.children["Bitītes"][0])
    assert HealthNote.objects.get().text == "Vējbakas"
    client.force_login(house.people.mother, backend=BACKEND)
    page = client.get(ADDRESS).content.decode()
    assert "Pieteica prombūtni" in page
    for word in ("Vējbakas", "slimība", "illness"):
        assert word not in page


# --- how much and how fast ------------------------------------------------------------------------
def test_it_asks_the_same_however_much_was_done(
    client, house, morning, django_assert_max_num_queries
):
    for number in range(20):
        takes_the_register(house, number % 3, when=at(9))
    for place in range(3):
        taps_of_the_card(house, place)
    client.force_login(house.people.teacher, backend=BACKEND)
    client.get(ADDRESS)
    with django_assert_max_num_queries(12):
        page = client.get(ADDRESS).content.decode()
    assert page.count('class="act-time') > 3


def taps_of_the_card(house, place: int):
    with acting(house, house.people.teacher, "teacher") as by:
        child = house.children["Bitītes"][place]
        child.warning = f"{place}"
        people.change_child(child=child, by=by)


def test_a_hundred_acts_are_a_page(house):
    access = house.access(house.people.teacher, "teacher")
    for number in range(PAGE + 1):
        with pghistory.context(user=access.user.pk, role=access.acting.key):
            child = house.children["Bitītes"][number % 2]
            child.warning = f"{number}"
            child.save()
    first, second = page_of(access, 1), page_of(access, 2)
    assert (first.has_older, second.has_older) == (True, False)
    assert [sum(one.times for _d, lines in page.days for one in lines) for page in (first, second)] == [
        PAGE, 1,
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "٢", "999999999"])
def test_what_is_no_page_does_not_exist(client, house, morning, number):
    client.force_login(house.people.teacher, backend=BACKEND)
    assert client.get(f"{ADDRESS}?page={number}").status_code == 404


def test_ones_acts_are_found_by_an_index(house):
    own = Context.objects.filter(metadata__user=house.head.pk).order_by("-created_at", "-pk")[:PAGE]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "acts_of_a_person" in own.explain()
