"""R26: parents read in words what their own child has learned, once its minute is over; no average, no
comparison, nothing of a draft, nothing that was taken away."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.urls import reverse

from activities.models import DayEntry, DayPhoto
from activities.photos import operations as of_photos
from activities.photos.operations import About
from assessment import operations
from assessment.family.reading import LATELY, readers_of
from assessment.models import Assessment, Observation, Publication
from curriculum.lists import Area
from outbox import grace
from outbox.clock import ONE_DAY
from outbox.models import GRACE, Delivery, Mode, Notification, Preference, Seen
from outbox.relay import Letters
from people import operations as people
from people.access import role_key
from people.models import Guardianship, Restriction
from tests.activities import makers as days
from tests.activities import photos
from tests.activities.makers import said
from tests.assessment import makers
from tests.world import MONDAY, at, verified_email

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
GROWTH, TODAY, INBOX = reverse("assessment:growth"), reverse("today"), reverse("messaging:inbox")
FEED, CALENDAR = reverse("activities:feed"), reverse("duties:calendar")
SETTINGS = reverse("messaging:settings")
OCTOBER, FRIDAY = date(2026, 10, 12), MONDAY - ONE_DAY * 3
CANARY = "Kanārijputniņš"
EVENING = at(18, 30)


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def mother(house):
    return house.people.mother


@pytest.fixture
def counting(db):
    return makers.outcomes()[0]


@pytest.fixture
def opens(client):
    """``opens(person, url, when)``: the answer."""

    def _opens(person, url: str = GROWTH, when: datetime = EVENING, **asked):
        client.force_login(person, backend=BACKEND)
        with time_machine.travel(when, tick=False):
            return client.get(url, asked)

    return _opens


@pytest.fixture
def tells(client):
    """``tells(person, child, when)``: «Izlasīju»."""

    def _tells(person, child, when: datetime = EVENING):
        client.force_login(person, backend=BACKEND)
        with time_machine.travel(when, tick=False):
            return client.post(reverse("assessment:read_growth", args=[child.pk]))

    return _tells


def of(child) -> str:
    return reverse("assessment:growth_of", args=[child.pk])


def text(answer) -> str:
    return answer.content.decode()


def parts(answer) -> list[tuple[str, list[str]]]:
    """What stands first: the letters under each heading."""
    growth = answer.context["growth"]
    return [(part.heading, [one.last.row.level for one in part.outcomes]) for part in growth.parts]


def explained(
    bees, by, row: Assessment, comment: str = "", entry: DayEntry | None = None,
    photo: DayPhoto | None = None,
) -> None:  # fmt: skip
    operations.explain(
        assessment=row, group=bees, comment=comment, evidence=entry.pk if entry else None,
        photo=photo.pk if photo else None, version=row.version, by=by,
        at=at(13, 30, day=row.day),
    )  # fmt: skip


def observed(bees, by, child, words: str, day: date = MONDAY) -> Observation:
    return operations.save_observation(
        child=child, group=bees, day=day, text=words, version=0, by=by, at=at(13, day=day)
    )


def idea(bees, by, child, words: str, day: date = MONDAY) -> Publication:
    return operations.save_idea(
        child=child, group=bees, text=words, version=0, by=by, at=at(13, day=day)
    )


def told(bees, by, child, level: str, outcome, day: date = MONDAY) -> Assessment:
    """An assessment that parents see."""
    row = makers.assessed(bees, by, child, outcome, level, day=day)
    makers.released(bees, by, [child], at(14, day=day))
    return row


def laid(house, children: list, count: int, *, day: date = MONDAY, when: datetime | None = None):
    """Published assessments as rows: what is asked here is how they are read."""
    by, mine = house.people.teacher, {"institution": house.institution}
    when = when or at(14, day=day)
    told = Publication.objects.bulk_create(
        Publication(
            **mine, child=child, published_at=when, published_by=by, released_at=when + GRACE
        )
        for child in children
    )
    every = [one for area in Area for one in makers.outcomes(area)]
    Assessment.objects.bulk_create(
        Assessment(
            **mine, child=one.child, outcome=every[n % len(every)], level="STAP"[n % 4],
            day=day - ONE_DAY * (n // len(every)), comment="Labi" * (n % 2), publication=one,
            assessed_at=when, assessed_by=by,
        )
        for one in told
        for n in range(count)
    )  # fmt: skip
    return told


# --- words before letters -------------------------------------------------------------------------
def test_what_the_child_can_do_stands_before_what_it_learns_and_begins(
    bees, teacher, anna, mother, opens
):
    outcomes = makers.outcomes() + makers.outcomes("VAL")
    for outcome, level in zip(outcomes, "TSAP", strict=False):
        makers.assessed(bees, teacher, anna, outcome, level)
    makers.released(bees, teacher, [anna])
    shown = opens(mother)
    assert [sorted(levels) for _heading, levels in parts(shown)] == [["A", "P"], ["T"], ["S"]]
    page = text(shown)
    places = [page.index(words) for words in ("Anna tagad prot", "Vēl mācās", "Sāk iepazīt")]
    assert places == sorted(places)


def test_an_outcome_is_told_in_words_and_then_by_its_letter(
    bees, teacher, anna, mother, counting, opens
):
    told(bees, teacher, anna, "A", counting)
    page = text(opens(mother))
    words = counting.text[1:]
    assert page.index(words) < page.index('data-level="A"')
    assert '>A<span class="for-ears"> – apguvusi</span>' in page


def test_a_boy_is_told_of_as_a_boy(house, bees, teacher, mother, counting, opens):
    emils = house.children["Bitītes"][1]
    type(emils).objects.filter(pk=emils.pk).update(sex="m")
    house.guardian(emils, mother)
    told(bees, teacher, emils, "A", counting)
    assert "– apguvis</span>" in text(opens(mother, of(emils)))


def test_a_comment_and_one_idea_for_home(bees, teacher, anna, mother, counting, opens):
    row = makers.assessed(bees, teacher, anna, counting, "A")
    explained(bees, teacher, row, "Pati pārbauda")
    idea(bees, teacher, anna, "Skaitiet pakāpienus")
    makers.released(bees, teacher, [anna])
    page = text(opens(mother))
    assert '<q class="said">Pati pārbauda</q>' in page
    assert "Skaitiet pakāpienus" in page
    assert "Ilze Kalēja" in page


def test_the_idea_of_the_newest_publication_that_has_one(
    bees, teacher, anna, mother, counting, opens
):
    for day, words in ((OCTOBER, "Pirmā doma"), (FRIDAY, "Otrā doma"), (MONDAY, "")):
        if words:
            idea(bees, teacher, anna, words, day)
        told(bees, teacher, anna, "T", counting, day)
    page = text(opens(mother))
    assert "Otrā doma" in page
    assert "Pirmā doma" not in page


def test_of_the_youngest_there_are_words_and_no_letters(house, bees, teacher, mother, opens):
    odeta = house.child(bees, "Odeta", "Apine", birth_date=date(2024, 5, 1))
    house.guardian(odeta, mother)
    observed(bees, teacher, odeta, "Būvē torni un gaida")
    makers.released(bees, teacher, [odeta])
    page = text(opens(mother, of(odeta)))
    for words in ("Odeta: ko novērojām", "Būvē torni un gaida"):
        assert words in page
    for words in ("data-level", "Ko nozīmē burti", "Viss, kas vērtēts"):
        assert words not in page


def test_all_seven_areas_and_of_which_nothing_was_assessed(
    bees, teacher, anna, mother, counting, opens
):
    told(bees, teacher, anna, "A", counting)
    areas = {one.area: one.counts for one in opens(mother).context["growth"].areas}
    assert list(areas) == list(Area)
    assert areas.pop(Area.MATHEMATICS) == "prot 1"
    assert set(areas.values()) == {"šogad vēl nav vērtēts"}


def test_each_outcome_with_its_dated_levels(bees, teacher, anna, mother, counting, opens):
    for day, level in ((OCTOBER, "S"), (FRIDAY, "T"), (MONDAY, "A")):
        told(bees, teacher, anna, level, counting, day)
    (outcome,) = opens(mother).context["growth"].outcomes
    steps = [(step.row.day, step.row.level) for step in outcome.steps]
    assert steps == [(OCTOBER, "S"), (FRIDAY, "T"), (MONDAY, "A")]
    assert "12.10." in text(opens(mother))


def test_what_changed_up_and_down_in_calm_words(bees, teacher, anna, mother, counting, opens):
    for day, level in ((OCTOBER, "T"), (FRIDAY, "A"), (MONDAY, "T")):
        told(bees, teacher, anna, level, counting, day)
    changes = opens(mother).context["growth"].changes
    assert [(one.day, one.says) for one in changes] == [
        (MONDAY, "atkal nostiprina"), (FRIDAY, "tagad apguvusi"),
    ]  # fmt: skip


def test_the_same_level_again_is_no_change(bees, teacher, anna, mother, counting, opens):
    for day in (FRIDAY, MONDAY):
        told(bees, teacher, anna, "T", counting, day)
    assert opens(mother).context["growth"].changes == []


def test_nothing_is_summed_up_or_compared(house, bees, teacher, mother, counting, opens):
    """Twenty other children of the group change nothing on the page."""
    anna = house.children["Bitītes"][0]
    told(bees, teacher, anna, "T", counting)
    alone = without_keys(text(opens(mother)))
    crowd = house.crowd(bees, 20)
    laid(house, crowd, 8)
    assert without_keys(text(opens(mother))) == alone
    assert not re.search(r"\d\s*%|vidēj|no \d+ bērn|labāk|sliktāk", main_of(alone))


def without_keys(page: str) -> str:
    """Without what each answer has of its own."""
    return re.sub(r'(name="(csrfmiddlewaretoken|once|acting)" value=|nonce=)"[^"]*"', "", page)


def main_of(page: str) -> str:
    return page.partition("<main")[2]


def test_before_the_first_publication_a_calm_sentence(mother, opens):
    assert "Vēl nav, ko rādīt" in text(opens(mother))


# --- drafts, the minute, and what was taken away --------------------------------------------------
def everywhere(opens, person, child, row: Assessment, when: datetime = EVENING) -> str:
    history = reverse("audit:history", args=["assessment", row.pk])
    urls = (GROWTH, of(child), TODAY, INBOX, FEED, CALENDAR, history)
    return "".join(text(opens(person, url, when)) for url in urls)


def a_canary(bees, teacher, child, outcome) -> Assessment:
    """In every text that assessment has."""
    row = makers.assessed(bees, teacher, child, outcome, "P")
    entry = days.entry_of(days.released(bees, teacher, MONDAY, said()))
    explained(bees, teacher, row, f"{CANARY}-1", entry)
    observed(bees, teacher, child, f"{CANARY}-2")
    idea(bees, teacher, child, f"{CANARY}-3")
    return row


def test_a_draft_says_nothing_anywhere(bees, teacher, anna, mother, counting, opens):
    row = a_canary(bees, teacher, anna, counting)
    found = everywhere(opens, mother, anna, row)
    assert CANARY not in found
    assert counting.text[1:] not in found
    assert "data-level" not in found


def test_within_its_minute_it_says_nothing_and_then_all(
    bees, teacher, anna, mother, counting, opens
):
    row = a_canary(bees, teacher, anna, counting)
    makers.published(bees, teacher, [anna])
    grace.release_due(at(14, 0, 59))
    assert CANARY not in everywhere(opens, mother, anna, row, at(14, 0, 59))
    assert not Notification.objects.filter(kind="assessment.growth").exists()
    grace.release_due(at(14) + GRACE)
    page = text(opens(mother))
    for n in (1, 2, 3):
        assert f"{CANARY}-{n}" in page


def test_whoever_has_read_it_is_told_of_it_by_the_bell_no_more(
    bees, teacher, anna, mother, counting, opens
):
    told(bees, teacher, anna, "A", counting)
    mine = Notification.objects.get(kind="assessment.growth", person=mother)
    assert mine.read_at is None
    opens(mother)
    mine.refresh_from_db()
    assert mine.read_at == EVENING


def test_an_idea_of_an_earlier_publication_tells_its_day(
    bees, teacher, anna, mother, counting, opens
):
    a_canary(bees, teacher, anna, counting)
    makers.released(bees, teacher, [anna])
    assert opens(mother).context["growth"].idea_of == ""
    told(bees, teacher, anna, "P", makers.outcomes("VAL")[0])
    growth = opens(mother).context["growth"]
    assert (growth.idea_of, CANARY in growth.idea) == ("16.11.", True)


def test_what_was_taken_back_is_told_to_nobody(bees, teacher, anna, mother, counting, opens):
    row = a_canary(bees, teacher, anna, counting)
    (one,) = makers.published(bees, teacher, [anna])
    operations.take_back(publication=one, group=bees, by=teacher, at=at(14, 0, 30))
    grace.release_due(at(15))
    assert CANARY not in everywhere(opens, mother, anna, row)


def test_what_was_taken_away_afterwards_is_gone_with_its_reason(
    bees, teacher, anna, mother, counting, opens
):
    row = a_canary(bees, teacher, anna, counting)
    makers.released(bees, teacher, [anna])
    reason = {"reason": f"{CANARY}-4", "group": bees, "by": teacher, "at": at(15)}
    operations.take_away(assessment=row, **reason)
    operations.take_away_observation(observation=Observation.objects.get(), **reason)
    found = everywhere(opens, mother, anna, row)
    for n in (1, 2, 4):
        assert f"{CANARY}-{n}" not in found
    assert "data-level" not in found


def test_an_idea_taken_away_is_gone_while_what_came_with_it_stands(
    bees, teacher, anna, mother, counting, opens
):
    row = a_canary(bees, teacher, anna, counting)
    (one,) = makers.released(bees, teacher, [anna])
    said = {"reason": f"{CANARY}-4", "group": bees, "by": teacher, "at": at(15)}
    operations.take_away_idea(publication=one, **said)
    found = everywhere(opens, mother, anna, row)
    assert [n for n in (1, 2, 3, 4) if f"{CANARY}-{n}" in found] == [1, 2]


def test_what_is_new_in_draft_leaves_the_published_level(
    bees, teacher, anna, mother, counting, opens
):
    told(bees, teacher, anna, "T", counting, FRIDAY)
    makers.assessed(bees, teacher, anna, counting, "P")
    page = opens(mother)
    assert [one.last.row.level for one in page.context["growth"].outcomes] == ["T"]
    assert 'data-level="P"' not in text(page).partition("Ko nozīmē burti")[0]


def test_the_history_is_not_for_families(bees, teacher, anna, mother, counting, opens):
    row = told(bees, teacher, anna, "A", counting)
    history = reverse("audit:history", args=["assessment", row.pk])
    assert opens(mother, history).status_code in (403, 404)


# --- whose ----------------------------------------------------------------------------------------
def test_a_strangers_child_is_not_there(house, bees, teacher, mother, counting, opens, tells):
    emils = house.children["Bitītes"][1]
    told(bees, teacher, emils, "A", counting)
    assert opens(mother, of(emils)).status_code == 404
    assert tells(mother, emils).status_code == 404
    assert not Seen.objects.filter(acknowledged_at__isnull=False).exists()
    assert counting.text[1:] not in text(opens(mother))


@pytest.mark.parametrize("year", ["x", "0", "1999", "20260", "2026-09"])
def test_what_is_no_school_year_is_not_there(anna, mother, opens, year):
    assert opens(mother, of(anna), year=year).status_code == 404


@pytest.mark.parametrize(
    "who", ["head", "teacher", "assistant", "specialist", "nurse", "clerk", "superuser"]
)
def test_to_staff_there_is_no_such_page(house, anna, opens, tells, who):
    person = getattr(house.people, who)
    for url in (GROWTH, of(anna)):
        assert opens(person, url).status_code == 404
    assert tells(person, anna).status_code == 404


def test_a_teacher_who_is_a_parent_reads_as_a_parent_their_own_child(
    house, bees, teacher, anna, counting, client, opens
):
    house.guardian(house.children["Pūcītes"][1], teacher.user, "guardian")
    told(bees, teacher, anna, "A", counting)
    assert opens(teacher.user).status_code == 404
    with time_machine.travel(EVENING, tick=False):
        client.post(reverse("people:act_as"), {"role": role_key("parent", None)})
        assert client.get(GROWTH).context["growth"].child.first_name == "Elza"
        assert client.get(of(anna)).status_code == 404


def test_a_parent_of_two_houses_reads_both_by_name(
    house, other_house, bees, teacher, anna, mother, counting, opens
):
    told(bees, teacher, anna, "A", counting)
    assert house.institution.name not in main_of(text(opens(mother, of(anna))))
    theirs = other_house.children["Bitītes"][1]
    other_house.welcome(mother, "parent")
    other_house.guardian(theirs, mother)
    makers.assessed(
        other_house.groups["Bitītes"], other_house.access(other_house.people.teacher, "teacher"),
        theirs, counting, "P",
    )  # fmt: skip
    assert house.institution.name in main_of(text(opens(mother, of(anna))))
    shown = opens(mother, of(theirs))
    assert other_house.institution.name in main_of(text(shown))
    assert shown.context["growth"].record.is_empty


def restrict(guardianship: Guardianship, **scope: bool) -> None:
    everything = {"journal": False, "whereabouts": False, **scope}
    Restriction.objects.create(
        institution=guardianship.institution, guardianship=guardianship, document="1",
        issuer="Tiesa", since=FRIDAY, **everything,
    )  # fmt: skip


def test_a_restriction_of_the_journal_takes_it_at_the_next_request(
    bees, teacher, anna, mother, counting, opens, tells
):
    told(bees, teacher, anna, "A", counting)
    assert opens(mother, of(anna)).status_code == 200
    restrict(mother.guardianships.get(child=anna), journal=True)
    assert opens(mother, of(anna)).status_code == 404
    assert tells(mother, anna).status_code == 404
    for url in (GROWTH, TODAY, INBOX):
        page = text(opens(mother, url))
        assert counting.text[1:] not in page
        assert "Jauns vērtējums" not in page


def test_a_restriction_of_whereabouts_takes_the_days_and_leaves_the_assessment(
    bees, teacher, anna, mother, counting, opens
):
    row = makers.assessed(bees, teacher, anna, counting, "A")
    entry = days.entry_of(days.released(bees, teacher, MONDAY, said(f"{CANARY}-diena")))
    explained(bees, teacher, row, "Pati pārbauda", entry)
    makers.released(bees, teacher, [anna])
    assert f"{CANARY}-diena" in text(opens(mother))
    restrict(mother.guardianships.get(child=anna), whereabouts=True)
    page = text(opens(mother, of(anna)))
    assert CANARY not in page
    assert "Pati pārbauda" in page


def test_who_is_no_guardian_any_more_reads_nothing(house, bees, teacher, counting, opens):
    girts = house.children["Bitītes"][2]
    told(bees, teacher, girts, "A", counting, FRIDAY)
    assert opens(house.people.former_parent, of(girts)).status_code == 404
    assert counting.text[1:] not in text(opens(house.people.former_parent))


def test_what_was_assessed_stays_when_the_child_moves(
    house, bees, teacher, anna, mother, counting, opens
):
    told(bees, teacher, anna, "A", counting, FRIDAY)
    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    assert parts(opens(mother, of(anna))) == [("Tagad prot", ["A"])]


# --- what shows it --------------------------------------------------------------------------------
def test_evidence_leads_to_its_day_in_the_feed(bees, teacher, anna, mother, counting, opens):
    log = days.released(bees, teacher, FRIDAY, said("Karoga mozaīka"))
    row = makers.assessed(bees, teacher, anna, counting, "A")
    explained(bees, teacher, row, entry=days.entry_of(log))
    makers.released(bees, teacher, [anna])
    page = text(opens(mother))
    address = f"{FEED}?before=2026-11-14#day-{log.pk}"
    assert f'<a class="evidence" href="{address}">' in page
    assert "Karoga mozaīka, 13.11." in page
    assert f'id="day-{log.pk}"' in text(opens(mother, address.partition("#")[0]))


def test_a_day_in_draft_or_taken_away_is_no_evidence(bees, teacher, anna, mother, counting, opens):
    draft = days.written(bees, teacher, FRIDAY, said(CANARY))
    shown = days.released(bees, teacher, MONDAY, said(f"{CANARY}-2"), said("Paliek"))
    gone = shown.entries.get(title=f"{CANARY}-2")
    for outcome, entry in zip(makers.outcomes(), (days.entry_of(draft), gone), strict=False):
        row = makers.assessed(bees, teacher, anna, outcome, "A")
        explained(bees, teacher, row, entry=entry)
    makers.released(bees, teacher, [anna])
    from activities import operations as activities

    activities.take_away_entry(entry=gone, by=teacher, at=at(15))
    assert CANARY not in text(opens(mother))


@pytest.fixture
def pictured(bees, teacher, anna, counting):
    """A photo of Friday, released, that shows what is published of Anna."""
    log = days.released(bees, teacher, FRIDAY, said("Karoga mozaīka"))
    about = About(CANARY, days.entry_of(log).pk)
    photo = photos.photo(log, teacher, about, when=at(15, day=FRIDAY))
    row = makers.assessed(bees, teacher, anna, counting, "A")
    explained(bees, teacher, row, photo=photo)
    makers.released(bees, teacher, [anna])
    return photo


def test_a_photo_shows_it_and_opens_large(pictured, mother, opens):
    page = text(opens(mother))
    address = reverse("activities:photo_of_day", args=[pictured.pk])
    assert f'<a class="evidence-photo" href="{address}">' in page
    assert f'alt="{CANARY}"' in page
    assert opens(mother, address).status_code == 200


GONE = {
    "reported": lambda house, photo, by: of_photos.hide(photo=photo, by=by, at=at(16)),
    "deleted": lambda house, photo, by: of_photos.delete(photo=photo, by=by, at=at(16)),
    "covered more": lambda house, photo, by: of_photos.cover(
        photo=photo, boxes=[(1, 1, 900, 900)], by=by, at=at(16)
    ),
    "restricted": lambda house, photo, by: [
        people.restrict(
            guardianship=guardianship, document="Lēmums 8", issuer="Tiesa", since=MONDAY,
            by=house.by, whereabouts=False, journal=False, messages=False, photos=True,
        )
        for guardianship in house.people.mother.guardianships.all()
    ],
}  # fmt: skip


@pytest.mark.parametrize("how", GONE)
def test_a_photo_that_is_not_to_be_seen_leaves_no_hint(
    house, bees, teacher, anna, pictured, mother, opens, how
):
    GONE[how](house, pictured, teacher)
    page = main_of(text(opens(mother, of(anna))))
    for hint in (CANARY, "<picture", "evidence-photo", "paslēpts"):
        assert hint not in page
    assert parts(opens(mother, of(anna))) == [("Tagad prot", ["A"])]


def test_a_photo_of_a_day_that_parents_do_not_read_is_not_shown(
    bees, teacher, anna, counting, mother, opens
):
    draft = days.written(bees, teacher, FRIDAY)
    photo = photos.photo(draft, teacher, About(CANARY), when=at(15, day=FRIDAY))
    row = makers.assessed(bees, teacher, anna, counting, "A")
    explained(bees, teacher, row, photo=photo)
    preview = reverse("assessment:preview", args=[anna.pk])
    assert CANARY not in text(opens(teacher.user, preview))
    makers.released(bees, teacher, [anna])
    assert CANARY not in text(opens(mother))
    assert CANARY in text(opens(teacher.user, reverse("assessment:child", args=[anna.pk])))


# --- new, read ------------------------------------------------------------------------------------
def test_at_first_nothing_is_called_new(bees, teacher, anna, mother, opens):
    for day, outcome in zip((FRIDAY, MONDAY), makers.outcomes(), strict=False):
        told(bees, teacher, anna, "A", outcome, day)
    shown = opens(mother)
    assert "new-dot" not in main_of(text(shown))
    assert len(shown.context["growth"].parts[0].outcomes) == 1
    assert "jauns, 16.11." in text(shown)


def test_what_is_new_since_the_last_visit_stands_first(bees, teacher, anna, mother, opens):
    first, second, *_rest = makers.outcomes()
    told(bees, teacher, anna, "A", first, FRIDAY)
    opens(mother, when=at(18, day=FRIDAY))
    told(bees, teacher, anna, "T", second)
    for minutes in (0, 29):
        shown = opens(mother, when=EVENING + timedelta(minutes=minutes))
        assert parts(shown) == [("Vēl mācās", ["T"])]
        assert main_of(text(shown)).count("new-dot") == 1
    later = opens(mother, when=EVENING + timedelta(minutes=30))
    assert "new-dot" not in main_of(text(later))


def test_izlasiju_is_said_once_and_its_moment_stays(
    bees, teacher, anna, mother, counting, opens, tells
):
    told(bees, teacher, anna, "A", counting)
    assert "Izlasīju" in text(opens(mother))
    assert tells(mother, anna, at(20, 12))["Location"] == of(anna)
    tells(mother, anna, at(21))
    page = text(opens(mother, when=at(21, 5)))
    assert "Izlasīts šodien 20:12" in page
    assert "Izlasīju" not in page
    assert "jauns, 16.11." not in page


def test_what_was_published_after_the_page_was_shown_is_not_read(
    bees, teacher, anna, mother, opens, tells
):
    first, second, *_rest = makers.outcomes()
    told(bees, teacher, anna, "A", first, FRIDAY)
    opens(mother, when=at(18, day=FRIDAY))
    told(bees, teacher, anna, "T", second)
    tells(mother, anna)
    assert Seen.objects.filter(acknowledged_at__isnull=False).count() == 1
    assert "Izlasīju" in text(opens(mother))


def test_staff_see_who_of_the_guardians_has_read(
    house, bees, teacher, anna, mother, counting, opens, tells, savepoints_aside
):
    told(bees, teacher, anna, "A", counting)
    publication = Publication.objects.get()
    opens(mother)
    tells(mother, anna, at(20, 12))
    with savepoints_aside(2):
        readers = readers_of([publication], MONDAY)[publication.pk]
    said = {str(one.person): one.told(at(20, 30), "Europe/Riga") for one in readers}
    assert said == {
        "Kristīne Bērziņa": "Kristīne Bērziņa: izlasīts šodien 20:12",
        "Jānis Bērziņš": "Jānis Bērziņš: vēl nav atzīmēts „Izlasīju”",
    }


def test_of_whom_the_journal_is_kept_staff_are_not_told_that_they_did_not_read(
    house, bees, teacher, anna, mother, counting
):
    told(bees, teacher, anna, "A", counting)
    restrict(house.people.father.guardianships.get(child=anna), journal=True)
    publication = Publication.objects.get()
    (reader,) = readers_of([publication], MONDAY)[publication.pk]
    assert reader.person == mother


# --- children and years ---------------------------------------------------------------------------
def test_one_child_at_a_time_by_its_chip(house, bees, teacher, anna, mother, counting, opens):
    karlis = house.children["Pūcītes"][0]
    assert [chip["label"] for chip in opens(mother).context["chips"]] == ["Anna", "Kārlis"]
    told(bees, teacher, anna, "A", counting)
    chips = {chip["label"]: chip for chip in opens(mother, of(karlis)).context["chips"]}
    assert (chips["Kārlis"]["is_here"], chips["Anna"]["has_news"]) == (True, True)
    assert counting.text[1:] not in text(opens(mother, of(karlis)))
    assert opens(house.people.other_parent).context["chips"] == []


def test_the_place_opens_the_child_of_whom_there_is_news(house, mother, opens, tells):
    karlis = house.children["Pūcītes"][0]
    laid(house, [karlis], 3)
    assert opens(mother).context["growth"].child == karlis
    tells(mother, karlis)
    assert opens(mother).context["growth"].child.first_name == "Anna"


def test_the_school_year_of_the_day_and_earlier_ones_by_a_link(house, anna, mother, opens):
    spring = date(2026, 5, 4)
    laid(house, [anna], 3, day=spring)
    shown = opens(mother, of(anna))
    assert shown.context["growth"].record.is_empty
    assert shown.context["earlier"] == f"{of(anna)}?year=2025"
    earlier = opens(mother, shown.context["earlier"])
    assert len(earlier.context["growth"].outcomes) == 3
    assert (earlier.context["earlier"], earlier.context["newest"]) == ("", of(anna))


# --- many -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 60])
def test_a_page_of_three_children_asks_fourteen_questions_at_most(
    house, bees, teacher, mother, client, opens, savepoints_aside, count
):
    girts = house.children["Bitītes"][2]
    house.guardian(girts, mother)
    own = [house.children["Bitītes"][0], girts, house.children["Pūcītes"][0]]
    laid(house, own, count)
    entry = days.entry_of(days.released(bees, teacher, FRIDAY, said()))
    photo = photos.photo(entry.log, teacher, when=at(15, day=FRIDAY))
    Assessment.objects.update(evidence=entry, photo=photo)
    opens(mother, INBOX)
    with time_machine.travel(EVENING, tick=False), savepoints_aside(14):
        shown = client.get(of(own[0]))
    steps = [step for one in shown.context["growth"].outcomes for step in one.steps]
    assert len(steps) == count
    assert all(step.shows and step.photo for step in steps)


# --- Today ----------------------------------------------------------------------------------------
def growth_on_today(answer) -> list:
    return [kid["growth"] for kid in answer.context["kids"] if kid["growth"]]


def test_today_has_one_line_until_it_is_read(bees, teacher, anna, mother, counting, opens, tells):
    told(bees, teacher, anna, "A", counting, FRIDAY)
    told(bees, teacher, anna, "P", counting)
    (line,) = growth_on_today(opens(mother, TODAY))
    assert (line.text, line.when, line.url) == (
        "Jauns vērtējums: Anna", "Publicēts šodien", of(anna),
    )  # fmt: skip
    assert counting.text[1:] not in text(opens(mother, TODAY))
    opens(mother)
    tells(mother, anna)
    assert growth_on_today(opens(mother, TODAY)) == []


@pytest.mark.parametrize(("age", "lines"), [(LATELY, 0), (LATELY - timedelta(seconds=1), 1)])
def test_what_is_old_is_no_news(house, anna, mother, opens, age, lines):
    laid(house, [anna], 3, when=EVENING.astimezone(UTC) - age)
    assert len(growth_on_today(opens(mother, TODAY))) == lines


def test_what_says_nothing_any_more_is_no_news(bees, teacher, anna, mother, counting, opens):
    row = told(bees, teacher, anna, "A", counting)
    operations.take_away(assessment=row, group=bees, reason="Cits bērns", by=teacher, at=at(15))
    assert growth_on_today(opens(mother, TODAY)) == []


# --- told -----------------------------------------------------------------------------------------
def test_families_are_told_when_the_minute_is_over_and_never_what_it_says(
    house, bees, teacher, anna, mother, counting, client, opens
):
    verified_email(mother)
    a_canary(bees, teacher, anna, counting)
    makers.released(bees, teacher, [anna])
    found = Notification.objects.filter(kind="assessment.growth")
    assert set(found.values_list("person", "day")) == {
        (mother.pk, MONDAY), (house.people.father.pk, MONDAY),
    }  # fmt: skip
    mail.outbox.clear()
    Letters().drain(lambda: at(17))
    (letter,) = mail.outbox
    assert "Ir jauns bērna vērtējums" in letter.body
    shown = text(opens(mother, INBOX))
    for page in (f"{letter.subject} {letter.body} {letter.alternatives}", shown):
        assert CANARY not in page
        assert counting.text[1:] not in page
    with time_machine.travel(EVENING, tick=False):
        leads = client.post(reverse("messaging:open", args=[found.get(person=mother).pk]))
    assert leads["Location"] == of(anna)


def test_whom_the_journal_is_kept_from_is_told_nothing(
    house, bees, teacher, anna, mother, counting
):
    restrict(mother.guardianships.get(child=anna), journal=True)
    told(bees, teacher, anna, "A", counting)
    people_told = Notification.objects.filter(kind="assessment.growth").values_list("person")
    assert list(people_told) == [(house.people.father.pk,)]


@pytest.mark.parametrize(("mode", "due"), [(Mode.AT_ONCE, at(14, 1, 1)), (Mode.NEVER, None)])
def test_a_person_may_choose_at_once_or_never(
    bees, teacher, anna, mother, counting, client, opens, mode, due
):
    verified_email(mother)
    form = opens(mother, SETTINGS, at(12)).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"email-assessment-growth": mode}
    with time_machine.travel(at(12), tick=False):
        client.post(SETTINGS, {name: v for name, v in sent.items() if v not in (False, None)})
    assert Preference.objects.get(person=mother).mode == mode
    told(bees, teacher, anna, "A", counting)
    dues = Delivery.objects.filter(notification__person=mother).values_list("due_at", flat=True)
    assert list(dues) == ([due] if due else [])


def test_the_setting_is_offered_to_families_alone(house, mother, opens):
    name = "email-assessment-growth"
    assert name in opens(mother, SETTINGS).context["form"].fields
    assert name not in opens(house.people.teacher, SETTINGS).context["form"].fields
