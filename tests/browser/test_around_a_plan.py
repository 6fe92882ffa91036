"""What happens around a plan: a reminder, the catalogue, September in August, a music teacher, a teacher
who is a parent."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import expect

from curriculum.models import Entry
from people import operations as people
from people.models import Assignment
from planning import operations
from planning.models import MonthPlan
from planning.parts import Choose
from tests.browser.chromium import DESKTOP, PHONE
from tests.curriculum.makers import specialism
from tests.planning import makers
from tests.planning.makers import DECEMBER, NOVEMBER
from tests.world import at

TODAY = reverse("today")
THREE_BEFORE = date(2026, 11, 25)  # working days before December's plan is due
SEPTEMBER, LAST_DAY = date(2027, 9, 1), date(2027, 8, 31)


def address(group, month, name: str = "plan") -> str:
    return reverse(f"planning:{name}", args=[group.pk, month])


def opens(arrives, person, url: str, device=PHONE):
    """The page, and its browser."""
    visitor = arrives(device)
    visitor.is_signed_in(person)
    visitor.open(url)
    return visitor.page


def test_the_deputy_reminds_with_a_tap_and_the_teacher_finds_the_plan(arrives, house, morning):
    morning.move_to(at(9, day=THREE_BEFORE))
    board = opens(arrives, house.head, reverse("planning:board", args=[2026]), DESKTOP)
    december = board.locator(".waits", has_text="Decembris")
    december.get_by_role("button", name="Bitītes").click()
    expect(board.locator(".waits", has_text="Decembris")).to_contain_text("Atgādināts")

    teacher = opens(arrives, house.people.teacher, TODAY)
    teacher.locator("a.bell").filter(visible=True).tap()
    teacher.get_by_text("decembris").first.tap()
    teacher.get_by_role("button", name="Sākt ar tukšu plānu").tap()
    teacher.wait_for_url(f"**{address(house.groups['Bitītes'], DECEMBER)}")
    expect(teacher.locator("#plan")).to_be_visible()


def test_an_outcome_worded_anew_is_offered_and_what_was_planned_keeps_its_words(arrives, house):
    bees, by = house.groups["Bitītes"], house.access(house.people.teacher, "teacher")
    chosen = Entry.objects.get(institution=None, code="VAL.3.1")
    before = makers.draft(bees, by, NOVEMBER)
    operations.choose(
        plan=before, kind=Choose.OUTCOME, area="VAL", entry=chosen.pk, by=by, at=at(8)
    )
    MonthPlan.objects.filter(pk=before.pk).update(submitted_at=at(9), submitted_by=by.user)
    makers.draft(bees, by, DECEMBER)

    head = opens(arrives, house.head, reverse("curriculum:entry", args=["VAL.3.1"]), DESKTOP)
    head.get_by_label("Formulējums").fill("dzird un nosauc pirmo skaņu")
    head.get_by_label("2026./2027.").first.check()
    head.get_by_role("button", name="Saglabāt").click()
    expect(head.get_by_role("heading", level=1)).to_contain_text("Dzird un nosauc")

    teacher = opens(arrives, house.people.teacher, address(bees, DECEMBER))
    teacher.locator("#area-VAL > summary").tap()
    offered = teacher.locator("#area-VAL .picks")
    expect(offered.get_by_text("dzird un nosauc pirmo skaņu")).to_be_visible()
    expect(offered.get_by_text(chosen.text, exact=True)).to_have_count(0)
    teacher.goto(address(bees, NOVEMBER))
    expect(teacher.locator("main")).to_contain_text(chosen.text)


def test_september_is_found_on_today_in_august_written_and_submitted(arrives, house, morning):
    bees = people.open_group(
        institution=house.institution, name="Bitītes", school_year=2027, symbol="bitites",
        by=house.by,
    )  # fmt: skip
    for child in house.children["Bitītes"]:
        people.end(child.enrolments.get(), until=SEPTEMBER, by=house.by)
        people.enrol(child=child, group=bees, since=SEPTEMBER, by=house.by)
    house.assign(house.people.other_teacher, bees, since=SEPTEMBER)
    morning.move_to(at(18, day=LAST_DAY))
    page = opens(arrives, house.people.other_teacher, TODAY)
    page.locator(f'a[href="{address(bees, SEPTEMBER)}"]').first.tap()
    page.get_by_role("button", name="Sākt ar tukšu plānu").tap()
    for code in ("topic", "message", "content"):
        page.locator(f'[name="text-{code}"]').fill("Iepazīstamies")
    page.locator("#values .chip").first.tap()
    for area in page.locator(".area").all():
        area.locator("summary").first.tap()
        area.get_by_text("Šomēnes neplānojam").tap()
    page.get_by_role("button", name="Iesniegt plānu").tap()
    expect(page.locator("main")).to_contain_text("Plāns ir iesniegts")
    expect(page.locator("main")).to_contain_text("laikā")
    assert MonthPlan.objects.get(group=bees).submitted_at.astimezone() < at(19, day=LAST_DAY)

    old = opens(arrives, house.people.teacher, TODAY)
    expect(old.locator(f'a[href="{address(bees, SEPTEMBER)}"]')).to_have_count(0)


def test_the_music_teacher_writes_own_area_in_two_groups_and_does_not_submit(arrives, house):
    music, owls = house.people.specialist, house.groups["Pūcītes"]
    specialism(house)
    house.assign(music, owls, Assignment.Kind.SPECIALIST)
    for group, who in ((house.groups["Bitītes"], "teacher"), (owls, "other_teacher")):
        by = house.access(getattr(house.people, who), "teacher")
        said = {"kind": Choose.OUTCOME, "area": "VAL", "text": "stāsta par ziemu"}
        operations.choose(plan=makers.draft(group, by), by=by, at=at(8), **said)
    page = opens(arrives, music, reverse("planning:plans"))
    for group in house.groups.values():
        own = page.locator("section", has=page.get_by_role("heading", name=group.name))
        own.locator(f'a[href="{address(group, DECEMBER)}"]').first.tap()
        written = page.locator('[name="text-activities.KUL"]')
        written.fill("Dziedam par ziemu")
        written.blur()
        expect(page.locator("#said-activities-KUL")).to_contain_text("Uldis Ūdris")
        page.locator("#area-KUL .pick:visible").first.tap()
        expect(page.locator("#area-KUL .is-there")).to_be_visible()
        expect(page.locator("#area-VAL .area-words")).to_have_text("stāsta par ziemu")
        expect(page.locator("#plan textarea:visible")).to_have_count(1)
        expect(page.get_by_role("button", name="Iesniegt plānu")).to_have_count(0)
        page.get_by_role("link", name="Visi plāni").tap()
        page.get_by_role("heading", name="Mēneša plāni").wait_for()
    plans = MonthPlan.objects.filter(month=DECEMBER)
    assert [plan.choices.get(area="KUL").added_by for plan in plans] == [music, music]
    assert not plans.submitted().exists()


def test_a_teacher_who_is_a_parent_reads_as_parents_do(arrives, house):
    ilze, owls = house.people.teacher, house.groups["Pūcītes"]
    by = house.access(house.people.other_teacher, "teacher")
    house.guardian(house.children["Pūcītes"][2], ilze)
    plan = makers.submitted(owls, by, NOVEMBER)
    makers.draft(owls, by, DECEMBER)
    visitor = arrives(PHONE)
    visitor.is_signed_in(ilze)
    visitor.open(address(owls, DECEMBER))  # the teacher reads a colleague's draft
    page = visitor.page
    expect(page.locator("main")).to_contain_text("Melnraksts")
    page.goto(TODAY)
    page.locator("summary.house").tap()
    page.get_by_role("button", name="Vecāks").tap()
    page.locator(".places").get_by_role("link", name="Vairāk").tap()
    page.locator("main").get_by_role("link", name="Plāni").tap()
    expect(page.locator("main a", has_text="Par topic")).to_have_count(1)
    page.locator("main a", has_text="Par topic").tap()
    expect(page.locator("main")).to_contain_text("Par message")
    visitor.open(address(owls, DECEMBER), 404)
    visitor.open(address(plan.group, NOVEMBER, "amend"), 404)


def test_a_submitted_plan_is_supplemented_and_the_difference_is_read(arrives, house):
    bees = house.groups["Bitītes"]
    makers.submitted(bees, house.access(house.people.teacher, "teacher"), NOVEMBER)
    page = opens(arrives, house.people.teacher, address(bees, NOVEMBER))
    page.get_by_role("link", name="Papildināt").tap()
    page.locator('[name="text-reason"]').fill("Bērni jautā par ledu")
    page.locator('[name="text-content"]').fill("Pētām ledu")
    page.get_by_role("button", name="Saglabāt papildinājumu").tap()
    expect(page.locator("main")).to_contain_text("Pētām ledu")
    page.get_by_role("link", name="Vēsture").tap()
    newest = page.locator("#versions details").first
    expect(newest).to_contain_text("Bērni jautā par ledu")
    expect(newest).to_contain_text("Par content")
    expect(newest).to_contain_text("Pētām ledu")
    page.locator(f'main a[href="{address(bees, NOVEMBER, "read")}"]').tap()
    expect(page.get_by_role("link", name="Papildināt")).to_be_visible()

    mother = opens(arrives, house.people.mother, address(bees, NOVEMBER))
    expect(mother.locator("main")).to_contain_text("Pētām ledu")
    expect(mother.locator("main")).to_contain_text("Papildināts")


def test_what_the_year_covers_is_a_tap_from_the_group(arrives, house):
    bees = house.groups["Bitītes"]
    makers.submitted(bees, house.access(house.people.teacher, "teacher"), NOVEMBER)
    page = opens(arrives, house.people.teacher, reverse("group", args=[bees.pk]))
    page.get_by_role("link", name="Pārklājums").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pārklājums")
    page.locator("main").get_by_role("link", name="Bitītes").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bitītes")
