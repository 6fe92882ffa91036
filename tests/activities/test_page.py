"""The page of a day: ticked, typed, added, confirmed and taken back, with and without script."""

import pytest

from activities import operations
from activities.models import DayLog
from activities.picks import MOST
from planning.parts import Choose
from tests.activities import makers
from tests.activities.changing import outcomes as plan_outcomes
from tests.activities.makers import url
from tests.world import HOLIDAY, MONDAY, TUESDAY, at

pytestmark = pytest.mark.django_db


def in_one_line(answer) -> str:
    return " ".join(answer.content.decode().split())


def outcome(plan):
    return plan.choices.filter(kind=Choose.OUTCOME, area="MAT", entry=None)[0]


def test_what_is_planned_stands_there_to_be_ticked(ilze, bees, plan):
    page = ilze.get(url(bees))
    assert f'value="choice:{outcome(plan).pk}"' in page.content.decode()
    assert not DayLog.objects.exists()


def test_a_tick_is_saved_and_brings_what_can_be_said_of_it(ilze, bees, plan):
    answer = ilze.post(url(bees, "ticks"), {"pick": f"choice:{outcome(plan).pk}", "on": "1"})
    (entry,) = DayLog.objects.get().entries.standing()
    assert (answer.status_code, f"text-{entry.code}" in answer.content.decode()) == (200, True)
    gone = ilze.post(url(bees, "ticks"), {"pick": f"choice:{outcome(plan).pk}", "on": ""})
    assert (gone.status_code, DayLog.objects.get().entries.standing().exists()) == (200, False)


def test_a_tick_brings_who_made_it_and_when(ilze, bees, plan):
    key = f"choice-{outcome(plan).pk}"
    pick = {"pick": f"choice:{outcome(plan).pk}"}
    answer = in_one_line(ilze.post(url(bees, "ticks"), pick | {"on": "1"}))
    assert f'<span id="who-{key}" hx-swap-oob="outerHTML"><small class="activity-by"' in answer
    assert "</span>Ilze Kalēja 13:30</small>" in answer
    gone = in_one_line(ilze.post(url(bees, "ticks"), pick))
    assert f'<span id="who-{key}" hx-swap-oob="outerHTML"></span>' in gone


def test_a_text_brings_who_wrote_it_last(ilze, house, bees):
    assistant = house.access(house.people.assistant, "teacher")
    entry = makers.entry_of(makers.written(bees, assistant, when=at(12)))
    assert "</span>Zane Ābele 12:00</small>" in in_one_line(ilze.get(url(bees)))
    typed = {f"text-{entry.code}": "Mērījām", f"version-{entry.code}": "0"}
    answer = in_one_line(ilze.post(url(bees, "text", entry.pk), typed))
    assert f'id="by-{entry.code}" hx-swap-oob="outerHTML"' in answer
    assert "</span>Ilze Kalēja 13:30</small>" in answer


def test_whoever_ticks_is_told_to_colleagues_as_writing(ilze, house, bees, plan):
    ilze.post(url(bees, "ticks"), {"pick": f"choice:{outcome(plan).pk}", "on": "1"})
    assert "Ilze Kalēja" not in ilze.get(url(bees, "writers")).content.decode()
    ilze.force_login(house.people.assistant)
    told = in_one_line(ilze.get(url(bees, "writers")))
    assert "<b>Ilze Kalēja</b></span>" in told  # a day is not divided into parts


def test_what_cannot_be_ticked_is_said(ilze, bees):
    assert ilze.post(url(bees, "ticks"), {"pick": "choice:0", "on": "1"}).status_code == 422
    assert ilze.post(url(bees, "ticks"), {"pick": "nothing", "on": "1"}).status_code == 422


def test_without_script_the_form_goes_whole(ilze, bees, plan):
    token = f"choice:{outcome(plan).pk}"
    posted = {"chosen": [token], "own-title": "Tilts", "own-area": "TEH", "own-text": "Lai turas"}
    assert ilze.post(url(bees), posted).status_code == 302
    titles = list(DayLog.objects.get().entries.standing().values_list("title", flat=True))
    assert titles == [outcome(plan).words, "Tilts"]
    ilze.post(url(bees), {"had": [token]})
    assert [one.title for one in DayLog.objects.get().entries.standing()] == ["Tilts"]


