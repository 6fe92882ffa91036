"""R27, R20, R21: families see the photos of the days they read, and only what was confirmed of them."""

from datetime import date, datetime

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from activities import operations as days
from activities.feed.rows import DAYS
from activities.models import DayLog, DayPhoto
from activities.photos import operations
from activities.photos.operations import About
from documents.models import Photo, PhotoCopy, StoredFile
from outbox.clock import ONE_DAY
from people import operations as people
from people.access import role_key
from tests.activities import makers, photos
from tests.activities.makers import said
from tests.rules.test_r27_families_read_the_day import cards, laid, told, working_days
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
FEED, FRIDAY = reverse("activities:feed"), MONDAY - ONE_DAY * 3
CANARY, HIDDEN = "Kanārijputniņš-attēlā", "Foto paslēpts, to pārskata"
EVENING = at(18, 30)


@pytest.fixture
def opens(client):
    """``opens(person, url, when)``: the answer; ``role`` where the person has several."""

    def _opens(person, url: str = FEED, when: datetime = EVENING, role: str = "", **asked):
        client.force_login(person, backend=BACKEND)
        with time_machine.travel(when, tick=False):
            if role:
                client.post(reverse("people:act_as"), {"role": role})
            return client.get(url, asked)

    return _opens


@pytest.fixture
def sees(opens):
    """Does the person see the photo, and does each of its files open? One answer, or they disagree."""

    def _sees(person, row: DayPhoto, **more) -> bool:
        page = opens(person, **more)
        shown = page.status_code == 200 and row.pk in shown_on(page)
        of_family = reverse("activities:photo_of_day", args=[row.pk])
        answers = {opens(person, url, **more).status_code for url in (*files(row), of_family)}
        assert answers == ({200} if shown else {404})
        if not shown:
            assert CANARY not in told(page)
            assert page.status_code != 200 or "<picture" not in told(page)
        return shown

    return _sees


def files(row: DayPhoto) -> list[str]:
    """Of a removed one too: every file that there ever was of it."""
    rows = StoredFile.objects.filter(kind="activities.photo").order_by("pk")
    assert PhotoCopy.objects.filter(photo=row.photo).count() == rows.count()
    return [reverse("documents:file", args=[file.name]) for file in rows]


def shown_on(page) -> list[int]:
    albums = [card.album for card in cards(page)]
    return [one.row.pk for album in albums for several in album.photos.values() for one in several]


def taken(log: DayLog, by, *, entry=None, alt: str = CANARY, when: datetime | None = None):
    return photos.photo(log, by, About(alt, entry.pk if entry else None), when=when)


@pytest.fixture
def log(bees, teacher):
    return makers.released(bees, teacher, MONDAY, said("Tilts"), said("Dziesma", "KUL"))


# --- where it stands ------------------------------------------------------------------------------
def test_a_photo_stands_under_its_entry_and_lazily(house, teacher, log, opens):
    entry = makers.entry_of(log)
    row = taken(log, teacher, entry=entry)
    page = opens(house.people.mother)
    (card,) = cards(page)
    assert [[one.row for one in did.photos] for did in card.did] == [[row], []]
    html = told(page)
    assert html.count("<picture>") == 1
    assert f'alt="{CANARY}"' in html
    for part in ('loading="lazy"', ' width="', ' height="', 'type="image/webp"'):
        assert part in html
    assert "2 darbības · 1 foto" in [card.count]


def test_a_photo_of_no_entry_stands_with_the_day_and_one_of_an_entry_taken_away_nowhere(
    house, teacher, log, opens
):
    """It is its author's again, who says what else it belongs to."""
    entry = makers.entry_of(log)
    _of_it, whole = taken(log, teacher, entry=entry), taken(log, teacher)
    days.take_away_entry(entry=entry, reason="ne tā diena", by=teacher, at=at(15, 20))
    (card,) = cards(opens(house.people.mother))
    assert [one.row for one in card.photos] == [whole]
    assert [did.photos for did in card.did] == [[]]


def test_a_day_that_was_read_says_how_many(house, teacher, log, opens):
    taken(log, teacher)
    taken(log, teacher)
    for when in (at(16), at(18)):
        page = opens(house.people.mother, when=when)
    (card,) = cards(page, "folded")
    assert card.count == "2 darbības · 2 foto"


