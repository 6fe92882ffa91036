"""A family's days on a phone: what is new stands open, what was read is a line that opens by a tap."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from activities.models import DayLog, DayPhoto
from activities.photos.operations import About
from outbox.clock import ONE_DAY
from outbox.models import Seen
from tests.activities import makers, photos
from tests.activities.makers import said
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.planning.full import a_full_plan
from tests.world import MONDAY, at

FEED, FRIDAY = reverse("activities:feed"), MONDAY - ONE_DAY * 3
READ_AT = at(18, 20, day=FRIDAY)


@pytest.fixture
def logs(house, time_machine) -> list[DayLog]:
    """Friday was read, of Monday both groups' days are new."""
    bees, owls = house.groups["Bitītes"], house.groups["Pūcītes"]
    ilze = house.access(house.people.teacher, "teacher")
    mara = house.access(house.people.other_teacher, "teacher")
    a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))
    friday = makers.released(bees, ilze, FRIDAY, said("Lāpu gājiens", text="Gājām klusi."))
    Seen.objects.create(
        person=house.people.mother, kind="activities.day", subject=friday.pk, first_at=READ_AT
    )
    monday = [
        makers.released(bees, ilze, MONDAY, said("Tilts pāri Daugavai", skills=["SA"])),
        makers.released(owls, mara, MONDAY, said("Kas silda?", "DAB", text="Taustām vilnu.")),
    ]
    time_machine.move_to(at(18, 30))
    return [friday, *monday]


def test_new_days_stand_open_and_a_read_one_opens_by_a_tap(arrives, house, logs):
    mother = arrives(PHONE, java_script_enabled=False)
    mother.is_signed_in(house.people.mother)
    mother.open(reverse("today"))
    mother.page.locator(f'.places a[href="{FEED}"]').tap()
    mother.page.wait_for_url(f"**{FEED}")
    shown = mother.page.locator("main")
    assert shown.get_by_text("Jauns kopš 13.11. 18:20: 2 ieraksti").is_visible()
    for title in ("Tilts pāri Daugavai", "Kas silda?"):
        assert shown.get_by_text(title, exact=True).is_visible()
    assert not shown.get_by_text("Gājām klusi.").is_visible()
    shown.locator("summary").tap()
    assert shown.get_by_text("Gājām klusi.").is_visible()


def test_from_today_to_the_day_itself(arrives, house, logs):
    friday = logs[0]
    mother = arrives(PHONE)
    mother.is_signed_in(house.people.mother)
    mother.open(reverse("today"))
    mother.page.locator(".kid-day").first.tap()
    mother.page.wait_for_url(f"**{FEED}#day-*")
    mother.open("/about/")
    mother.open(f"{FEED}#day-{friday.pk}")
    assert mother.page.get_by_text("Gājām klusi.").is_visible()


@pytest.mark.parametrize("who", ["mother", "restricted"])
def test_the_page_is_calm(arrives, house, logs, who):
    """With days, and where there are none."""
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(getattr(house.people, who))
    html = visitor.open(FEED).text()
    assert checks.nothing_wrong_with(visitor.page, html) == []


def test_long_words_stay_within_a_phone(arrives, house, logs):
    for log in logs:
        saved = {"version": 1, "saved_at": at(14), "saved_by": house.people.teacher}
        log.entries.update(title="Ledusziedi" * 19, text="Ledusziedi" * 60, **saved)
    mother = arrives(PHONE)
    mother.is_signed_in(house.people.mother)
    for url in (FEED, reverse("today")):
        mother.open(url)
        assert mother.page.evaluate("document.documentElement.scrollWidth") <= 390


# --- photos ---------------------------------------------------------------------------------------
@pytest.fixture
def bridge(house, logs) -> DayPhoto:
    """Of what was done on Monday; another one of that day is reported."""
    ilze, (_friday, monday, _owls) = house.access(house.people.teacher, "teacher"), logs
    entry = makers.entry_of(monday)
    row = photos.photo(monday, ilze, About("Tilts no dēlīšiem", entry.pk, "Muzejs"), when=at(15))
    photos.photo(monday, ilze, About("Tilts no augšas", entry.pk), when=at(15))
    photos.hidden(monday, ilze, About("Kas paslēpts"), when=at(15))
    return row


def test_from_the_day_to_a_photo_and_the_next_and_back(arrives, house, bridge):
    mother = arrives(PHONE)
    mother.is_signed_in(house.people.mother)
    mother.open(FEED)
    page = mother.page
    expect(page.get_by_role("img", name="Tilts no dēlīšiem")).to_have_js_property("complete", True)
    expect(page.get_by_text("Foto paslēpts, to pārskata")).to_be_visible()
    page.get_by_role("link", name="Tilts no dēlīšiem").tap()
    expect(page.get_by_role("img", name="Tilts no dēlīšiem")).to_be_visible()
    expect(page.get_by_text("Avots: Muzejs")).to_be_visible()
    page.get_by_role("link", name="Nākamais foto").tap()
    expect(page.get_by_role("img", name="Tilts no augšas")).to_be_visible()
    page.get_by_role("link", name="Atpakaļ uz dienu").tap()
    page.wait_for_url(f"**{FEED}?before=*#day-{bridge.log_id}")
    assert not mother.complaints


def test_pages_with_photos_are_calm(arrives, house, bridge):
    mother = arrives(DESKTOP)
    mother.is_signed_in(house.people.mother)
    gone = DayPhoto.objects.exclude(hidden_at=None).get()
    for row in (None, bridge, gone):
        url = reverse("activities:photo_of_day", args=[row.pk]) if row else FEED
        html = mother.open(url).text()
        assert checks.nothing_wrong_with(mother.page, html) == []