def test_more_ticks_than_a_page_has_are_refused(ilze, bees, plan):
    ticks = [f"again:{number}" for number in range(1, MOST + 2)]
    assert ilze.post(url(bees), {"chosen": ticks}).status_code == 422
    assert not DayLog.objects.exists()


def test_an_own_entry_without_an_area_is_kept_and_said(ilze, bees):
    page = ilze.post(url(bees), {"own-title": "Tilts", "own-text": "Lai turas"})
    assert (page.status_code, "Lai turas" in page.content.decode()) == (422, True)
    assert not DayLog.objects.exists()


def test_a_childs_name_is_asked_about_before_it_is_saved(ilze, house, bees):
    name = house.children["Bitītes"][0].first_name
    posted = {"own-title": "Tilts", "own-area": "TEH", "own-text": f"{name} izdomāja tiltu"}
    page = ilze.post(url(bees), posted)
    assert (page.status_code, b'name="named-own"' in page.content) == (422, True)
    kept = posted | {
        "named-own": "replace",
        "asked-own": page.context["sheet"].own.heard.asked_keys,
    }
    assert ilze.post(url(bees), kept).status_code == 302
    assert name not in DayLog.objects.get().entries.get().text


def test_confirmed_with_one_tap_and_taken_back_within_the_minute(ilze, bees, time_machine, teacher):
    makers.written(bees, teacher)
    assert ilze.post(url(bees, "confirm"), {}).status_code == 302
    page = ilze.get(url(bees))
    assert (page.context["seconds"], page.context["due"]["tone"]) == (60, "good")
    time_machine.move_to(at(13, 30, 59), tick=False)
    assert ilze.post(url(bees, "take_back")).status_code == 302
    assert not DayLog.objects.get().is_confirmed


def test_after_the_minute_it_stands(ilze, bees, time_machine, teacher):
    makers.written(bees, teacher)
    ilze.post(url(bees, "confirm"), {})
    time_machine.move_to(at(13, 31), tick=False)
    assert ilze.post(url(bees, "take_back")).status_code == 409
    assert DayLog.objects.get().is_confirmed


def test_confirming_what_is_confirmed_loses_nothing_that_was_typed(ilze, bees, teacher):
    log = makers.confirmed(bees, teacher, when=at(13))
    assert ilze.post(url(bees, "confirm"), {}).status_code == 302
    code = makers.entry_of(log).code
    page = ilze.post(url(bees, "confirm"), {f"text-{code}": "Mērījām", f"version-{code}": "0"})
    assert (page.status_code, "Mērījām" in page.content.decode()) == (409, True)


def test_all_that_a_confirmation_of_a_colleague_keeps_out_is_on_the_page(
    ilze, house, bees, plan, teacher
):
    """Texts, ticks, skills, the note and what was done beside the plan: of a form that goes whole."""
    log, (first, second) = makers.opened(bees, teacher), plan_outcomes(plan)
    entry = makers.tick(log, f"choice:{first.pk}", teacher)
    operations.confirm(log=log, by=teacher, at=at(13))
    page = ilze.post(url(bees), {
        "had": [f"choice:{first.pk}", f"skill:{entry.pk}:DP"],
        "chosen": [f"choice:{second.pk}", f"skill:{entry.pk}:DP", f"skill:{entry.pk}:SA"],
        f"text-{entry.code}": "Mērījām", f"version-{entry.code}": "0",
        "text-note": "Rīt līmi", "version-note": "0",
        "own-title": "Tilts", "own-area": "TEH", "own-text": "Lai turas",
    })  # fmt: skip
    assert page.status_code == 409
    assert page.context["unsaved"] == [
        (entry.title, "Mērījām"), ("Piezīme kolēģiem", "Rīt līmi"), ("Tilts", "Lai turas"),
        ("Atzīmēts", f"{second.words}; {entry.title}: sadarbība"),
        ("Atzīme noņemta", entry.title),
    ]  # fmt: skip
    for words in ("Mērījām", "Lai turas", "sadarbība"):
        assert words in page.content.decode()
    assert [one.text for one in log.entries.standing()] == [""]


