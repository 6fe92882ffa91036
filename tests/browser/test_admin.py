"""Django's admin in the real browser: what a head finds there, may not change, and how it looks."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from attendance.models import Mark
from attendance.register.operations import Answer, confirm
from tests.attendance import makers
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.browser.test_shared_device import sit_down
from tests.world import at

LAST_TUESDAY = date(2026, 11, 10)
MARKS = reverse("admin:attendance_mark_changelist")


@pytest.fixture
def tuesday(house):
    """A confirmed register, one child absent; and one row of everything else."""
    teacher = house.access(house.people.teacher, "teacher", LAST_TUESDAY)
    answers = [Answer(child.pk, absent=not n) for n, child in enumerate(house.children["Bitītes"])]
    done = confirm(
        group=house.groups["Bitītes"], day=LAST_TUESDAY, answers=answers, by=teacher,
        at=at(8, 45, day=LAST_TUESDAY),
    )  # fmt: skip
    makers.one_of_each(house, done.register)
    return house


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_head_finds_last_tuesdays_marks_and_cannot_change_them(arrives, tuesday, device):
    before = list(Mark.objects.order_by("pk").values())
    head = arrives(device)
    head.is_signed_in(tuesday.head)
    head.open(reverse("admin:index"))
    page = head.page
    page.get_by_role("link", name="Atzīmes").click()
    page.get_by_role("link", name="10. novembris").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Anna Bērziņa").click()
    expect(page.locator("main")).to_contain_text("nav klāt")
    expect(page.locator("main [name=presence], main input[type=submit]")).to_have_count(0)
    assert "Bērziņa" not in page.url
    page.get_by_role("link", name="Vēsture").click()
    expect(page.locator(".steps")).to_contain_text("Ievadīts")
    assert list(Mark.objects.order_by("pk").values()) == before


def test_the_admin_is_covered_on_a_shared_device(arrives, house):
    head = arrives(DESKTOP)
    sit_down(head, house.head)
    head.page.clock.install()
    head.open(reverse("admin:index"))
    head.page.clock.fast_forward("11:00")
    expect(head.page.locator("#locked")).to_be_visible()
    expect(head.page.locator("#container")).not_to_be_visible()


def test_the_first_page_and_a_list(arrives, tuesday):
    head = arrives(DESKTOP)
    head.is_signed_in(tuesday.head)
    assert look(head, reverse("admin:index")) + look(head, MARKS) == []


@pytest.mark.deep(name="looks")
def test_lists_forms_and_what_is_wrong_in_them(arrives, tuesday):
    head = arrives(DESKTOP)
    # axe reads sheets that Django's own sheet of forms imports, and puts them into the page by itself
    head.expects("inline style violates", "status of 404", "preload assets")
    head.is_signed_in(tuesday.head)
    mark = Mark.objects.first()
    days = reverse("admin:duties_calendarexception_add")
    found = look(head, reverse("admin:attendance_mark_change", args=[mark.pk]))
    found += look(head, reverse("admin:people_child_changelist"))
    found += look(head, reverse("admin:attendance_headcount_changelist")) + look(head, days)
    head.expects("status of 422")
    head.page.locator("[name=_save]").click()
    head.page.locator(".errorlist").first.wait_for()
    assert found + look_again(head, "422") == []