def test_by_a_tap_it_is_large_with_its_words_and_the_way_back(house, teacher, log, opens):
    entry = makers.entry_of(log)
    first = photos.photo(log, teacher, About(CANARY, entry.pk, "Rīgas Stradiņa bibliotēka"))
    second = taken(log, teacher, alt="Otrs")
    url = reverse("activities:photo_of_day", args=[first.pk])
    page = opens(house.people.mother, url)
    html = told(page)
    for words in (CANARY, "Tilts", "Rīgas Stradiņa bibliotēka", "1. no 2 dienas foto"):
        assert words in html
    assert page.context["back"] == f"{FEED}?before=2026-11-17#day-{log.pk}"
    assert page.context["after"]["url"].endswith(f"/{second.pk}/")
    assert page.context["before"] is None
    assert (
        "1600" not in opens(house.people.mother).content.decode()
    )  # the feed asks for small ones only


def test_what_is_said_of_it_is_no_markup(house, teacher, log, opens):
    row = taken(log, teacher, alt='"><script>alert(1)</script>')
    url = reverse("activities:photo_of_day", args=[row.pk])
    for page in (opens(house.people.mother), opens(house.people.mother, url)):
        assert "<script>alert" not in told(page)


# --- before it is shown ---------------------------------------------------------------------------
def test_until_its_author_has_looked_nobody_sees_it(house, teacher, log, sees):
    row = photos.covered(log, teacher)
    assert not sees(house.people.mother, row)
    operations.confirm(photo=row, about=About(CANARY), by=teacher, at=at(16))
    assert sees(house.people.mother, row)


def test_nor_while_more_of_it_is_being_covered(house, teacher, log, sees):
    row = taken(log, teacher)
    operations.cover(photo=row, boxes=[(1, 1, 900, 900)], by=teacher, at=at(16))
    assert not sees(house.people.mother, row)
    photos.work_quickly(at(16))
    row = photos.fresh(row)
    page_files = photos.copies(row)
    assert page_files
    assert not DayPhoto.objects.shown().exists()


@pytest.mark.parametrize("make", [makers.written, makers.confirmed])
def test_of_a_day_that_parents_do_not_read_they_see_no_photo(house, bees, teacher, sees, make):
    log = make(bees, teacher, MONDAY)
    row = taken(log, teacher)
    assert not sees(house.people.mother, row)


# --- after it was shown ---------------------------------------------------------------------------
def test_of_a_reported_one_a_line_is_left_and_nothing_else(house, teacher, log, opens):
    row = taken(log, teacher, entry=makers.entry_of(log))
    addresses = files(row)
    operations.hide(photo=row, by=teacher, at=at(16))
    page = opens(house.people.mother)
    assert HIDDEN in told(page)
    for gone in (CANARY, "<picture", *addresses):
        assert gone not in told(page)
    alone = opens(house.people.mother, reverse("activities:photo_of_day", args=[row.pk]))
    assert HIDDEN in told(alone)
    for gone in (CANARY, "Tilts", "<picture", *addresses):
        assert gone not in told(alone)
    assert {opens(house.people.mother, url).status_code for url in addresses} == {404}
    assert "1 foto" not in told(page)


def test_a_parent_reports_it_from_its_page_and_is_told_there_that_it_is_looked_into(
    house, teacher, log, opens, client
):
    row = taken(log, teacher)
    url = reverse("activities:photo_of_day", args=[row.pk])
    report = reverse("manners:new", args=["activities.photo", row.pk]) + f"?next={url}"
    assert f'href="{report}"' in told(opens(house.people.mother, url))
    with time_machine.travel(EVENING, tick=False):
        answer = client.post(report, {"reason": "child", "text": "Redzams bērns"}, follow=True)
    assert HIDDEN in told(answer)
    assert CANARY not in told(answer)


def test_shown_again_it_is_there(house, teacher, log, sees):
    row = taken(log, teacher)
    operations.hide(photo=row, by=teacher, at=at(16))
    operations.show_again(photo=row, by=house.by)
    assert sees(house.people.mother, row)


