"""No connection, an ended session, the server in trouble: nothing that was entered is lost."""

from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from attendance.models import Mark, Register
from outbox.models import Receipt
from tests.browser import scenes
from tests.browser.chromium import PHONE
from tests.browser.register import address, confirm, note, saved, tick, unsaved
from tests.browser.visitor import Visitor
from tests.suite import outage
from tests.world import PASSWORD, at

TWO = ("Bērziņa Anna", "Žagars Ģirts")


def at_the_register(arrives, house, *, clock=False):
    """``clock``: the page's is in the test's hands."""
    teacher = arrives(PHONE)
    if clock:
        teacher.page.clock.install()
    teacher.is_signed_in(house.people.teacher)
    teacher.open(address(house))
    return teacher


def loses_connection(visitor):
    visitor.expects("ERR_INTERNET_DISCONNECTED", "htmx:")
    visitor.context.set_offline(True)


def regains_connection(visitor, *, unnoticed=False):
    """``unnoticed``: the browser tells its page nothing of it."""
    if unnoticed:
        silence = "addEventListener('online', (event) => event.stopImmediatePropagation(), true)"
        visitor.page.evaluate(silence)
    visitor.context.set_offline(False)


def is_away(house) -> list[str]:
    """First names of those whose absence is kept."""
    absent = Mark.objects.filter(register__group=house.groups["Bitītes"], presence="absent")
    return sorted(absent.values_list("child__first_name", flat=True))


def test_a_tap_without_connection_is_counted_and_sent_with_the_next(arrives, house):
    """Offline, tap; online, tap the next child; leave; return: both are absent (first look, S1-4)."""
    house.crowd(house.groups["Bitītes"], 20)  # the page is longer than the phone
    teacher = at_the_register(arrives, house)
    page = teacher.page
    loses_connection(teacher)
    before = page.evaluate("scrollY")
    tick(page, TWO[0]).tap()
    expect(unsaved(page)).to_contain_text("1 atzīme vēl nav saglabāta.")
    expect(note(page)).to_be_hidden()
    expect(page.locator("#draft-said")).to_be_hidden()  # nothing looks saved
    assert page.evaluate("scrollY") == before
    confirm(page).dispatch_event("click")  # a tap of the browser's driver would scroll by itself
    expect(note(page)).to_be_in_viewport()
    assert page.evaluate("scrollY") == before

    regains_connection(teacher, unnoticed=True)
    tick(page, TWO[1]).tap()
    expect(unsaved(page)).to_be_empty()
    expect(page.locator("#draft-said")).to_contain_text("Melnraksts saglabāts")
    page.goto(reverse("today"))
    teacher.open(address(house))
    for name in TWO:
        expect(tick(page, name)).to_be_checked()
    assert is_away(house) == ["Anna", "Ģirts"]


def test_taps_go_by_themselves_when_the_connection_is_back(arrives, house):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    loses_connection(teacher)
    for name in TWO:
        tick(page, name).tap()
    expect(unsaved(page)).to_contain_text("2 atzīmes vēl nav saglabātas.")
    tick(page, TWO[1]).tap()  # there after all: the last word counts
    regains_connection(teacher)
    expect(unsaved(page)).to_be_empty()
    assert is_away(house) == ["Anna"]


def test_leaving_with_something_unsent_asks_first(arrives, house):
    teacher = at_the_register(arrives, house)
    page, asked = teacher.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    loses_connection(teacher)
    tick(page, TWO[0]).tap()
    expect(unsaved(page)).to_contain_text("1 atzīme")
    for leave in ("location.reload()", "location.assign('/')"):
        page.evaluate(f"setTimeout(() => {leave})")
        page.wait_for_timeout(100)
    assert asked == ["beforeunload"] * 2
    expect(tick(page, TWO[0])).to_be_checked()

    regains_connection(teacher)
    expect(unsaved(page)).to_be_empty()
    page.evaluate("setTimeout(() => location.assign('/'))")
    page.wait_for_url(f"{teacher.portal}/")
    assert len(asked) == 2


def test_confirming_sends_what_is_unsent_too(arrives, house):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    loses_connection(teacher)
    for name in TWO:
        tick(page, name).tap()
    confirm(page).tap()
    expect(note(page)).to_contain_text("Nav savienojuma.")
    regains_connection(teacher, unnoticed=True)
    confirm(page).tap()
    expect(saved(page)).to_contain_text("klāt 1, nav 2")
    page.wait_for_function("dispatchEvent(new Event('beforeunload', {cancelable: true}))")


def test_a_tap_that_is_refused_is_said_at_the_child_and_not_sent_again(arrives, house):
    teacher = at_the_register(arrives, house)
    page, sent = teacher.page, []
    teacher.expects("status of 403", "Response Status Error Code 403")

    def refuse(route):
        sent.append(route.request.url)
        route.fulfill(status=403, body="")

    page.route("**/draft/**", refuse)
    tick(page, TWO[0]).tap()
    row = page.locator(".child", has=tick(page, TWO[0]))
    expect(row).to_contain_text("Šī atzīme nav saglabāta.")
    expect(unsaved(page)).to_have_text("1 atzīme vēl nav saglabāta.")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.unroute("**/draft/**")
    tick(page, TWO[1]).tap()
    expect(page.locator("#draft-said")).to_contain_text("Melnraksts")
    assert len(sent) == 1
    assert is_away(house) == ["Ģirts"]
    tick(page, TWO[0]).tap()  # somebody tries again
    expect(row).not_to_contain_text("nav saglabāta")


