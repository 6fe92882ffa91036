"""Takes the pictures of ``docs/pictures``. Not among the tests: run by ``script/screenshots``."""

from collections.abc import Iterator
from datetime import date, timedelta

import pghistory
import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from agreements import operations as operations_of_documents
from agreements.first_texts import text_of
from attendance.kitchen import counting
from attendance.models import Register
from attendance.register.operations import Answer, confirm, draft
from people import operations
from people.access import Access
from people.keys import links
from people.models import Child, ChildGroup, User
from people.whose_day import children_due
from tests.browser import scenes
from tests.browser.album import Album
from tests.browser.register import address
from tests.browser.register import confirm as confirm_button
from tests.world import HOLIDAY, MONDAY, a_house, at, verified_email

AWAY = {2: None, 5: "illness", 11: "family"}  # place in the group → reason


@pytest.fixture
def album(browser, portal, transactional_db, settings) -> Iterator[Album]:
    settings.RITS_DEMO = True
    yield Album(browser, portal.address)
    portal.rests()


@pytest.fixture
def clock(time_machine):
    """Stands still, so that the pictures are the same each time."""

    def stands_at(hour: int, minute: int) -> None:
        time_machine.move_to(at(hour, minute), tick=False)

    stands_at(8, 41)
    return stands_at


def person(username: str) -> User:
    return User.objects.get(username=username)


def bees() -> ChildGroup:
    return ChildGroup.objects.filter(name="Bitītes", school_year=2026).order_by("pk")[0]


def register_of(group: ChildGroup, day: date = MONDAY) -> str:
    return reverse("attendance:register", args=[group.pk, day])


def test_the_demonstration(album, clock):
    call_command("demo", "--yes-invented-data", today=MONDAY, verbosity=0)
    teacher, today = person("skolotaja"), reverse("today")
    album.shows("login", reverse("account_login"))
    album.shows("today-teacher", today, teacher)
    album.shows("register-open", register_of(bees()), teacher)
    album.shows("account", reverse("people:account"), person("pedagogs_vecaks"))
    album.shows("roles", today, person("pedagogs_vecaks"), act=open_roles)
    album.shows("404", "/nav/", teacher, status=404)
    offices(album, clock, today)
    clock(9, 7)
    album.shows("today-late", today, teacher)
    album.shows("register-late", register_of(bees()), teacher)
    clock(8, 41)
    a_morning(album, clock, teacher)
    days(album, clock, teacher)
    assessment(album, teacher)
    # last: it publishes rules that all are asked to read
    people_and_keys(album, clock, person("vaditaja"))


def offices(album: Album, clock, today: str) -> None:
    head = person("vaditaja")
    clock(9, 12)
    counting.take_all(at(9, 0, 20))
    the_whole_morning(album, head)
    album.shows("today-head", today, head)
    album.shows("groups", reverse("attendance:groups"), person("masa"))
    album.shows("admin", reverse("admin:index"), head)
    anna = Child.objects.get(first_name="Anna", last_name="Bērziņa")
    album.shows("admin-child", reverse("admin:people_child_change", args=[anna.pk]), head)


def the_whole_morning(album: Album, head: User) -> None:
    nurse, mother, teacher = person("masa"), person("mamma"), person("skolotaja")
    week, month = MONDAY - timedelta(days=7), MONDAY.replace(day=1)
    album.shows("absence", reverse("today"), mother, act=open_the_notice)
    album.shows("absences", reverse("attendance:notices"), mother)
    anna = Child.objects.get(first_name="Anna", last_name="Bērziņa")
    album.shows("child-month", reverse("attendance:child_month", args=[anna.pk, month]), mother)
    album.shows("today-nurse", reverse("today"), nurse)
    album.shows("check", reverse("attendance:check", args=[week]), nurse)
    album.shows("check-group", reverse("attendance:group_check", args=[week, bees().pk]), nurse)
    album.shows("kitchen", reverse("attendance:kitchen"), nurse)
    album.shows("month-table", reverse("attendance:month", args=[bees().pk, month]), head)
    album.shows("months", reverse("attendance:months"), head)
    album.shows("evacuation", reverse("attendance:evacuation"), teacher)
    album.shows("calendar", reverse("duties:calendar"), head)
    album.shows("closures", reverse("duties:ladder"), head)
    album.shows("more", reverse("more"), head)
    album.shows("institution", reverse("institution"), head)
    album.shows("group", reverse("group", args=[bees().pk]), teacher)
    plans(album, head)