@pytest.mark.parametrize("end", ["delete", "take_down"])
def test_a_deleted_one_leaves_nothing(house, teacher, log, opens, end):
    by = house.by if end == "take_down" else teacher
    row = taken(log, teacher)
    addresses = files(row)
    getattr(operations, end)(photo=row, by=by, at=at(16))
    page = opens(house.people.mother)
    assert shown_on(page) == []
    assert HIDDEN not in told(page)
    of_family = reverse("activities:photo_of_day", args=[row.pk])
    assert {opens(house.people.mother, url).status_code for url in (*addresses, of_family)} == {404}


# --- whose ----------------------------------------------------------------------------------------
def test_a_mother_of_two_groups_sees_both(house, bees, owls, teacher, of_owls, opens):
    rows = {
        taken(makers.released(group, by), by).pk for group, by in ((bees, teacher), (owls, of_owls))
    }
    assert set(shown_on(opens(house.people.mother))) == rows
    assert len(shown_on(opens(house.people.other_parent))) == 1


def test_another_groups_parent_sees_none(house, teacher, log, sees):
    row = taken(log, teacher)
    assert sees(house.people.mother, row)
    assert not sees(house.people.other_parent, row)
    assert not sees(house.people.former_parent, row)


def test_a_child_that_moved_leaves_its_photos_with_the_old_groups_days(
    house, bees, owls, teacher, of_owls, sees
):
    elza, parent = house.children["Pūcītes"][1], house.people.other_parent
    people.move(child=elza, group=bees, since=MONDAY, by=house.by)
    old = taken(makers.released(owls, of_owls, FRIDAY), of_owls, when=at(15, day=FRIDAY))
    assert sees(parent, old)
    later = makers.released(owls, of_owls, MONDAY)
    DayPhoto.objects.filter(pk=old.pk).update(log=later)
    assert not sees(parent, old)


def test_a_teacher_who_is_a_parent_sees_it_as_a_parent_of_its_own_childs_group(
    house, bees, owls, teacher, of_owls, opens
):
    house.guardian(house.children["Pūcītes"][1], house.people.teacher, "guardian")
    mine = taken(makers.released(owls, of_owls), of_owls)
    taken(makers.released(bees, teacher), teacher)
    page = opens(house.people.teacher, role=role_key("parent", None))
    assert shown_on(page) == [mine.pk]
    url = reverse("activities:photo_of_day", args=[mine.pk])
    assert opens(house.people.teacher, url, role=role_key("parent", None)).status_code == 200
    assert opens(house.people.teacher, url).status_code == 404


@pytest.mark.parametrize("who", ["head", "teacher", "assistant", "nurse", "clerk", "superuser"])
def test_to_staff_the_families_page_of_a_photo_is_none(house, teacher, log, opens, who):
    row = taken(log, teacher)
    url = reverse("activities:photo_of_day", args=[row.pk])
    assert opens(getattr(house.people, who), url).status_code == 404


def test_another_house_sees_none(house, other_house, teacher, log, sees):
    row = taken(log, teacher)
    for person in (other_house.people.mother, other_house.head, other_house.people.teacher):
        assert not sees(person, row)


# --- a restriction --------------------------------------------------------------------------------
SCOPES = {"whereabouts": False, "journal": False, "messages": False, "photos": False}


def restricted(house, *scopes: str) -> None:
    for guardianship in house.people.mother.guardianships.all():
        people.restrict(
            guardianship=guardianship, document="Lēmums 8", issuer="Tiesa", since=MONDAY,
            by=house.by, **(SCOPES | dict.fromkeys(scopes, True)),
        )  # fmt: skip


def test_where_photos_are_taken_the_day_is_read_without_any_hint(house, teacher, log, opens, sees):
    row = taken(log, teacher)
    other = taken(log, teacher)
    operations.hide(photo=other, by=teacher, at=at(16))
    restricted(house, "photos")
    page = opens(house.people.mother)
    (card,) = cards(page)
    assert card.count == "2 darbības"
    for hint in (CANARY, "<picture", HIDDEN, "album", " foto"):
        assert hint not in told(page).partition("<main")[2].partition("</main>")[0]
    for url in (*files_of(row), reverse("activities:photo_of_day", args=[other.pk])):
        assert opens(house.people.mother, url).status_code == 404


