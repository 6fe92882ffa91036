"""The catalogue in the real browser: found, worded anew, left out; by script and without."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from curriculum import operations
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.curriculum.makers import added, common, hidden, reworded, texts

CATALOGUE = "curriculum:catalogue"
LONG = "stāsta par piedzīvoto vairākos savstarpēji saistītos teikumos " * 4


@pytest.fixture
def lived_in(house):
    """Own words, a wording of the next year, one left out, one of the longest words."""
    reworded(house, common("VAL.1.1"), "klausās īsu pasaku")
    reworded(house, common("VAL.1.2"), "izpilda divus lūgumus pēc kārtas", first_year=2027)
    hidden(house, code="VAL.1.4")
    added(house, LONG)
    return house


@pytest.mark.parametrize(
    "device",
    [
        pytest.param(PHONE, id="phone"),
        pytest.param(DESKTOP, id="desktop", marks=pytest.mark.deep(name="looks")),
    ],
)
def test_found_worded_anew_and_left_out_without_script(arrives, house, device):
    head = arrives(device, java_script_enabled=False)
    head.is_signed_in(house.head)
    page = head.page
    head.open(reverse("institution"))
    page.get_by_role("link", name="Sasniedzamie rezultāti").first.click()
    page.get_by_role("searchbox").fill("tuvakos cilvekus")
    page.get_by_role("button", name="Meklēt").click()
    page.get_by_role("link", name="nosauc tuvākos cilvēkus").click()
    page.get_by_label("Formulējums").fill("nosauc ģimenes cilvēkus")
    page.get_by_label("2026./2027.").first.check()
    page.get_by_role("button", name="Saglabāt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nosauc ģimenes cilvēkus")
    assert texts(house, 2026) == ["nosauc ģimenes cilvēkus"]

    page.get_by_text("Neizmantot").first.click()
    page.get_by_role("button", name="Neizmantot").click()
    expect(page.get_by_text("Šajā mācību gadā nelieto.")).to_be_visible()
    assert texts(house, 2026) == []
    page.get_by_role("button", name="Lietot atkal").click()
    assert texts(house, 2026) == ["nosauc ģimenes cilvēkus"]


def test_a_section_opens_and_an_entry_is_added_in_its_place(arrives, house):
    head = arrives(PHONE)
    head.is_signed_in(house.head)
    head.open(reverse(CATALOGUE))
    head.page.locator("#MAT > summary").click()
    head.page.get_by_role("link", name="Pievienot – Matemātikas 3–5 gadi").click()
    head.page.get_by_label("Formulējums").fill("skaita zirņus")
    head.page.get_by_role("button", name="Pievienot").click()
    expect(head.page.get_by_role("heading", level=1)).to_have_text("Skaita zirņus")
    assert texts(house, 2026, "MAT.2.101") == ["skaita zirņus"]


def test_a_specialists_areas_are_ticked(arrives, house):
    head = arrives(PHONE)
    head.is_signed_in(house.head)
    head.open(reverse(CATALOGUE))
    head.page.get_by_role("link", name="Speciālistu mācību jomas").click()
    person = head.page.get_by_role("group", name="Ūdris Uldis")
    person.get_by_label("Kultūras izpratnes").check()
    head.page.get_by_role("button", name="Saglabāt").click()
    expect(head.page.get_by_text("Saglabāts.", exact=True)).to_be_visible()
    expect(person.get_by_label("Kultūras izpratnes")).to_be_checked()


def test_the_pages_of_administration(arrives, lived_in):
    head = arrives(DESKTOP)
    head.is_signed_in(lived_in.head)
    head.open(reverse(CATALOGUE))
    for key in ("VAL", "value", "unused"):
        head.page.locator(f"#{key} > summary").click()
    assert look_again(head, "sections open") == []


def test_nothing_is_found(arrives, house):
    head = arrives(DESKTOP)
    head.is_signed_in(house.head)
    assert look(head, reverse(CATALOGUE) + "?q=nekas") == []


def test_the_pages_of_an_entry(arrives, lived_in):
    head = arrives(DESKTOP)
    head.is_signed_in(lived_in.head)
    found = look(head, reverse("curriculum:add"))
    for code in ("VAL.1.1", "VAL.1.4", "VAL.1.101"):
        found += look(head, reverse("curriculum:entry", args=[code]))
    assert found == []


def test_the_specialists_and_what_is_refused(arrives, lived_in):
    head = arrives(DESKTOP)
    head.is_signed_in(lived_in.head)
    found = look(head, reverse("curriculum:specialists"))
    head.open(reverse("curriculum:entry", args=["VAL.1.3"]))
    operations.hide(
        code="VAL.1.3", institution=lived_in.institution, first_year=2026, by=lived_in.by
    )
    reworded(lived_in, common(), "kolēģes vārdi")
    head.expects("status of 409")
    head.page.get_by_label("Formulējums").fill("mani vārdi")
    head.page.get_by_role("button", name="Saglabāt").click()
    expect(head.page.get_by_role("alert")).to_be_visible()
    expect(head.page.get_by_label("Formulējums")).to_have_value("mani vārdi")
    assert found + look_again(head, "409") == []


def test_a_teacher_reads(arrives, lived_in):
    teacher = arrives(PHONE)
    teacher.is_signed_in(lived_in.people.teacher)
    assert look(teacher, reverse(CATALOGUE)) == []
    teacher.open(reverse("curriculum:entry", args=["VAL.1.1"]))
    expect(teacher.page.get_by_role("button", name="Saglabāt")).to_have_count(0)
