"""R28: parents read a talk, each says so, one remarks; what was agreed falls due on the teacher's Today. On a
phone and on a desktop, without script too, and on paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from messaging.models import TalkAddition
from messaging.talks import operations
from outbox.clock import ONE_DAY
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_on_paper import on_paper
from tests.messaging.talks.full import SAID, a_draft, a_full_talk, agreed, released
from tests.world import MONDAY, at

TALKS, TODAY = reverse("messaging:family_talks"), reverse("today")
LONG = "Ledusziedi" * 30


@pytest.fixture
def evening(time_machine):
    time_machine.move_to(at(20))


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def ilze(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def talk(house, ilze, anna, evening):
    """Shared with both parents, each with something to do."""
    mother, father = house.people.mother, house.people.father
    talk = a_draft(ilze, anna, [mother, father])
    agreed(talk, ilze, "Rīta josla ar attēliem", ilze.user, MONDAY + 2 * ONE_DAY)
    agreed(talk, ilze, "Mājās izstāsta vienu lietu par dienu", mother, MONDAY + 28 * ONE_DAY)
    operations.share(talk=talk, by=ilze, at=at(17, 24))
    return released(talk)


@pytest.fixture
def comes(arrives):
    """``comes(person, device)``: signed in."""

    def _comes(person, device=PHONE, **more):
        visitor = arrives(device, **more)
        visitor.is_signed_in(person)
        return visitor

    return _comes


def of(talk, name: str = "family_talk") -> str:
    return reverse(f"messaging:{name}", args=[talk.pk])


def look(visitor, url: str) -> list[str]:
    html = visitor.open(url).text()
    for fold in visitor.page.locator("main details > summary").all():
        fold.click()
    return checks.nothing_wrong_with(visitor.page, html)


def test_a_mother_reads_it_from_today_and_remarks(house, talk, comes):
    mother = comes(house.people.mother)
    mother.open(TODAY)
    mother.page.get_by_text("Jāizlasa sarunas pieraksts: Anna").tap()
    mother.page.wait_for_url(f"**{of(talk)}")
    expect(mother.page.get_by_text(SAID)).to_be_visible()
    expect(mother.page.get_by_text("Jūs · līdz 14.12.")).to_be_visible()
    mother.page.get_by_text("Man ir piebilde").tap()
    mother.page.get_by_label("Piebilde").fill("Atvadāmies pie durvīm")
    mother.page.get_by_role("button", name="Izlasīju").tap()
    expect(mother.page.get_by_text("Izlasīta 16.11. 20:00")).to_be_visible()
    expect(mother.page.get_by_text("Atvadāmies pie durvīm")).to_be_visible()
    mother.open(TODAY)
    assert mother.page.get_by_text("Jāizlasa sarunas pieraksts").count() == 0
    assert TalkAddition.objects.get().by == house.people.mother


def test_the_father_says_so_too_and_the_teacher_sees_both(house, talk, comes):
    mother = house.access(house.people.mother, "parent")
    said = {"talk": talk, "by": mother, "at": at(19)}
    operations.add_remark(text="Atvadāmies pie durvīm", **said)
    operations.acknowledge(**said)
    father = comes(house.people.father, DESKTOP)
    father.open(TALKS)
    father.page.get_by_text("Anna · 16.11.2026.").click()
    expect(father.page.get_by_text("Atvadāmies pie durvīm")).to_be_visible()
    father.page.get_by_role("button", name="Izlasīju").click()
    expect(father.page.get_by_text("Izlasīta 16.11. 20:00")).to_be_visible()

    ilze = comes(house.people.teacher, DESKTOP)
    ilze.open(of(talk, "talk"))
    for person in (house.people.mother, house.people.father):
        expect(ilze.page.locator(".sees").first).to_contain_text(str(person))
    expect(ilze.page.get_by_text("Atvadāmies pie durvīm")).to_be_visible()


def test_what_was_agreed_falls_due_and_is_done(house, talk, comes):
    ilze = comes(house.people.teacher)
    ilze.open(TODAY)
    line = ilze.page.locator("a.line", has_text="Rīta josla ar attēliem")
    expect(line).to_contain_text("līdz 18.11.")
    line.tap()
    ilze.page.wait_for_url(f"**{of(talk, 'talk')}")
    operations.settle_action(
        action=talk.actions.order_by("pk")[0], state="done",
        by=house.access(house.people.teacher, "teacher"), at=at(20),
    )  # fmt: skip
    ilze.open(TODAY)
    assert ilze.page.get_by_text("Rīta josla ar attēliem").count() == 0


def test_it_is_read_and_remarked_without_script(house, talk, comes):
    mother = comes(house.people.mother, java_script_enabled=False)
    mother.open(of(talk))
    mother.page.get_by_text("Man ir piebilde").tap()
    mother.page.get_by_label("Piebilde").fill("Piekrītu")
    mother.page.get_by_role("button", name="Izlasīju").tap()
    expect(mother.page.get_by_text("Piekrītu")).to_be_visible()


def test_its_pages_are_calm(house, ilze, anna, comes, evening):
    mother, full = comes(house.people.mother, DESKTOP), a_full_talk(ilze, anna)
    for url in (TALKS, of(full), of(full, "talk_print")):
        assert look(mother, url) == [], url


def test_where_nothing_was_shared_it_is_calm(house, comes, evening):
    assert look(comes(house.people.mother, DESKTOP), TALKS) == []


@pytest.mark.parametrize("name", ["family_talk", "talk_print"])
def test_a_long_one_is_calm(house, ilze, anna, comes, evening, name):
    mother = house.people.mother
    long = a_draft(ilze, anna, [mother], said=LONG, own=[LONG[:60]])
    agreed(long, ilze, LONG[:300], mother, MONDAY)
    operations.share(talk=long, by=ilze, at=at(18))
    released(long)
    operations.add_addition(talk=long, text=LONG, by=ilze, at=at(19))
    assert look(comes(mother, DESKTOP), of(long, name)) == []


def test_the_marks_stand_beside_the_form_of_a_talk(house, ilze, anna, comes, evening):
    talk = a_draft(ilze, anna)
    teacher = comes(house.people.teacher, DESKTOP)
    teacher.open(of(talk, "talk"))
    expect(teacher.page.locator("#beside")).to_contain_text("Jaunākie vērtējumi")


def test_marks_by_themselves_are_calm(house, anna, comes, evening):
    teacher = comes(house.people.teacher, DESKTOP)
    assert look(teacher, reverse("assessment:beside", args=[anna.pk])) == []


def test_the_list_of_a_year_is_calm(house, ilze, anna, comes, evening):
    teacher = comes(house.people.teacher, DESKTOP)
    place = reverse("messaging:talks_print", args=[house.groups["Bitītes"].pk])
    assert look(teacher, place) == []
    for child in house.children["Bitītes"]:
        a_draft(ilze, child, own=[LONG[:60]], names=["Logopēde Rita"])
    assert look(teacher, place) == []


def test_on_paper_nothing_is_cut(house, ilze, anna, comes, evening):
    mother = house.people.mother
    talk = a_full_talk(ilze, anna)
    [page] = on_paper(comes(mother, DESKTOP), of(talk, "talk_print"))
    assert page.size == (210, 297)
    assert min(page.edges) >= 4
    for said in (SAID, "Rīta josla ar attēliem", "Atvadāmies pie durvīm", "Kļūst vieglāk"):
        assert said in page.text


def test_a_long_year_on_paper_is_whole(house, ilze, anna, comes, evening):
    others = [f"Atbalsta speciālists {nth}" for nth in range(20)]  # a line each, almost
    for _nth in range(6):
        a_draft(ilze, anna, [house.people.mother], names=others)
    place = reverse("messaging:talks_print", args=[house.groups["Bitītes"].pk])
    pages = on_paper(comes(house.people.teacher, DESKTOP), place)
    assert len(pages) >= 2
    assert all(min(page.edges) >= 4 for page in pages)
    assert sum(page.text.count("Kristīne Bērziņa") for page in pages) == 6
