"""A parent on a bus: absence in three taps, one-tap answers, the month at a glance."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Locator, expect

from attendance.models import AbsenceNotice, Mark, Reply
from attendance.notices import operations
from tests.browser.checks import nothing_wrong_with
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.finger import Finger
from tests.browser.scenes import confirmed
from tests.browser.test_on_a_phone import at_home
from tests.world import MONDAY, at

FRIDAY = MONDAY + timedelta(days=4)
OPEN, SEND = "Pieteikt prombūtni", "Nosūtīt"


def send(card: Locator) -> Locator:
    return card.get_by_role("button", name=SEND)


def test_absence_is_reported_in_three_taps(arrives, house):
    anna, finger = at_home(arrives, house.people.mother), Finger()
    finger.taps_on(anna.get_by_text(OPEN))
    finger.taps_on(anna.get_by_text("Slimība", exact=True))
    finger.taps_on(send(anna))
    expect(anna).to_contain_text("Slimība · šodien, 16.11.")
    expect(anna).to_contain_text("Pieteica Kristīne Bērziņa, šodien 8:41")
    assert finger.taps == 3
    notice = AbsenceNotice.objects.get()
    assert (notice.since, notice.reason) == (MONDAY, "illness")


def test_a_brother_is_one_tap_more(arrives, house):
    anna, finger = at_home(arrives, house.people.mother), Finger()
    finger.taps_on(anna.get_by_text(OPEN))
    finger.taps_on(anna.get_by_text("Kārlis", exact=True))
    finger.taps_on(anna.get_by_text("Ģimenes apstākļi", exact=True))
    finger.taps_on(send(anna))
    expect(anna).to_contain_text("Ģimenes apstākļi")
    assert (finger.taps, AbsenceNotice.objects.count()) == (4, 2)


def test_without_script_wrong_days_are_explained_and_kept(arrives, house):
    parent = arrives(PHONE, java_script_enabled=False)
    parent.expects("status of 422")
    anna = at_home(lambda device, **more: parent, house.people.mother)
    page = anna.page
    anna.get_by_text(OPEN).tap()
    anna.get_by_text("Citas dienas", exact=True).tap()
    anna.get_by_label("Pirmā diena").fill("2026-11-18")
    anna.get_by_label("Pēdējā diena").fill("2026-11-18")
    anna.get_by_text("Atvaļinājums", exact=True).tap()
    send(anna).tap()
    expect(page.get_by_role("alert")).to_contain_text("iestāde nestrādā")
    expect(page.get_by_label("Pirmā diena")).to_have_value("2026-11-18")
    expect(page.get_by_role("radio", name="Atvaļinājums")).to_be_checked()
    page.get_by_label("Pēdējā diena").fill("2026-11-20")
    page.get_by_role("button", name=SEND).tap()
    expect(page.locator(".kid").first).to_contain_text("18.11. – 20.11.")


def test_it_is_changed_and_the_child_returns_earlier(arrives, house):
    report(house, until=FRIDAY + timedelta(days=1))
    anna = at_home(arrives, house.people.mother)
    page = anna.page
    anna.get_by_role("link", name="Mainīt").tap()
    page.get_by_text("Ārsta apmeklējums").tap()
    page.get_by_role("button", name=SEND).tap()
    expect(anna).to_contain_text("Ārsta apmeklējums · 16.11. – 20.11.")
    anna.get_by_role("button", name="Rīt atgriežas").tap()
    expect(anna).to_contain_text("Ārsta apmeklējums · šodien, 16.11.")
    anna.get_by_role("button", name="Atsaukt").tap()
    expect(anna.get_by_text(OPEN)).to_be_visible()
    assert not AbsenceNotice.objects.standing().exists()


def test_the_absent_childs_parent_answers_with_one_tap(arrives, house):
    confirmed(house, house.people.teacher, away={0: None})
    anna = at_home(arrives, house.people.mother)
    expect(anna).to_contain_text("Kāpēc bērns šodien nav klāt?")
    anna.get_by_role("button", name="Slimo").tap()
    expect(anna).to_contain_text("Slimo · Kristīne Bērziņa, 8:41")
    assert Mark.objects.get(presence="absent").reason == "illness"
    other = at_home(arrives, house.people.father)
    expect(other).to_contain_text("Slimo · Kristīne Bērziņa, 8:41")
    other.get_by_text("Mainīt atbildi").tap()
    other.get_by_role("button", name="Ieradīsies vēlāk").tap()
    expect(other).to_contain_text("Ieradīsies vēlāk · Jānis Bērziņš")


def test_a_restricted_parent_is_offered_nothing(arrives, house):
    parent = arrives(PHONE)
    parent.is_signed_in(house.people.restricted)
    parent.open(reverse("today"))
    card = parent.page.locator(".kid")
    expect(card).to_contain_text("Emīls")
    assert card.locator("form, details, a").count() == 0


def test_two_guardians_at_once_never_leave_two_notices(house):
    together, anna = Barrier(2), house.children["Bitītes"][0]

    def sends(user, reason: str) -> None:
        by = house.access(user, "parent")
        together.wait(10)
        report(house, by=by, reason=reason)
        connection.close()

    people = house.people
    both = [
        Thread(target=sends, args=(people.mother, "illness")),
        Thread(target=sends, args=(people.father, "family")),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join(20)
    assert AbsenceNotice.objects.filter(child=anna).count() == 2
    assert AbsenceNotice.objects.filter(child=anna).standing().count() == 1
    assert not Reply.objects.exists()


@pytest.mark.deep(name="looks")
@pytest.mark.parametrize("state", ["asked", "reported", "open", "changed", "list", "month"])
def test_nothing_is_wrong_with_the_pages(arrives, house, state):
    confirmed(house, house.people.teacher, away={0: None})
    if state != "asked":
        report(house, until=FRIDAY, note="Drudzis kopš svētdienas", when=at(8, 40))
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.people.mother)
    html = visitor.open(address(house, state)).text()
    if state == "open":
        visitor.page.locator("summary").filter(has_text="Pieteikt").first.click()
    assert nothing_wrong_with(visitor.page, html) == []


def address(house, state: str) -> str:
    anna = house.children["Bitītes"][0]
    if state == "list":
        return reverse("attendance:notices")
    if state == "month":
        return reverse("attendance:child_month", args=[anna.pk, date(2026, 11, 1)])
    if state == "changed":
        notice = AbsenceNotice.objects.standing().get()
        return reverse("attendance:notice_change", args=[notice.pk])
    return reverse("today")


def report(house, until=MONDAY + timedelta(days=1), reason="illness", **more) -> None:
    by = more.pop("by", None) or house.access(house.people.mother, "parent")
    operations.report(
        children=[house.children["Bitītes"][0]], since=MONDAY, until=until, reason=reason, by=by,
        at=more.pop("when", at(8, 30)), **more,
    )  # fmt: skip
