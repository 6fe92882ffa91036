"""From Today to a plan that parents read, by one finger: begun from an earlier plan, and from nothing."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from curriculum.lists import Area
from curriculum.models import Entry
from people.models import ChildGroup
from planning import operations
from planning.models import MonthPlan
from planning.operations.items import Said
from planning.parts import Choose, ItemKind
from tests.browser.chromium import PHONE
from tests.browser.finger import Finger
from tests.planning.makers import DECEMBER, NOVEMBER, submitted
from tests.world import at

REMINDED = date(2026, 11, 25)  # three working days before the end: Today says it
TAPS, SIGNS = 40, 600  # what a plan with copying may take
TYPED = {
    "topic": "Ziema nāk ar gaismu",
    "message": "Gaismu var ieraudzīt, dāvāt un radīt pašam. Ko tu šomēnes darīsi gaišāku?",
    "content": (
        "Vērojam, kā mainās dienas garums, pētām ēnas, sniegu un ledu. Klausāmies pasakas par "
        "ziemu, mācāmies dziesmas svētkiem, gatavojam dāvanas tuviniekiem no dabas materiāliem."
    ),
}
ITEM, ITS_DAY = "Svētku rīts kopā ar vecākiem zālē", date(2026, 12, 17)
WALK = "Pastaiga uz parku"
PLANNED = (Area.LANGUAGE, Area.SOCIAL, Area.CULTURE, Area.NATURE, Area.HEALTH)


@pytest.fixture
def evening(morning):
    morning.move_to(at(21, day=REMINDED))


def an_earlier_plan(house, group: ChildGroup, month: date, teacher: str) -> MonthPlan:
    """Five areas of seven, an excursion, a value; nothing of it done yet."""
    by = house.access(getattr(house.people, teacher), "teacher")
    plan = operations.open_plan(group=group, month=month, by=by, at=at(8))
    said = {"plan": plan, "by": by, "at": at(8)}
    for code in TYPED:
        operations.save_section(code=code, text=f"Rudens. {code}", version=0, **said)
    catalogue = Entry.objects.in_use(house.institution, 2026).in_order()
    operations.choose(kind=Choose.VALUE, entry=catalogue.filter(kind="value")[0].pk, **said)
    for area in PLANNED:
        first = catalogue.filter(kind="outcome", area=area, stage=3)[0]
        operations.choose(kind=Choose.OUTCOME, area=area, entry=first.pk, **said)
    item = Said(kind=ItemKind.WALK, text=WALK, since=month.replace(day=3))
    operations.add_item(said=item, **said)
    if month == NOVEMBER:  # Today says what is owed first
        MonthPlan.objects.filter(pk=plan.pk).update(submitted_at=at(9), submitted_by=by.user)
    return plan


def from_last_month(house) -> str:
    an_earlier_plan(house, house.groups["Bitītes"], NOVEMBER, "teacher")
    return "Iepriekšējā mēnesī nepaveiktais"


def from_another_group(house) -> str:
    from_nothing(house)
    an_earlier_plan(house, house.groups["Pūcītes"], DECEMBER, "other_teacher")
    return "Pūcītes"


def from_nothing(house) -> str:
    bees = house.groups["Bitītes"]
    submitted(bees, house.access(house.people.teacher, "teacher"), NOVEMBER)
    return "Sākt ar tukšu plānu"


def at_the_plan(arrives, house, finger: Finger, source: str) -> Page:
    """From the line on Today through what a plan is begun from."""
    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    teacher.open(reverse("today"))
    page = teacher.page
    place = reverse("planning:plan", args=[house.groups["Bitītes"].pk, DECEMBER])
    finger.taps_on(page.locator(f'main a[href="{place}"]'))
    finger.taps_on(page.get_by_role("button", name=source))
    page.locator("#plan").wait_for()
    return page


def writes(page: Page, finger: Finger) -> None:
    for code, text in TYPED.items():
        finger.types(page.locator(f'[name="text-{code}"]'), text)
    finger.taps_on(page.locator("#values .chip", has_text="ģimene"))
    for area in (Area.LANGUAGE, Area.CULTURE):
        of_it = opened(page, finger, area)
        finger.taps_on(of_it.locator(".pick:visible").nth(2))
    for area in lacking(page):
        finger.taps_on(opened(page, finger, area).get_by_text("Šomēnes neplānojam"))
    new = page.locator("#item-new")
    finger.taps_on(new.get_by_text("Pasākums", exact=True))
    finger.types(new.get_by_label("Kas plānots"), ITEM)
    finger.picks(new.locator("[name$=since]"), ITS_DAY)
    finger.taps_on(new.get_by_role("button", name="Pievienot"))
    page.locator("#item-rows", has_text=ITEM).wait_for()


def moves_the_walk(page: Page, finger: Finger) -> None:
    """An item that was taken over gets another day."""
    walk = page.locator("#item-rows li", has_text=WALK)
    finger.taps_on(walk.locator("summary"))
    finger.picks(walk.locator("[name$=since]"), ITS_DAY)
    finger.taps_on(walk.get_by_role("button", name="Saglabāt"))
    walk.get_by_text("17.12.2026.").wait_for()


def opened(page: Page, finger: Finger, area: Area) -> Locator:
    of_it = page.locator(f"#area-{area.value}")
    finger.taps_on(of_it.locator("summary").first)
    return of_it


def lacking(page: Page) -> list[Area]:
    """As the bar names them."""
    wanted = page.locator("[data-lacks] a[href^='#area-']").all()
    return [Area((link.get_attribute("href") or "").removeprefix("#area-")) for link in wanted]


def submits(page: Page, finger: Finger) -> None:
    finger.taps_on(page.get_by_role("button", name="Iesniegt plānu"))
    expect(page.locator("main")).to_contain_text("Plāns ir iesniegts")


def is_read_by_a_parent(arrives, house) -> None:
    """From a parent's Today to the plan, and to the day on the calendar."""
    mother = arrives(PHONE)
    mother.is_signed_in(house.people.mother)
    mother.open(reverse("today"))
    page = mother.page
    page.locator(".places").get_by_role("link", name="Vairāk").tap()
    page.locator("main").get_by_role("link", name="Plāni").tap()
    page.get_by_role("link", name=TYPED["topic"]).tap()
    for text in (TYPED["message"], TYPED["content"], ITEM):
        expect(page.locator("main")).to_contain_text(text)
    page.locator(".places").get_by_role("link", name="Vairāk").tap()
    page.locator("main").get_by_role("link", name="Kalendārs").tap()
    page.locator("a.item", has_text=ITEM).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(TYPED["topic"])