def test_what_the_confirmed_day_has_already_is_not_told_as_lost(ilze, bees, plan, teacher):
    log = makers.opened(bees, teacher)
    entry = makers.tick(log, f"choice:{outcome(plan).pk}", teacher)
    entry.log = log
    operations.save_text(entry=entry, text="Mērījām", version=0, by=teacher, at=at(13))
    operations.confirm(log=log, by=teacher, at=at(13, 10))
    page = ilze.post(url(bees), {
        "chosen": [f"choice:{outcome(plan).pk}"],
        f"text-{entry.code}": "Mērījām", f"version-{entry.code}": "0",
    })  # fmt: skip
    assert (page.status_code, page.context["unsaved"]) == (409, [])


def test_own_words_sent_after_the_confirmation_supplement_the_day(ilze, bees, teacher):
    makers.confirmed(bees, teacher, when=at(13))
    page = ilze.post(url(bees), {"own-title": "Tornis", "own-area": "TEH"}, follow=True)
    assert "Diena ir papildināta." in page.content.decode()
    assert [one.title for one in DayLog.objects.get().entries.all()][1:] == ["Tornis"]


def test_of_an_entry_that_is_gone_it_is_said_where_one_types(ilze, bees, teacher):
    log = makers.written(bees, teacher)
    entry = makers.entry_of(log)
    operations.take_away_entry(entry=entry, by=teacher, at=at(13, 5))
    typed = {f"text-{entry.code}": "Mērījām", f"version-{entry.code}": "0"}
    changed = {"entry-title": "Tornis", "entry-area": "TEH", "entry-version": "0"}
    place = url(bees, "entry", entry.pk)
    for answer in (ilze.post(url(bees, "text", entry.pk), typed), ilze.post(place, changed)):
        assert answer.status_code == 422
        assert "Šo darbību pa šo laiku kāds noņēma." in answer.content.decode()
    assert ilze.get(place).status_code == 404


def test_a_skill_that_is_ticked_is_in_the_line_of_its_entry(ilze, bees, teacher):
    entry = makers.entry_of(makers.written(bees, teacher))
    skill = {"pick": f"skill:{entry.pk}:SA", "on": "1"}
    answer = ilze.post(url(bees, "ticks"), skill).content.decode()
    assert f'id="skills-{entry.code}" hx-swap-oob="outerHTML">sadarbība<' in answer


def test_an_empty_day_is_refused_with_the_reason(ilze, bees):
    page = ilze.post(url(bees, "confirm"), {})
    assert (page.status_code, len(page.context["notes"])) == (422, 1)


def test_a_text_is_saved_as_it_is_typed_and_two_meet(ilze, bees, teacher):
    log = makers.written(bees, teacher)
    entry = makers.entry_of(log)
    place, name = url(bees, "text", entry.pk), f"text-{entry.code}"
    first = ilze.post(place, {name: "Skaitījām", f"version-{entry.code}": "0"})
    second = ilze.post(place, {name: "Mērījām", f"version-{entry.code}": "0"})
    assert (first.status_code, second.status_code) == (200, 409)
    assert "Skaitījām" in second.content.decode()


def test_a_confirmed_entry_changes_by_one_act(ilze, bees, teacher):
    log = makers.confirmed(bees, teacher, when=at(13))
    entry = makers.entry_of(log)
    place = url(bees, "entry", entry.pk)
    assert ilze.get(place).status_code == 200
    changed = {
        "entry-title": "Tilts", "entry-area": "TEH", "entry-text": "Garāks", "entry-version": "0",
        "entry-reason": "Precizēts",
    }  # fmt: skip
    assert ilze.post(place, changed).status_code == 302
    entry.refresh_from_db()
    assert (entry.title, entry.text, entry.amendments.get().reason) == (
        "Tilts",
        "Garāks",
        "Precizēts",
    )
    assert "13:30" in ilze.get(url(bees)).content.decode()
    assert ilze.post(url(bees, "remove_entry", entry.pk)).status_code == 422  # the last one


def test_a_confirmed_day_is_supplemented(ilze, bees, teacher):
    makers.confirmed(bees, teacher, when=at(13))
    posted = {"entry-title": "Vakara aplis", "entry-area": "VAL", "entry-version": "0"}
    assert ilze.get(url(bees, "new_entry")).status_code == 200
    assert ilze.post(url(bees, "new_entry"), posted).status_code == 302
    assert DayLog.objects.get().entries.count() == 2


