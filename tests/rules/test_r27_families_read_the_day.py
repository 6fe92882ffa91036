"""R27, R4: families read their children's days once the minute of grace is over, and nothing else of them."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.urls import reverse

from activities import operations
from activities.feed.rows import DAYS
from activities.models import DayEntry, DayLog, DayNote
from outbox import grace
from outbox.clock import ONE_DAY
from outbox.models import GRACE, Delivery, Mode, Notification, Preference
from outbox.relay import Letters
from people import operations as people
from people.access import role_key
from people.models import Enrolment
from tests.activities import makers
from tests.activities.makers import said
from tests.planning.full import a_full_plan, texts
from tests.rules.test_r22_attendance_by_nine import save
from tests.world import MONDAY, TUESDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
FEED, TODAY, INBOX = reverse("activities:feed"), reverse("today"), reverse("messaging:inbox")
SETTINGS = reverse("messaging:settings")
FRIDAY, NOVEMBER = MONDAY - ONE_DAY * 3, MONDAY.replace(day=1)
CANARY = "Kanārijputniņš-melnrakstā"
EVENING = at(18, 30)


@pytest.fixture
def opens(client):
    """``opens(person, url, when)``: the answer."""

    def _opens(person, url: str = FEED, when: datetime = EVENING, **asked):
        client.force_login(person, backend=BACKEND)
        with time_machine.travel(when, tick=False):
            return client.get(url, asked)

    return _opens


def cards(answer, part: str = "") -> list:
    """Those that stand open, then those that are lines."""
    names = [part] if part else ["opened", "folded"]
    return [card for name in names for day in answer.context[name] for card in day.cards]


def days(answer) -> list[tuple[date, str]]:
    return [(card.log.day, card.log.group.name) for card in cards(answer)]


def told(answer) -> str:
    return answer.content.decode()


def laid(house, group, days: list[date], title: str = "Pastaiga") -> list[DayLog]:
    """Released days as rows: what is asked here is how they are read."""
    by, mine = house.people.teacher, {"institution": house.institution}
    logs = DayLog.objects.bulk_create(
        DayLog(
            **mine, group=group, day=day, opened_at=at(13, day=day), opened_by=by,
            confirmed_at=at(14, day=day), confirmed_by=by, released_at=at(14, 1, day=day),
        )
        for day in days
    )  # fmt: skip
    DayEntry.objects.bulk_create(
        DayEntry(
            **mine, log=log, area="MAT", title=title, added_at=at(13, day=log.day), added_by=by
        )
        for log in logs
        for _number in range(3)
    )
    return logs


def working_days(count: int) -> list[date]:
    every = (MONDAY - ONE_DAY * n for n in range(2 * count))
    return [day for day in every if day.weekday() < 5][:count]


# --- before it is shown ---------------------------------------------------------------------------
@pytest.mark.parametrize("make", [makers.written, makers.confirmed])
def test_a_draft_and_a_day_in_its_minute_say_nothing_anywhere(house, bees, teacher, opens, make):
    log = make(bees, teacher, MONDAY, said(CANARY, text=CANARY))
    grace.release_due(at(14, 0, 59))
    history = reverse("audit:history", args=["daylog", log.pk])
    mother = house.people.mother
    for url in (FEED, TODAY, INBOX, reverse("duties:calendar"), history):
        assert CANARY not in told(opens(mother, url, at(14, 0, 59)))
    assert not Notification.objects.filter(kind="activities.day").exists()


def test_once_its_minute_is_over_it_is_there(house, bees, teacher, opens):
    log = makers.confirmed(bees, teacher, MONDAY, said(CANARY, text="Ar klučiem"))
    grace.release_due(at(14, 1))
    mother = house.people.mother
    assert CANARY in told(opens(mother))
    assert f'href="{FEED}#day-{log.pk}"' in told(opens(mother, TODAY))
    assert CANARY in told(opens(mother, TODAY))


def test_what_was_taken_back_is_gone_for_good(house, bees, teacher, opens):
    log = makers.confirmed(bees, teacher, MONDAY, said(CANARY))
    operations.take_back(log=log, by=teacher, at=at(14, 0, 30))
    grace.release_due(at(15))
    assert cards(opens(house.people.mother)) == []


def test_a_note_to_colleagues_is_never_read(house, bees, teacher, opens):
    log = makers.released(bees, teacher)
    DayNote.objects.filter(log=log).update(
        text=CANARY, version=1, saved_at=at(14), saved_by=teacher.user
    )
    for url in (FEED, TODAY):
        assert CANARY not in told(opens(house.people.mother, url))


def test_the_history_of_an_entry_is_not_for_families(house, bees, teacher, opens):
    log = makers.released(bees, teacher)
    history = reverse("audit:history", args=["daylog", log.pk])
    assert opens(house.people.mother, history).status_code == 403


# --- whose ----------------------------------------------------------------------------------------
def test_of_a_child_that_moved_the_old_groups_days_before_and_the_new_ones_after(
    house, bees, owls, opens
):
    elza = house.children["Pūcītes"][1]
    people.move(child=elza, group=bees, since=MONDAY, by=house.by)
    for group in (bees, owls):
        laid(house, group, [FRIDAY, MONDAY], f"Diena-{group.name}")
    parent = house.people.other_parent
    assert days(opens(parent)) == [(MONDAY, "Bitītes"), (FRIDAY, "Pūcītes")]
    shown = told(opens(parent, TODAY))
    assert "Diena-Bitītes" in shown
    assert "Diena-Pūcītes" not in shown


def test_while_a_child_stays_elsewhere_the_days_are_that_groups(house, bees, owls, opens):
    people.enrol(
        child=house.children["Pūcītes"][1], group=bees, since=FRIDAY, until=MONDAY, by=house.by,
        kind=Enrolment.Kind.TEMPORARY,
    )  # fmt: skip
    for group in (bees, owls):
        laid(house, group, [FRIDAY, MONDAY])
    found = days(opens(house.people.other_parent))
    assert found == [(MONDAY, "Pūcītes"), (FRIDAY, "Bitītes")]


def test_who_may_not_know_where_the_child_is_reads_nothing(house, bees, teacher, opens):
    makers.released(bees, teacher, MONDAY, said(CANARY))
    restricted, emils = house.people.restricted, house.children["Bitītes"][1]
    for url in (FEED, TODAY, INBOX):
        assert CANARY not in told(opens(restricted, url))
    assert days(opens(restricted)) == []
    assert opens(restricted, child=emils.pk).status_code == 404
    assert not Notification.objects.filter(kind="activities.day", person=restricted).exists()


def test_a_restriction_of_today_takes_the_days_before_too(house, bees, teacher, opens):
    makers.released(bees, teacher)
    assert len(cards(opens(house.people.mother))) == 1
    for guardianship in house.people.mother.guardianships.all():
        people.restrict(
            guardianship=guardianship, document="Lēmums 8", issuer="Tiesa", since=MONDAY,
            by=house.by,
        )  # fmt: skip
    assert cards(opens(house.people.mother)) == []


def test_who_is_no_guardian_any_more_reads_nothing(house, bees, teacher, opens):
    makers.released(bees, teacher, FRIDAY)
    assert opens(house.people.former_parent).status_code == 200
    assert days(opens(house.people.former_parent)) == []


def test_a_parent_of_two_houses_reads_both_by_name(house, other_house, bees, teacher, opens):
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][0], mother)
    laid(house, bees, [MONDAY])
    assert house.institution.name not in cards(opens(mother))[0].about
    laid(other_house, other_house.groups["Bitītes"], [MONDAY])
    abouts = [card.about for card in cards(opens(mother))]
    assert len(abouts) == 2
    for one in (house, other_house):
        assert any(about.endswith(one.institution.name) for about in abouts)


def test_a_teacher_who_is_a_parent_reads_as_a_parent_their_own_childs_days(
    house, bees, owls, client, opens
):
    teacher = house.people.teacher
    house.guardian(house.children["Pūcītes"][1], teacher, "guardian")
    for group in (bees, owls):
        laid(house, group, [MONDAY])
    assert opens(teacher).status_code == 404
    with time_machine.travel(EVENING, tick=False):
        client.post(reverse("people:act_as"), {"role": role_key("parent", None)})
        assert days(client.get(FEED)) == [(MONDAY, "Pūcītes")]


@pytest.mark.parametrize(
    "who", ["head", "teacher", "assistant", "specialist", "nurse", "clerk", "superuser"]
)
def test_to_staff_there_is_no_such_page(house, bees, opens, who):
    laid(house, bees, [MONDAY])
    assert opens(getattr(house.people, who)).status_code == 404


# --- one for all own children ---------------------------------------------------------------------
def test_siblings_of_one_group_have_one_card_with_both_names(house, bees, opens):
    house.guardian(house.children["Bitītes"][2], house.people.mother)
    laid(house, bees, [MONDAY])
    (card,) = cards(opens(house.people.mother))
    assert card.about == "Anna, Ģirts"


def test_a_child_at_a_time_by_its_chip(house, bees, owls, opens):
    mother, anna = house.people.mother, house.children["Bitītes"][0]
    for group in (bees, owls):
        laid(house, group, [MONDAY])
    chips = opens(mother).context["chips"]
    assert [chip["label"] for chip in chips] == ["Visi bērni", "Anna", "Kārlis"]
    assert days(opens(mother, child=anna.pk)) == [(MONDAY, "Bitītes")]
    assert opens(house.people.other_parent).context["chips"] == []


def test_a_strangers_child_and_what_is_no_day_are_not_there(house, bees, opens):
    mother, emils = house.people.mother, house.children["Bitītes"][1]
    for asked in ({"child": emils.pk}, {"child": "x"}, {"child": 10**30}):
        assert opens(mother, **asked).status_code == 404
    for before in ("x", "2026-13-01", "0", "2026-11-16T10"):
        assert opens(mother, before=before).status_code == 404


def test_a_child_that_was_away_is_told_calmly(house, bees, owls, teacher, opens):
    save(house, 0)
    laid(house, bees, [MONDAY])
    (card,) = cards(opens(house.people.mother))
    assert card.about == "Anna šodien nebija klāt · ko darīja grupa"
    (card,) = cards(opens(house.people.mother, when=at(18, day=TUESDAY)))
    assert card.about == "Anna šajā dienā nebija klāt · ko darīja grupa"


def test_a_sibling_who_was_there_stands_first(house, bees, opens):
    house.guardian(house.children["Bitītes"][2], house.people.mother)
    save(house, 0)
    laid(house, bees, [MONDAY])
    (card,) = cards(opens(house.people.mother))
    assert card.about == "Ģirts · Anna šodien nebija klāt"


# --- what a card says -----------------------------------------------------------------------------
def test_area_skills_authors_and_when_it_was_confirmed(house, bees, teacher, opens):
    makers.released(bees, teacher, MONDAY, said(text="No klučiem", skills=["SA", "KD"]))
    shown = told(opens(house.people.mother))
    for words in (
        "Tilts no klučiem", "No klučiem", "Ilze Kalēja · apstiprināts 14:00",
        "Matemātikas · kritiskā domāšana un problēmrisināšana, sadarbība",
    ):  # fmt: skip
        assert words in shown


def test_topic_and_the_one_thing_to_ask_come_from_the_submitted_plan(house, bees, opens):
    laid(house, bees, [FRIDAY, MONDAY])
    topic, ask = texts()["topic"].said, texts()["ask_home"].said
    plan = a_full_plan(house, bees, NOVEMBER, submitted_at=None)
    assert topic not in told(opens(house.people.mother))
    assert ask not in told(opens(house.people.mother))
    type(plan).objects.update(submitted_at=at(8), submitted_by=house.people.teacher)
    shown = opens(house.people.mother)
    assert all(card.about == f"Anna · {topic}" for card in cards(shown))
    assert [card.ask_home for card in cards(shown)] == [ask, ""]
    assert texts()["differentiation"].said not in told(shown)


def test_what_was_taken_away_is_not_shown(house, bees, teacher, opens):
    log = makers.released(bees, teacher, MONDAY, said(CANARY), said("Paliek"))
    gone = log.entries.get(title=CANARY)
    operations.take_away_entry(entry=gone, by=teacher, at=at(15, 20))
    for url in (FEED, TODAY):
        assert CANARY not in told(opens(house.people.mother, url))
    (card,) = cards(opens(house.people.mother))
    assert (card.titles, card.changed) == ("Paliek", "labots 15:20")


def test_what_was_changed_is_the_new_text_with_its_time_and_no_reason(house, bees, teacher, opens):
    log = makers.released(bees, teacher, MONDAY, said("Vecie vārdi"), said("Cits"))
    operations.change_entry(
        entry=makers.entry_of(log), said=said("Jaunie vārdi"), version=0, reason=CANARY, by=teacher,
        at=at(8, 10, day=TUESDAY),
    )  # fmt: skip
    shown = opens(house.people.mother, when=at(9, day=TUESDAY))
    (card,) = cards(shown)
    assert [(one.entry.title, one.changed) for one in card.did] == [
        ("Jaunie vārdi", "labots 17.11. 8:10"), ("Cits", ""),
    ]  # fmt: skip
    for words in ("Vecie vārdi", CANARY):
        assert words not in told(shown)
    assert "apstiprināts 14:00, labots 17.11. 8:10" in told(shown)


def test_what_was_added_afterwards_is_called_so(house, bees, teacher, opens):
    log = makers.released(bees, teacher)
    operations.add_entry(log=log, said=said("Vakara aplis"), by=teacher, at=at(17, 5))
    (card,) = cards(opens(house.people.mother))
    assert [one.changed for one in card.did] == ["", "papildināts 17:05"]
    assert card.changed == "papildināts 17:05"


# --- new and read ---------------------------------------------------------------------------------
def test_at_first_the_newest_day_stands_open_and_nothing_is_called_new(house, bees, owls, opens):
    laid(house, bees, [FRIDAY, MONDAY])
    laid(house, owls, [FRIDAY])
    shown = opens(house.people.mother)
    assert [card.log.day for card in cards(shown, "opened")] == [MONDAY]
    assert [card.log.day for card in cards(shown, "folded")] == [FRIDAY, FRIDAY]
    assert "new-dot" not in told(shown)


def test_what_is_new_since_the_last_time_stands_open_and_is_counted(house, bees, owls, opens):
    mother = house.people.mother
    laid(house, bees, [FRIDAY])
    opens(mother, when=at(18, 20, day=FRIDAY))
    laid(house, bees, [MONDAY])
    laid(house, owls, [FRIDAY, MONDAY])
    shown = opens(mother)
    assert [card.log.day for card in cards(shown, "opened")] == [MONDAY, MONDAY, FRIDAY]
    assert [card.log.group.name for card in cards(shown, "folded")] == ["Bitītes"]
    assert "Jauns kopš 13.11. 18:20: 3 ieraksti" in told(shown)
    assert told(shown).count("new-dot") == 3
    assert "līdz šejienei jau lasīts 13.11. 18:20" in told(shown)


def test_it_stays_new_for_the_visit_and_is_read_afterwards(house, bees, opens):
    mother = house.people.mother
    laid(house, bees, [FRIDAY])
    opens(mother, when=at(18, day=FRIDAY))
    laid(house, bees, [MONDAY])
    opens(mother)
    again = opens(mother, when=EVENING + timedelta(minutes=29))
    assert len(cards(again, "opened")) == 1
    later = opens(mother, when=EVENING + timedelta(minutes=30))
    assert cards(later, "opened") == []
    assert "Kopš šodien 18:30 jaunu ierakstu nav" in told(later)


def test_each_guardian_reads_for_oneself(house, bees, opens):
    laid(house, bees, [FRIDAY])
    for parent in (house.people.mother, house.people.father):
        opens(parent, when=at(18, day=FRIDAY))
    laid(house, bees, [MONDAY])
    opens(house.people.mother, when=at(15))
    assert cards(opens(house.people.mother, when=at(16)), "opened") == []
    assert len(cards(opens(house.people.father, when=at(16)), "opened")) == 1


def test_before_the_first_day_a_calm_sentence(house, opens):
    shown = opens(house.people.mother)
    assert "Te būs Jūsu bērnu dienas" in told(shown)


# --- many -----------------------------------------------------------------------------------------
def test_thirty_days_a_page_and_a_link_to_those_before(house, bees, opens):
    *first, one_more = working_days(DAYS + 1)
    laid(house, bees, [*first, one_more])
    mother, anna = house.people.mother, house.children["Bitītes"][0]
    shown = opens(mother)
    assert [day for day, _group in days(shown)] == first
    assert shown.context["earlier"] == f"?before={first[-1]}"
    earlier = opens(mother, before=first[-1])
    assert [day for day, _group in days(earlier)] == [one_more]
    assert (earlier.context["earlier"], cards(earlier, "opened")) == ("", [])
    of_anna = opens(mother, child=anna.pk)
    assert of_anna.context["earlier"] == f"?child={anna.pk}&before={first[-1]}"


@pytest.mark.parametrize("count", [1, DAYS])
def test_a_page_of_three_children_asks_fourteen_questions_at_most(
    house, bees, owls, client, opens, savepoints_aside, count
):
    mother = house.people.mother
    house.guardian(house.children["Bitītes"][2], mother)
    for group in (bees, owls):
        a_full_plan(house, group, NOVEMBER, submitted_at=at(8))
        laid(house, group, working_days(count))
    save(house, 0)
    opens(mother, INBOX)
    with time_machine.travel(EVENING, tick=False), savepoints_aside(14):
        shown = client.get(FEED)
    assert len(cards(shown)) == 2 * count


def test_today_of_a_parent_asks_fifteen_at_most(house, bees, owls, client, opens, savepoints_aside):
    for group in (bees, owls):
        laid(house, group, working_days(10))
    save(house, 0)
    opens(house.people.mother, INBOX)
    with time_machine.travel(EVENING, tick=False), savepoints_aside(15):
        assert client.get(TODAY).context["kids"][0]["newest"]


# --- Today ----------------------------------------------------------------------------------------
def test_today_leads_to_the_newest_day_of_each_child(house, bees, owls, opens):
    laid(house, bees, [FRIDAY, MONDAY], "Tilts")
    laid(house, owls, [FRIDAY], "Vilna")
    shown = opens(house.people.mother, TODAY)
    newest = [(kid["newest"].when, kid["newest"].titles) for kid in shown.context["kids"]]
    assert sorted(newest) == [
        ("Grupā 13.11.", "Vilna · Vilna · Vilna"), ("Grupā šodien", "Tilts · Tilts · Tilts"),
    ]  # fmt: skip


# --- told -----------------------------------------------------------------------------------------
def test_families_are_told_when_the_minute_is_over_with_the_days_summary(
    house, bees, teacher, client, opens
):
    mother = house.people.mother
    verified_email(mother)
    log = makers.confirmed(bees, teacher, MONDAY, said(CANARY, text=CANARY))
    told_of = Notification.objects.filter(kind="activities.day")
    assert not told_of.exists()
    grace.release_due(at(14) + GRACE)
    both = {(who.pk, MONDAY) for who in (mother, house.people.father)}
    assert set(told_of.values_list("person", "day")) == both
    assert Delivery.objects.get(notification__person=mother).due_at == at(17)
    mail.outbox.clear()
    Letters().drain(lambda: at(17))
    (letter,) = mail.outbox
    assert "Ir jauns dienas ieraksts" in letter.body
    shown = told(opens(mother, INBOX))
    for text in (f"{letter.subject} {letter.body} {letter.alternatives}", shown):
        assert CANARY not in text
    with time_machine.travel(EVENING, tick=False):
        leads = client.post(reverse("messaging:open", args=[told_of.get(person=mother).pk]))
    assert leads["Location"] == f"{FEED}#day-{log.pk}"


@pytest.mark.parametrize(("mode", "due"), [(Mode.AT_ONCE, at(14, 1)), (Mode.NEVER, None)])
def test_a_person_may_choose_at_once_or_never(house, bees, teacher, opens, client, mode, due):
    mother = house.people.mother
    verified_email(mother)
    form = opens(mother, SETTINGS).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"email-activities-day": mode}
    with time_machine.travel(at(12), tick=False):
        client.post(SETTINGS, {name: v for name, v in sent.items() if v not in (False, None)})
    assert Preference.objects.get(person=mother).mode == mode
    makers.confirmed(bees, teacher)
    grace.release_due(at(14, 1))
    dues = list(
        Delivery.objects.filter(notification__person=mother).values_list("due_at", flat=True)
    )
    assert dues == ([due] if due else [])
    assert Notification.objects.filter(person=mother, kind="activities.day").count() == 1


def test_the_setting_is_offered_to_families_alone(house, opens):
    assert "email-activities-day" in opens(house.people.mother, SETTINGS).context["form"].fields
    assert (
        "email-activities-day" not in opens(house.people.teacher, SETTINGS).context["form"].fields
    )
