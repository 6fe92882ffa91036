"""A plan is written by two, on a phone, with a bad connection: every typed text is in the row or on a
screen."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from curriculum.lists import Stage
from planning import operations
from planning.models import MonthPlan
from tests.browser import checks
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.plan import field, is_saved, offline, opens, said, unsaved, writes
from tests.browser.test_shared_device import enter, sits_where_two_have_a_pin
from tests.planning.full import a_full_plan, an_entry
from tests.planning.writing import a_draft, complete, place, text_of
from tests.world import PASSWORD, at


@pytest.fixture
def plan(house) -> MonthPlan:
    house.assign(house.people.other_teacher, house.groups["Bitītes"])
    return a_draft(house)


def test_two_write_into_two_sections_and_see_each_other(arrives, house, plan):
    ilze = opens(arrives(PHONE), house.people.teacher, plan)
    mara = opens(arrives(DESKTOP), house.people.other_teacher, plan)
    writes(ilze, "topic", "Ziema nāk ar gaismu")
    is_saved(ilze, "topic")
    writes(mara, "content", "Pētām sniegu")
    is_saved(mara, "content")
    expect(mara.locator("#writers")).to_contain_text("Ilze Kalēja")
    assert (text_of(plan, "topic"), text_of(plan, "content")) == (
        "Ziema nāk ar gaismu",
        "Pētām sniegu",
    )


def test_two_write_into_one_section_and_one_tap_joins_them(arrives, house, plan):
    slow, fast = arrives(PHONE), arrives(DESKTOP)
    slow.expects("status of 409")
    ilze = opens(slow, house.people.teacher, plan)
    mara = opens(fast, house.people.other_teacher, plan)
    writes(mara, "content", "Pētām sniegu")
    is_saved(mara, "content")
    writes(ilze, "content", "Veidojam vainagu")
    expect(said(ilze, "content")).to_contain_text("Pa šo laiku saglabāja Māra Strode")
    expect(field(ilze, "content")).to_have_value("Veidojam vainagu")
    expect(unsaved(ilze)).to_contain_text("1 sadaļa")
    ilze.get_by_role("button", name="Savienot abus tekstus").tap()
    is_saved(ilze, "content")
    expect(field(ilze, "content")).to_have_value("Pētām sniegu\n\nVeidojam vainagu")
    assert text_of(plan, "content") == "Pētām sniegu\n\nVeidojam vainagu"


@pytest.mark.parametrize(
    "seconds",
    [1.5, pytest.param(5, marks=pytest.mark.deep(name="looks"))],
    ids=["a moment", "five seconds"],
)
def test_what_is_typed_without_a_network_is_counted_and_sent_when_it_is_back(
    arrives, house, plan, seconds
):
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, plan)
    offline(visitor)
    writes(page, "topic", "Ziema")
    writes(page, "content", "Pētām sniegu")
    page.locator("#values .chip").first.tap()
    expect(unsaved(page)).to_contain_text("3 sadaļas vēl nav saglabātas")
    page.wait_for_timeout(seconds * 1000)
    writes(page, "content", "Pētām sniegu un ledu")
    visitor.context.set_offline(False)
    expect(unsaved(page)).to_be_empty()
    is_saved(page, "topic")
    is_saved(page, "content")
    assert text_of(plan, "content") == "Pētām sniegu un ledu"
    assert plan.choices.standing().count() == 1


def test_a_lost_answer_blames_no_colleague(arrives, house, plan):
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, plan)
    visitor.expects("ERR_FAILED", "htmx:")

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/sections/topic/", lose)
    writes(page, "topic", "Ziema")
    expect(unsaved(page)).to_contain_text("1 sadaļa")
    page.unroute("**/sections/topic/")
    writes(page, "topic", "Ziema nāk")
    is_saved(page, "topic")
    assert text_of(plan, "topic") == "Ziema nāk"


def test_leaving_with_something_unsaved_asks_first(arrives, house, plan):
    visitor = arrives(PHONE)
    page, asked = opens(visitor, house.people.teacher, plan), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    offline(visitor)
    writes(page, "topic", "Ziema")
    expect(unsaved(page)).to_contain_text("1 sadaļa")
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_timeout(100)
    assert asked == ["beforeunload"]
    visitor.context.set_offline(False)
    is_saved(page, "topic")


def test_text_outlives_an_ended_session(arrives, house, plan):
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, plan)
    visitor.expects("status of 401", "Response Status Error Code 401")
    writes(page, "topic", "Ziema")
    is_saved(page, "topic")
    Session.objects.all().delete()
    field(page, "content").fill("Pētām sniegu")
    field(page, "content").blur()
    page.locator("[name=login]").fill(house.people.teacher.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Pieslēgties").tap()
    expect(field(page, "content")).to_have_value("Pētām sniegu")
    assert (text_of(plan, "topic"), text_of(plan, "content")) == ("Ziema", "Pētām sniegu")


def test_text_is_sent_before_the_cover_of_a_shared_device_falls(arrives, house, plan):
    visitor = arrives(DESKTOP)
    sits_where_two_have_a_pin(visitor, house)
    visitor.open(reverse("account_login"))
    enter(visitor, "Ilze Kalēja")
    visitor.page.wait_for_url(f"{visitor.portal}/")
    visitor.expects("status of 503", "Response Status Error Code 503")
    page = visitor.page
    visitor.open(place(plan))
    page.route("**/sections/**", lambda route: route.fulfill(status=503, body=""))
    writes(page, "topic", "Ziema")
    expect(unsaved(page)).to_contain_text("1 sadaļa")
    page.unroute("**/sections/**")
    page.evaluate("document.dispatchEvent(new Event('rits:cover'))")
    is_saved(page, "topic")
    assert text_of(plan, "topic") == "Ziema"


def test_a_name_is_shown_and_replaced_by_one_tap(arrives, house, plan):
    visitor = arrives(PHONE)
    visitor.expects("status of 422")
    page = opens(visitor, house.people.teacher, plan)
    writes(page, "message", "Pasaki Annai, ka gaismu varam radīt.")
    page.locator("[name=named-message][value=replace]").tap()
    expect(field(page, "message")).to_have_value("Pasaki bērnam, ka gaismu varam radīt.")
    is_saved(page, "message")


def test_ticks_items_and_own_words_are_saved_singly(arrives, house, plan):
    page = opens(arrives(PHONE), house.people.teacher, plan)
    page.locator("#area-VAL > summary").tap()
    page.locator("[data-find=VAL]").fill("zimuli")  # without its diacritics
    shown = page.locator("#area-VAL .pick:visible")
    expect(shown).to_have_count(1)
    shown.tap()
    expect(page.locator("#area-VAL .area-words")).to_contain_text("zīmuli")
    page.locator("#own-text-VAL").fill("stāsta par ziemu")
    page.locator("#own-VAL [data-own]").tap()
    expect(page.locator("#own-VAL-chosen")).to_contain_text("stāsta par ziemu")
    page.locator("#item-new .chip").first.tap()
    page.locator("#id_item-new-text").fill("Brauciens uz muzeju")
    page.locator("#id_item-new-since").fill("2026-12-10")
    page.locator("#item-new [data-item]").tap()
    expect(page.locator("#item-rows")).to_contain_text("Brauciens uz muzeju")
    expect(page.locator("#id_item-new-text")).to_have_value("")
    assert plan.items.standing().get().since.day == 10
    page.locator("#item-rows summary").tap()
    page.locator("#item-rows [data-gone]").tap()
    expect(page.locator("#item-rows li")).to_have_count(0)
    assert (plan.choices.standing().count(), plan.items.standing().count()) == (2, 0)


def test_an_outcome_retired_meanwhile_is_said_at_its_place(arrives, house, plan):
    visitor = arrives(PHONE)
    visitor.expects("status of 422")
    entry = an_entry(house, "outcome", "Pamana sniegu", "VAL", Stage.THIRD)
    page = opens(visitor, house.people.teacher, plan)
    type(entry).objects.filter(pk=entry.pk).update(last_year=2025)
    page.locator("#area-VAL > summary").tap()
    tick = page.locator(f'[value="outcome:VAL:{entry.pk}"]')
    tick.click()
    expect(page.locator("#wrong-VAL")).not_to_be_empty()
    expect(tick).not_to_be_checked()


def test_what_is_missing_leads_there_and_the_plan_is_submitted(arrives, house, plan):
    complete(house, plan)
    operations.save_section(
        plan=plan, code="topic", text="", version=1, at=at(8),
        by=house.access(house.people.teacher, "teacher"),
    )  # fmt: skip
    page = opens(arrives(PHONE), house.people.teacher, plan)
    expect(page.locator("#progress-words")).to_contain_text("10 no 11 sadaļām")
    expect(page.locator("[data-lacks] a")).to_have_text(["Temats"])
    page.locator("[data-lacks] a").tap()
    expect(field(page, "topic")).to_be_focused()
    field(page, "topic").fill("Ziema")
    expect(page.locator("#progress-words")).to_contain_text("11 no 11 sadaļām")
    page.get_by_role("button", name="Iesniegt plānu").tap()
    expect(page.locator("main")).to_contain_text("Plāns ir iesniegts")
    plan.refresh_from_db()
    assert plan.is_submitted
    assert text_of(plan, "topic") == "Ziema"


def test_what_was_missing_is_called_missing_no_more_once_it_is_given(arrives, house, plan):
    complete(house, plan)
    who = {"plan": plan, "by": house.access(house.people.teacher, "teacher"), "at": at(8)}
    for code in ("topic", "content"):
        operations.save_section(code=code, text="", version=1, **who)
    visitor = arrives(PHONE)
    page = opens(visitor, house.people.teacher, plan)
    visitor.expects("422")
    page.get_by_role("button", name="Iesniegt plānu").tap()
    told = page.locator(".note .leads")
    expect(told.locator("a")).to_have_text(["Temats", "Saturs"])
    writes(page, "topic", "Ziema")
    expect(told.locator("a")).to_have_text(["Saturs"])
    writes(page, "content", "Pētām ledu")
    expect(told).to_have_count(0)


def test_a_hint_in_a_field_is_whole_on_a_phone(arrives, house, plan):
    page = opens(arrives(PHONE), house.people.teacher, plan)
    page.locator("#area-VAL > summary").tap()
    fits = "one => { one.value = one.placeholder; return one.scrollWidth <= one.clientWidth; }"
    assert page.locator("#own-text-VAL").evaluate(fits)


def test_word_processors_lists_are_pasted_as_lines(arrives, house, plan):
    page = opens(arrives(DESKTOP), house.people.teacher, plan)
    item = "<li>sniegu<script>alert(1)</script></li>"
    html = f'<p style="color:red"><b>Pētām</b></p><ul><li>ledu</li>{item}</ul>'
    field(page, "content").evaluate(
        """(area, html) => {
          const data = new DataTransfer();
          data.setData('text/html', html);
          data.setData('text/plain', 'x');
          area.focus();
          const how = {clipboardData: data, bubbles: true, cancelable: true};
          area.dispatchEvent(new ClipboardEvent('paste', how));
        }""",
        html,
    )
    expect(field(page, "content")).to_have_value("Pētām\n• ledu\n• sniegu")
    field(page, "content").blur()
    is_saved(page, "content")


def test_without_script_everything_is_saved_by_one_button(arrives, house, plan):
    visitor = arrives(PHONE, java_script_enabled=False)
    page = opens(visitor, house.people.teacher, plan)
    field(page, "topic").fill("Ziema")
    page.locator("#values .chip").first.click()
    page.locator("#area-VAL > summary").click()
    page.locator("#area-VAL .pick").first.click()
    page.get_by_role("button", name="Saglabāt", exact=True).last.click()
    expect(page.locator("main")).to_contain_text("Melnraksts ir saglabāts")
    assert text_of(plan, "topic") == "Ziema"
    assert plan.choices.standing().count() == 2


def test_the_page_is_calm_for_everybody(arrives, house, plan):
    full = a_full_plan(
        house, house.groups["Bitītes"], plan.month.replace(year=2027, month=1), submitted_at=None
    )
    visitor = arrives(PHONE)
    visitor.is_signed_in(house.people.teacher)
    html = visitor.open(place(full)).text()
    for summary in ("#area-VAL > summary", "#item-rows summary", ".child-note summary"):
        visitor.page.locator(summary).first.click()
    visitor.page.locator("#item-new .chip").first.click()
    assert checks.nothing_wrong_with(visitor.page, html) == []
