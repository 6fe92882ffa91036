"""The pages of photos: how few questions they ask, what they answer, what is not theirs."""

from secrets import token_hex

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from activities.photos.operations import About
from documents.models import Photo
from tests.activities import makers
from tests.activities import photos as make
from tests.documents.photos import pictures as p
from tests.world import HOLIDAY, MONDAY, at

MOST = 15


def url(log, *more) -> str:
    return makers.url(log.group, "photo" if more else "photos", *more)


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_asks_the_same_however_many(
    ilze, log, teacher, count, django_assert_max_num_queries
):
    for minute in range(count):
        make.photo(log, teacher, when=at(13, minute))
    with django_assert_max_num_queries(MOST):
        assert len(ilze.get(url(log)).context["tiles"]) == count


def test_the_page_of_one_keeps_its_budget(ilze, log, teacher, django_assert_max_num_queries):
    rows = [make.covered(log, teacher, when=at(13, minute)) for minute in range(3)]
    with django_assert_max_num_queries(MOST):
        assert ilze.get(url(log, rows[0].pk)).status_code == 200


def test_a_picture_keeps_its_budget(ilze, log, teacher, django_assert_max_num_queries):
    row = make.photo(log, teacher, when=at(13))
    with django_assert_max_num_queries(8):
        assert ilze.get(f"/files/{make.copies(row)[0].file.name}/").status_code == 200


def test_a_page_that_knows_all_is_told_nothing(ilze, log, teacher):
    make.photo(log, teacher, when=at(13))
    asks = {"HTTP_HX_REQUEST": "true"}
    whole = ilze.get(url(log), **asks)
    known = {"sign": whole.context["sign"]}
    assert ilze.get(url(log), known, **asks).status_code == 204
    make.sent(log, teacher, when=at(13, 1))
    assert ilze.get(url(log), known, **asks).status_code == 200


def test_the_page_of_one_that_waits_is_drawn_anew_once_it_is_covered(ilze, log, teacher):
    row = make.sent(log, teacher, when=at(13))
    asks = {"HTTP_HX_REQUEST": "true"}
    assert "HX-Refresh" not in ilze.get(url(log, row.pk), **asks)
    make.work_quickly(at(13, 1))
    assert ilze.get(url(log, row.pk), **asks)["HX-Refresh"] == "true"


def _sent(ilze, where: str, **more):
    photo = SimpleUploadedFile("a.jpg", p.telling("JPEG"), "image/jpeg")
    return ilze.post(where, {"photo": photo, "key": token_hex(16)} | more)


def test_a_photo_begins_the_day(ilze, bees):
    assert _sent(ilze, makers.url(bees, "photos")).status_code == 302
    assert Photo.objects.get().of_day.log.day == MONDAY


@pytest.mark.parametrize("day", [HOLIDAY, MONDAY.replace(day=17)])
def test_of_a_day_without_a_log_it_says_why(ilze, bees, day):
    answer = _sent(ilze, makers.url(bees, "photos", day=day))
    assert answer.status_code == 422
    assert answer.context["refusal"]
    assert not Photo.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "../../etc", "A" * 32])
def test_a_key_that_no_page_made_is_refused(ilze, bees, key):
    assert _sent(ilze, makers.url(bees, "photos"), key=key).status_code == 400


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "9,9,1,1", "0,0,10001,5", ",,,", "-1,0,5,5"])
def test_a_place_that_no_finger_drew_is_refused(ilze, log, teacher, box):
    row = make.covered(log, teacher, when=at(13))
    where = makers.url(log.group, "cover_photo", row.pk)
    assert ilze.post(where, {"box": box}).status_code == 400
    assert make.fresh(row).photo.is_ready


def test_more_places_than_anybody_draws_are_refused(ilze, log, teacher):
    row = make.covered(log, teacher, when=at(13))
    where = makers.url(log.group, "cover_photo", row.pk)
    assert ilze.post(where, {"box": ["0,0,10,10"] * 61}).status_code == 400


def test_an_entry_of_another_day_is_not_taken(ilze, log, bees, teacher):
    other = makers.written(
        bees, teacher, MONDAY.replace(day=12), when=at(9, day=MONDAY.replace(day=12))
    )
    row = make.covered(log, teacher, when=at(13))
    said = {"alt": "Tilts", "entry": makers.entry_of(other).pk, "no_face": "on", "no_name": "on"}
    answer = ilze.post(url(log, row.pk), said)
    assert (answer.status_code, "entry" in answer.context["form"].errors) == (422, True)


def test_deleted_in_another_tab_it_is_gone(ilze, log, teacher):
    row = make.covered(log, teacher, when=at(13))
    assert ilze.post(makers.url(log.group, "delete_photo", row.pk)).status_code == 302
    said = {"alt": "Tilts", "no_face": "on", "no_name": "on"}
    assert ilze.post(url(log, row.pk), said).status_code == 404


@pytest.mark.parametrize(
    ("said", "status"),
    [({}, 302), ({"alt": "Tornis"}, 409), ({"source": "Muzejs"}, 409), ({"entry": "other"}, 409)],
)
def test_what_another_tab_says_of_a_confirmed_photo_is_a_conflict(ilze, log, teacher, said, status):
    bridge, song = log.entries.standing()
    row = make.photo(log, teacher, About("Tilts", bridge.pk), when=at(13))
    stands = {
        "alt": "Tilts",
        "entry": str(bridge.pk),
        "source": "",
        "no_face": "on",
        "no_name": "on",
    }
    other = {name: str(song.pk) if value == "other" else value for name, value in said.items()}
    assert ilze.post(url(log, row.pk), stands | other).status_code == status
    row = make.fresh(row)
    assert (row.alt, row.entry, row.source) == ("Tilts", bridge, "")