def plans(album: Album, head: User) -> None:
    """One being written, one to be begun, one that parents read, all groups' board, what is covered."""
    this, coming = date(2026, 11, 1), date(2026, 12, 1)
    group, teacher = bees(), person("skolotaja")
    other = ChildGroup.objects.get(name="Kaķēni", school_year=group.school_year)
    album.shows("plan", reverse("planning:plan", args=[group.pk, coming]), teacher)
    album.shows(
        "plan-start", reverse("planning:plan", args=[other.pk, coming]), person("skolotaja2")
    )
    album.shows("plan-parent", reverse("planning:read", args=[group.pk, this]), person("mamma"))
    album.shows("plan-read", reverse("planning:read", args=[group.pk, this]), head)
    album.shows("plans", reverse("planning:board", args=[group.school_year]), head)
    album.shows("plans-coverage", reverse("planning:coverage", args=[group.pk]), teacher)
    album.shows("catalogue", reverse("curriculum:catalogue"), head)


def days(album: Album, clock, teacher: User) -> None:
    """One half written, one that was confirmed, the group's week, what a mother reads, all groups' board."""
    clock(13, 41)
    group, friday = bees(), MONDAY - timedelta(days=3)
    album.shows("day", reverse("activities:day", args=[group.pk, MONDAY]), teacher)
    album.shows("day-confirmed", reverse("activities:day", args=[group.pk, friday]), teacher)
    album.shows("week", reverse("activities:week", args=[group.pk, MONDAY]), teacher)
    album.shows("days", reverse("activities:feed"), person("mamma"))
    board = reverse("activities:board", args=[MONDAY.replace(day=1)])
    album.shows("days-board", board, person("vaditaja"))


def assessment(album: Album, teacher: User) -> None:
    """The grid, a child, what is published, and what a mother reads."""
    group, mother, head = bees(), person("mamma"), person("vaditaja")
    anna = Child.objects.get(first_name="Anna", last_name="Bērziņa")
    album.shows("assessment", reverse("assessment:grid", args=[group.pk]), teacher)
    album.shows("assessment-child", reverse("assessment:child", args=[anna.pk]), teacher)
    album.shows("assessment-publish", reverse("assessment:publish", args=[group.pk]), teacher)
    album.shows("assessment-board", reverse("assessment:board"), head)
    summary = reverse("assessment:summary", args=[anna.pk, group.school_year])
    album.shows("assessment-summary", summary, teacher)
    album.shows("growth", reverse("assessment:growth"), mother)


def people_and_keys(album: Album, clock, head: User) -> None:
    """Cards, invitations, an account, one's own key, what stands before the journal."""
    anna = Child.objects.get(first_name="Anna", last_name="Bērziņa")
    mother, by = person("mamma"), Access(head, day=MONDAY)
    father = person("tetis")
    User.objects.filter(pk=father.pk).update(activated_at=None)
    operations.invite(user=User.objects.get(pk=father.pk), by=by, at=at(8))
    batch = operations.ask_for_slips(users=[User.objects.get(pk=father.pk)], by=by, at=at(8, 5))
    link = batch.links.get()
    album.shows("children", reverse("people:children") + f"?group={bees().pk}", head)
    album.shows("child", reverse("people:child", args=[anna.pk]), head)
    album.shows("child-parent", reverse("people:child", args=[anna.pk]), mother)
    album.shows("child-new", reverse("people:child_new"), person("skolotaja"))
    album.shows("staff", reverse("people:staff"), person("lietvede"))
    album.shows("keys", reverse("people:invitations") + f"?group={bees().pk}", head)
    album.shows("adult", reverse("people:adult_key", args=[father.pk]), head)
    album.shows("slips", reverse("people:slips", args=[batch.pk]), head)
    album.shows("my-key", reverse("mfa_index"), mother)
    album.shows("sessions", reverse("people:sessions"), mother)
    album.shows("documents", reverse("agreements:documents"), head)
    album.shows("about", reverse("about"))
    album.shows("door", f"/l/{links.token(link)}")
    album.shows("dead-link", "/l/1.forged", status=404)
    album.shows("second-step", reverse("mfa_needed"), head)
    operations_of_documents.publish(
        institution=by.institution, kind="terms", title="E-žurnāla lietošanas noteikumi",
        text=text_of("terms") + "\n\nJauns punkts.", by=by, at=at(9, 12),
    )  # fmt: skip
    album.shows("terms", reverse("agreements:accept"), head)