def test_the_note_to_colleagues_is_saved_before_and_after(ilze, bees, teacher):
    makers.confirmed(bees, teacher, when=at(13))
    saved = ilze.post(url(bees, "note"), {"text-note": "Rīt līmi", "version-note": "0"})
    assert (saved.status_code, DayLog.objects.get().notes.get().text) == (302, "Rīt līmi")


@pytest.mark.parametrize("day", [TUESDAY, HOLIDAY])
def test_a_day_without_a_log_says_why(ilze, bees, day):
    page = ilze.get(url(bees, day=day))
    assert (page.status_code, bool(page.context["refusal"])) == (200, True)
    posted = {"own-title": "Tilts", "own-area": "TEH", "own-text": "Lai turas"}
    page = ilze.post(url(bees, day=day), posted)
    assert (page.status_code, page.context["unsaved"]) == (422, [("Tilts", "Lai turas")])
    assert not DayLog.objects.exists()


def test_a_specialist_ticks_own_areas_and_has_no_confirm(client, bees, plan, music, time_machine):
    time_machine.move_to(at(13, 30), tick=False)
    client.force_login(music.user)
    page = client.get(url(bees))
    mine = plan.choices.filter(kind=Choose.OUTCOME, area="KUL", entry=None)[0]
    text = page.content.decode()
    assert f'value="choice:{mine.pk}"' in text
    assert f'value="choice:{outcome(plan).pk}"' not in text
    assert url(bees, "confirm") not in text
    theirs = {"pick": f"choice:{outcome(plan).pk}", "on": "1"}
    assert client.post(url(bees, "ticks"), theirs).status_code == 403


def test_the_page_asks_the_same_however_much_is_in_it(ilze, bees, plan, teacher, savepoints_aside):
    for number in range(12):
        makers.written(bees, teacher, MONDAY, makers.said(f"Darbība {number}"))
    ilze.get(url(bees))
    with savepoints_aside(15):
        ilze.get(url(bees))


@pytest.mark.parametrize("who", ["teacher", "music"])
def test_a_tick_and_a_text_ask_eight_questions_at_most(
    client, bees, plan, who, request, time_machine, savepoints_aside
):
    access = request.getfixturevalue(who)
    time_machine.move_to(at(13, 30), tick=False)
    client.force_login(access.user)
    makers.written(bees, access, MONDAY, makers.said(area="KUL"))
    tokens = [f"choice:{one.pk}" for one in plan.choices.filter(kind=Choose.OUTCOME, area="KUL")]
    client.get(url(bees))
    client.post(url(bees, "ticks"), {"pick": tokens[0], "on": "1"})
    with savepoints_aside(8):
        client.post(url(bees, "ticks"), {"pick": tokens[1], "on": "1"})
    entry = makers.entry_of(DayLog.objects.get())
    name, version = f"text-{entry.code}", f"version-{entry.code}"
    client.post(url(bees, "text", entry.pk), {name: "Viens", version: "0"})
    with savepoints_aside(8):
        client.post(url(bees, "text", entry.pk), {name: "Divi", version: "1"})
    assert makers.entry_of(DayLog.objects.get()).text == "Divi"


def test_what_is_refused_begins_no_day(ilze, bees):
    ilze.post(url(bees, "confirm"), {})
    ilze.post(url(bees, "ticks"), {"pick": "choice:0", "on": "1"})
    ilze.post(url(bees), {})
    assert not DayLog.objects.exists()


def test_the_answer_about_a_name_goes_on_to_the_confirmation(ilze, house, bees):
    name = house.children["Bitītes"][0].first_name
    posted = {"own-title": "Tilts", "own-area": "TEH", "own-text": f"{name} izdomāja tiltu"}
    page = ilze.post(url(bees, "confirm"), posted)
    assert f'value="keep" formaction="{url(bees, "confirm")}"' in page.content.decode()
    asked = page.context["sheet"].own.heard.asked_keys
    ilze.post(url(bees, "confirm"), posted | {"named-own": "replace", "asked-own": asked})
    assert DayLog.objects.get().is_confirmed