# That another group's plan is begun from is asked everyday in tests/planning; here its taps are counted.
@pytest.mark.parametrize(
    "begun",
    [from_last_month, pytest.param(from_another_group, marks=pytest.mark.deep(name="looks"))],
)
def test_with_copying_it_takes_forty_taps_and_six_hundred_signs_at_most(
    arrives, house, evening, begun
):
    finger = Finger()
    page = at_the_plan(arrives, house, finger, begun(house))
    writes(page, finger)
    moves_the_walk(page, finger)
    submits(page, finger)
    is_read_by_a_parent(arrives, house)
    print(f"{begun.__name__}: {finger.taps} taps, {finger.signs} signs")
    assert finger.taps <= TAPS
    assert finger.signs <= SIGNS


def test_from_nothing_every_part_is_reached_by_the_finger(arrives, house, evening):
    finger = Finger()
    page = at_the_plan(arrives, house, finger, from_nothing(house))
    writes(page, finger)
    submits(page, finger)
    print(f"from nothing: {finger.taps} taps, {finger.signs} signs")
    plan = MonthPlan.objects.get(group=house.groups["Bitītes"], month=DECEMBER)
    assert plan.is_submitted
    assert {one.code: one.text for one in plan.sections.filter(code__in=TYPED)} == TYPED