def open_the_notice(page: Page) -> None:
    page.locator(".kid summary").first.click()


def a_morning(album: Album, clock, teacher: User) -> None:
    """Taps, the confirmation, a correction, and what the mother sees."""
    register, today = register_of(bees()), reverse("today")
    tap(teacher, AWAY)
    clock(8, 44)
    album.shows("register-absences", register, teacher)
    album.pair("readme", today, register, teacher)
    say(teacher, AWAY)
    album.shows("register-confirmed", register, teacher)
    album.shows("today-done", today, teacher)
    album.shows("today-parent", today, person("mamma"))
    clock(8, 52)
    say(teacher, {**AWAY, 2: "illness"}, minute=52)
    pk = Register.objects.get(group=bees(), day=MONDAY).pk
    album.shows("history", reverse("audit:history", args=["register", pk]), teacher, act=fix_times)


def access_of(teacher: User) -> Access:
    return Access(teacher, day=MONDAY, acting_key=f"teacher-{bees().institution_id}")


def written_by(teacher: User):
    """What the trail keeps of a request."""
    return pghistory.context(user=teacher.pk, role=access_of(teacher).acting.key)


def tap(teacher: User, away: dict[int, str | None]) -> None:
    children = children_due(bees(), MONDAY)
    with written_by(teacher):
        for place, reason in away.items():
            draft(
                group=bees(), day=MONDAY, child_id=children[place].pk, absent=True,
                by=access_of(teacher), at=at(8, 43), reason=reason,
            )  # fmt: skip


def say(teacher: User, away: dict[int, str | None], minute: int = 44) -> None:
    rows = enumerate(children_due(bees(), MONDAY))
    answers = [Answer(child.pk, place in away, away.get(place)) for place, child in rows]
    by, when = access_of(teacher), at(8, minute)
    with written_by(teacher):
        confirm(group=bees(), day=MONDAY, answers=answers, by=by, at=when)


def open_roles(page: Page) -> None:
    page.locator(".roles summary").click()


def fix_times(page: Page) -> None:
    """The trail's clock is the database's, which nothing moves: show the time of the scene."""
    time = "16.11.2026. 8:52"
    page.locator(".steps b").evaluate_all(
        "(all, time) => all.forEach(b => b.innerText = time)", time
    )


def test_rare_states(album, clock, time_machine):
    house = a_house()
    teacher = house.people.teacher
    large, empty = scenes.a_large_group(house), scenes.an_empty_group(house)
    album.shows("register-40", address(house, large), teacher)
    album.shows("register-empty", address(house, empty), teacher)
    clock(8, 44)
    album.shows(
        "register-conflict", address(house), teacher, act=lambda page: conflict(page, house)
    )
    time_machine.move_to(at(8, 41, day=HOLIDAY), tick=False)
    album.shows("register-day-off", address(house, day=HOLIDAY), teacher)
    album.shows("today-day-off", reverse("today"), teacher)


def test_notifications(album, clock):
    house = a_house()
    teacher, head = house.people.teacher, house.head
    inbox, delivery = reverse("messaging:inbox"), reverse("messaging:delivery")
    album.shows("notifications-empty", inbox, teacher)
    verified_email(teacher)
    scenes.reminded(house, teacher, "teacher", days=3, read=3)
    album.shows("notifications", inbox, teacher)
    album.shows("notification-settings", reverse("messaging:settings"), teacher)
    scenes.letters_failed(house)
    album.shows("delivery", delivery, head)


def conflict(page: Page, house) -> None:
    """Both have marked while the phone had no connection: a colleague's tap came first."""
    scenes.tapped(house, house.people.assistant, Register.objects.filter(day=MONDAY).count())
    mine = page.locator(f"#absent-{house.children['Bitītes'][2].pk}")
    mine.evaluate("box => { box.checked = true; }")
    confirm_button(page).click()
    expect(page.locator("#conflict")).to_be_visible()