def files_of(row: DayPhoto) -> list[str]:
    return [reverse("documents:file", args=[copy.file.name]) for copy in photos.copies(row)]


def test_where_whereabouts_are_taken_there_is_nothing(house, teacher, log, sees):
    row = taken(log, teacher)
    assert sees(house.people.mother, row)
    restricted(house, "whereabouts")
    assert not sees(house.people.mother, row)


@pytest.mark.parametrize("scope", ["journal", "messages"])
def test_other_scopes_leave_photos(house, teacher, log, sees, scope):
    row = taken(log, teacher)
    restricted(house, scope)
    assert sees(house.people.mother, row)


# --- many -----------------------------------------------------------------------------------------
def in_bulk(house, logs: list[DayLog], each: int) -> None:
    """Photos as rows: what is asked here is how they are read."""
    mine, by = {"institution": house.institution}, house.people.teacher
    every = [(log, n) for log in logs for n in range(each)]
    rows = Photo.objects.bulk_create(
        Photo(
            **mine, kind="activities.photo", key=f"{log.pk:016x}{n:016x}", made_by=by,
            received_at=at(13), state="ready", next_try_at=at(13),
        )
        for log, n in every
    )  # fmt: skip
    sizes = [(side, form) for side in (480, 1600) for form in ("webp", "jpeg")]
    stored = StoredFile.objects.bulk_create(
        StoredFile(
            **mine, kind="activities.photo", state="ready", content_type=f"image/{form}",
            shown_as=f"photo-1.{form}", digest="0" * 64, size=1, source="ours", made_at=at(13),
            made_by=by,
        )
        for _row in rows
        for _side, form in sizes
    )  # fmt: skip
    PhotoCopy.objects.bulk_create(
        PhotoCopy(photo=row, file=file, long_side=side, width=side, height=side * 3 // 4)
        for nth, row in enumerate(rows)
        for file, (side, _form) in zip(stored[nth * 4 : nth * 4 + 4], sizes, strict=True)
    )
    DayPhoto.objects.bulk_create(
        DayPhoto(
            **mine, log=log, photo=row, alt="Tilts no klučiem", added_at=at(13, day=log.day),
            added_by=by, confirmed_at=at(14, day=log.day), confirmed_by=by,
            entry=log.entries.all()[0],
        )
        for row, (log, _n) in zip(rows, every, strict=True)
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, DAYS])
def test_a_page_asks_fourteen_questions_at_most_however_many_photos(
    house, bees, owls, client, opens, savepoints_aside, count
):
    mother = house.people.mother
    logs = [log for group in (bees, owls) for log in laid(house, group, working_days(count))]
    in_bulk(house, logs, each=3)
    opens(mother, reverse("messaging:inbox"))
    with time_machine.travel(EVENING, tick=False), savepoints_aside(14):
        page = client.get(FEED)
    assert len(shown_on(page)) == 2 * count * 3


def test_the_page_of_one_asks_as_much_whatever_the_day_has(
    house, bees, client, opens, savepoints_aside
):
    (log,) = laid(house, bees, [MONDAY])
    in_bulk(house, [log], each=40)
    row = DayPhoto.objects.earliest("pk")
    opens(house.people.mother, reverse("messaging:inbox"))
    with time_machine.travel(EVENING, tick=False), savepoints_aside(12):
        page = client.get(reverse("activities:photo_of_day", args=[row.pk]))
    assert "1. no 40 dienas foto" in told(page)


def test_thirty_days_with_photos_stay_small(house, bees, opens):
    """A photo in every second day adds less than a tenth to a page of ordinary texts."""
    logs = laid(house, bees, working_days(DAYS))
    plain = len(told(opens(house.people.mother)))
    in_bulk(house, logs[::2], each=1)
    more = len(told(opens(house.people.mother))) - plain
    assert more / (DAYS // 2) < 700


def test_the_oldest_day_in_reach_is_asked_by_date(house, bees, opens):
    (log,) = laid(house, bees, [date(2026, 9, 2)])
    in_bulk(house, [log], each=1)
    page = opens(house.people.mother, FEED, before=date(2026, 9, 3))
    assert len(shown_on(page)) == 1