def test_an_answer_that_does_not_come_is_not_taken_for_saved(arrives, house):
    """A wire that hangs, and a server in trouble, like one that is cut."""
    teacher = at_the_register(arrives, house, clock=True)
    page = teacher.page
    teacher.expects("status of 503", "Response Status Error Code 503")
    waiting = []
    page.route("**/draft/**", lambda route: waiting.append(route))
    tick(page, TWO[0]).tap()
    expect(unsaved(page)).to_be_empty()
    page.clock.run_for(2100)
    expect(unsaved(page)).to_contain_text("1 atzīme vēl nav saglabāta.")
    waiting.pop().fulfill(status=503, body="")
    expect(unsaved(page)).to_contain_text("1 atzīme vēl nav saglabāta.")
    page.unroute("**/draft/**")
    page.clock.run_for(15000)  # by itself
    expect(unsaved(page)).to_be_empty()
    assert is_away(house) == ["Anna"]


def test_a_lost_answer_is_asked_for_again_and_no_colleague_is_blamed(arrives, house):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("ERR_FAILED", "htmx:")

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/draft/**", lose)
    tick(page, TWO[0]).tap()
    expect(unsaved(page)).to_contain_text("1 atzīme")
    page.unroute("**/draft/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(unsaved(page)).to_be_empty()
    expect(page.get_by_role("alert").filter(visible=True)).to_have_count(0)
    assert Register.objects.get().version == 1


def test_a_server_in_trouble_is_said_and_the_ticks_stay(arrives, house):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("status of 503", "Response Status Error Code 503")
    page.route("**/attendance/**", lambda route: route.fulfill(status=503, body=""))
    tick(page, TWO[0]).tap()
    expect(unsaved(page)).to_contain_text("1 atzīme")
    confirm(page).tap()
    expect(note(page).locator("[data-when=server]")).to_be_visible()
    expect(tick(page, TWO[0])).to_be_checked()

    page.unroute("**/attendance/**")
    confirm(page).tap()
    expect(saved(page)).to_contain_text("klāt 2, nav 1")


def test_the_database_away_is_a_page_that_says_so(arrives, house, monkeypatch):
    from django.db import OperationalError

    def away(*args, **kwargs):
        raise OperationalError("gone")

    teacher = arrives(PHONE)
    teacher.is_signed_in(house.people.teacher)
    monkeypatch.setattr("attendance.overview.of_day", away)
    teacher.open(reverse("today"), status=503)
    expect(teacher.page.locator("h1")).to_be_visible()
    monkeypatch.undo()
    teacher.page.get_by_role("link").click()
    expect(teacher.page.get_by_role("link", name="Atzīmēt apmeklējumu")).to_be_visible()


def test_an_expired_session_does_not_eat_a_filled_register(arrives, house, morning):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("status of 401", "Response Status Error Code 401")
    tick(page, TWO[0]).tap()
    expect(page.locator("#draft-said")).to_contain_text("8:41")
    Session.objects.all().delete()
    tick(page, TWO[1]).tap()
    expect(note(page)).to_be_visible()
    confirm(page).tap()

    expect(page.get_by_text("Jūsu atzīmes ir saglabātas šajā lapā.")).to_be_visible()
    page.locator("[name=login]").fill(house.people.teacher.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Pieslēgties").tap()
    expect(saved(page)).to_contain_text("klāt 1, nav 2")
    assert Mark.objects.filter(presence="absent").count() == 2


def test_ticks_of_a_dead_zone_outlive_a_colleagues_confirmation(arrives, house):
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("ERR_INTERNET_DISCONNECTED", "htmx:", "status of 409", "status of 422")
    teacher.context.set_offline(True)
    tick(page, TWO[0]).tap()
    expect(unsaved(page)).to_contain_text("1 atzīme")
    scenes.confirmed(house, house.people.assistant)
    teacher.context.set_offline(False)
    tick(page, TWO[1]).tap()
    expect(page.get_by_role("alert").filter(visible=True).first).to_be_visible()
    for name in TWO:
        expect(tick(page, name)).to_be_checked()


def test_the_database_away_under_a_filled_register_is_sent_on_and_saved_once(
    arrives, house, morning
):  # fmt: skip
    teacher = at_the_register(arrives, house)
    page = teacher.page
    teacher.expects("status of 503", "Response Status Error Code 503")
    for name in TWO:
        tick(page, name).tap()
        expect(unsaved(page)).to_be_empty()
    morning.move_to(at(8, 59))
    with outage.away():
        confirm(page).tap()
        expect(page.get_by_text("Aizpildītais vēl nav saglabāts.")).to_be_visible()
        assert Visitor._kept(teacher) == set()
        page.get_by_role("button", name="Sūtīt vēlreiz").tap()
        page.wait_for_load_state()
        expect(page.get_by_text("līdz plkst. 9:59")).to_be_visible()
    morning.move_to(at(9, 20))
    page.get_by_role("button", name="Sūtīt vēlreiz").tap()
    expect(saved(page)).to_contain_text("klāt 1, nav 2")
    assert Register.objects.get().first_confirmed_at < at(9)
    assert (Receipt.objects.count(), is_away(house)) == (1, ["Anna", "Ģirts"])


def test_the_page_of_an_outage_sends_by_itself_when_it_is_over(arrives, house, morning):
    teacher = at_the_register(arrives, house, clock=True)
    page = teacher.page
    teacher.expects("status of 503", "Response Status Error Code 503")
    tick(page, TWO[0]).tap()
    expect(page.locator("#draft-said")).to_contain_text("Melnraksts")
    with outage.away():
        confirm(page).tap()
        expect(page.get_by_text("pats pārbauda")).to_be_visible()
        with page.expect_response("**/health/"):
            page.clock.run_for(13100)
    with page.expect_navigation():
        page.clock.run_for(13100)
    expect(saved(page)).to_contain_text("klāt 2, nav 1")
