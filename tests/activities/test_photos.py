"""A photo of a day from the phone to the family: what its author, a colleague and the worker do to it."""

from datetime import timedelta
from secrets import token_hex

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from activities.models import DayPhoto
from activities.operations import take_away_entry
from activities.photos import operations
from activities.photos.operations import About, author, rows
from documents import content
from documents.models import Photo, StoredFile
from documents.photos.boxes import Box
from documents.photos.refusals import Interrupted
from documents.photos.work import Photos
from people.access import Action
from people.models import Assignment
from tests.activities import makers
from tests.activities import photos as make
from tests.documents.photos import pictures as p
from tests.documents.storage import lie_in, place
from tests.world import MONDAY, at

AT = at(15)
MINUTE = timedelta(minutes=1)


def seen_by(access):
    return list(DayPhoto.objects.visible_to(access, Action.VIEW_PHOTO))


# --- received ---------------------------------------------------------------------------------------
def test_as_it_came_it_lies_sealed_and_apart_and_opens_to_nobody(log, teacher):
    before = lie_in("files")
    row = make.sent(log, teacher)
    original = row.photo.original
    assert original.state == StoredFile.State.RECEIVED
    assert p.SECRET.encode() not in place(original).read_bytes()
    assert b"".join(content.read(original)) == p.telling("JPEG")
    assert (lie_in("files"), row.photo.is_waiting) == (before, True)


def test_sent_again_by_the_same_key_it_is_one(log, teacher):
    key, before = token_hex(16), lie_in("originals")
    first, again = (make.sent(log, teacher, key=key) for _ in range(2))
    assert first == again
    assert lie_in("originals") == before + 1


def test_the_same_key_of_somebody_else_is_another_photo(log, teacher, colleague):
    key = token_hex(16)
    assert make.sent(log, teacher, key=key) != make.sent(log, colleague, key=key)


@pytest.mark.parametrize("sent", [b"", b"\xff\xd8\xff", b"<svg/>"])
def test_of_what_is_refused_nothing_is_kept(log, teacher, sent):
    before = lie_in("originals")
    with pytest.raises(ValidationError):
        operations.add(log=log, content=sent, key=token_hex(16), by=teacher, at=AT)
    assert (lie_in("originals"), DayPhoto.objects.count()) == (before, 0)


def test_a_day_takes_forty_and_the_next_one_leaves_nothing(log, teacher, monkeypatch):
    monkeypatch.setattr(author, "MOST", 1)
    make.sent(log, teacher)
    before = lie_in("originals")
    with pytest.raises(ValidationError) as refused:
        make.sent(log, teacher)
    assert refused.value.code == "most"
    assert (lie_in("originals"), Photo.objects.count()) == (before, 1)


# --- covered ----------------------------------------------------------------------------------------
def test_once_it_is_covered_the_original_is_gone(log, teacher, django_capture_on_commit_callbacks):
    row = make.sent(log, teacher)
    original = row.photo.original
    with django_capture_on_commit_callbacks(execute=True):
        make.work_quickly(AT + MINUTE)
    row = make.fresh(row)
    original.refresh_from_db()
    assert (row.photo.state, row.photo.original) == (Photo.State.READY, None)
    assert (original.state, place(original).exists()) == (StoredFile.State.REMOVED, False)
    assert row.photo.found == [[0, 0, 3000, 3000]]  # the box enlarged, within the picture
    assert [copy.long_side for copy in make.copies(row)] == [480, 480, 1600, 1600]


def test_without_a_detector_it_waits_and_nobody_sees_it(log, teacher):
    row = make.sent(log, teacher)
    make.work(AT, is_away=True)
    photo = make.fresh(row).photo
    assert photo.has_no_detector
    assert (photo.attempts, photo.original_id is None, photo.copies.count()) == (0, False, 0)
    make.work_quickly(AT + MINUTE)
    assert make.fresh(row).photo.is_ready


def test_what_cannot_be_opened_is_refused_and_its_original_deleted(log, teacher):
    cut = p.telling("JPEG")[:2000]
    row = operations.add(log=log, content=cut, key=token_hex(16), by=teacher, at=AT)
    make.work(AT)
    photo = make.fresh(row).photo
    assert (photo.state, photo.reason, photo.original) == ("refused", "unreadable", None)


def test_after_five_tries_its_author_asks_again(log, teacher, monkeypatch):
    row = make.sent(log, teacher)
    monkeypatch.setattr("documents.photos.work._covered", lambda photo: 1 / 0)
    for minutes in range(0, 50, 10):
        Photos().drain(lambda minutes=minutes: AT + minutes * MINUTE)
    assert make.fresh(row).photo.is_failed
    monkeypatch.undo()
    operations.try_again(photo=make.fresh(row), by=teacher, at=AT + 60 * MINUTE)
    make.work_quickly(AT + 60 * MINUTE)
    assert make.fresh(row).photo.is_ready


def test_whoever_lost_the_claim_leaves_nothing(log, teacher, monkeypatch):
    """Another worker was faster: its copies stand, ours go."""
    row = make.sent(log, teacher)
    slow = Photos()
    claim = slow.claim(AT)
    make.work_quickly(AT + 2 * MINUTE)
    files = lie_in("files")
    with make.detector():
        monkeypatch.setattr("documents.photos.reencoding.upright", lambda content: p.drawn())
        slow.do(claim, lambda: AT + 3 * MINUTE)
    assert (lie_in("files"), len(make.copies(row))) == (files, 4)


# --- looked at --------------------------------------------------------------------------------------
def test_before_it_is_confirmed_only_its_author_sees_it(log, teacher, colleague):
    row = make.covered(log, teacher)
    assert (seen_by(teacher), seen_by(colleague)) == ([row], [])
    operations.confirm(photo=row, about=make.SAID, by=teacher, at=AT)
    assert (seen_by(teacher), seen_by(colleague)) == ([row], [row])


def test_what_is_not_covered_yet_is_not_confirmed(log, teacher):
    with pytest.raises(ValidationError) as refused:
        operations.confirm(photo=make.sent(log, teacher), about=make.SAID, by=teacher, at=AT)
    assert refused.value.code == "waits"


def test_nobody_confirms_covers_or_deletes_for_somebody_else(log, teacher, colleague):
    row = make.covered(log, teacher)
    for act, more in (
        (operations.confirm, {"about": make.SAID}), (operations.cover, {"boxes": []}),
        (operations.try_again, {}), (operations.delete, {}),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act(photo=row, by=colleague, at=AT, **more)


@pytest.mark.parametrize(
    ("about", "field"),
    [(About(""), "alt"), (About("x" * 201), "alt"), (About("Tilts", entry=987_654_321), "entry"),
     (About("Tilts", source="x" * 201), "source")],
)  # fmt: skip
def test_what_is_said_of_it_is_refused_at_its_field(log, teacher, about, field):
    with pytest.raises(ValidationError) as refused:
        operations.confirm(photo=make.covered(log, teacher), about=about, by=teacher, at=AT)
    assert list(refused.value.error_dict) == [field]


def test_a_specialist_says_which_entry_of_an_own_area(log, teacher, music):
    row = make.covered(log, music)
    bridge, song = log.entries.standing()
    with pytest.raises(ValidationError):
        operations.confirm(photo=row, about=About("Tilts"), by=music, at=AT)
    with pytest.raises(PermissionDenied):
        operations.confirm(photo=row, about=About("Tilts", bridge.pk), by=music, at=AT)
    operations.confirm(photo=row, about=About("Dziesma", song.pk), by=music, at=AT)
    assert make.fresh(row).entry == song


def test_what_a_finger_covers_is_covered_for_good_and_confirmed_anew(log, teacher, colleague):
    row = make.photo(log, teacher)
    operations.cover(photo=row, boxes=[[7500, 7500, 10000, 10000]], by=teacher, at=AT)
    assert seen_by(colleague) == []
    make.work(AT + MINUTE)
    row = make.fresh(row)
    assert (row.photo.own, row.photo.wanted) == ([[7500, 7500, 10000, 10000]], [])
    assert (row.confirmed_at, row.photo.is_ready) == (None, True)
    files = StoredFile.objects.filter(kind="activities.photo")
    assert files.to_open(AT + 2 * MINUTE).count() == 4


def test_deleted_it_is_gone_in_every_size(log, teacher, django_capture_on_commit_callbacks):
    row = make.photo(log, teacher)
    files = [copy.file for copy in make.copies(row)]
    with django_capture_on_commit_callbacks(execute=True):
        operations.delete(photo=row, by=teacher, at=AT)
    assert [place(file).exists() for file in files] == [False] * 4
    assert seen_by(teacher) == []
    assert make.fresh(row).photo.state == Photo.State.REMOVED


def test_deleted_while_a_worker_is_at_it_it_stays_deleted(log, teacher, monkeypatch):
    row = make.sent(log, teacher)
    worker = Photos()
    claim = worker.claim(AT)
    operations.delete(photo=row, by=teacher, at=AT + MINUTE)
    with make.detector():
        monkeypatch.setattr("documents.photos.reencoding.upright", lambda content: p.drawn())
        worker.do(claim, lambda: AT + MINUTE)
    assert (make.fresh(row).photo.state, make.copies(row)) == (Photo.State.REMOVED, [])


def test_whose_picture_it_is_stands_on_every_file(log, teacher):
    row = make.photo(log, teacher, About("Plakāts", source="Dabas muzejs, ar atļauju"))
    assert {copy.file.source for copy in make.copies(row)} == {StoredFile.Source.OTHERS}
    assert make.fresh(row).source == "Dabas muzejs, ar atļauju"


# --- reported ---------------------------------------------------------------------------------------
def test_what_is_hidden_only_administration_sees(log, teacher, colleague, house):
    row = make.hidden(log, teacher)
    head = house.access(house.head, "admin")
    assert [seen_by(one) for one in (teacher, colleague, head)] == [[], [], [row]]
    with pytest.raises(ValidationError):
        operations.delete(photo=row, by=teacher, at=AT + 2 * MINUTE)
    operations.show_again(photo=row, by=head)
    assert seen_by(colleague) == [row]


def test_given_back_its_author_covers_more_and_confirms_anew(log, teacher, colleague, house):
    row = make.hidden(log, teacher)
    operations.give_back(photo=row, by=house.access(house.head, "admin"), at=AT)
    assert (seen_by(teacher), seen_by(colleague)) == ([row], [])


def test_what_is_left_unlooked_at_opens_to_its_author_only(log, teacher):
    row = make.covered(log, teacher)
    assert seen_by(teacher) == [row]


def test_boxes_are_kept_in_shares_of_the_sides(log, teacher):
    row = make.sent(log, teacher)
    make.work_quickly(AT, [Box(160, 120, 320, 240)])
    assert make.fresh(row).photo.found == [[4000, 4000, 10000, 10000]]


def test_a_draft_takes_photos_too(bees, teacher):
    log = makers.written(bees, teacher, when=at(13))
    assert make.photo(log, teacher).confirmed_at


# --- what happens in between ------------------------------------------------------------------------
def test_of_a_child_that_was_ended_the_photo_is_tried_again(log, teacher, monkeypatch):
    row = make.sent(log, teacher)
    monkeypatch.setattr("documents.photos.work._covered", _ended)
    Photos().drain(lambda: AT)
    photo = make.fresh(row).photo
    assert (photo.is_waiting, photo.original_id is None) == (True, False)
    monkeypatch.undo()
    make.work_quickly(AT + MINUTE)
    assert make.fresh(row).photo.is_ready


def test_one_that_ends_whoever_opens_it_is_refused_by_the_last_try(log, teacher, monkeypatch):
    row = make.sent(log, teacher)
    monkeypatch.setattr("documents.photos.work._covered", _ended)
    for minutes in range(0, 50, 10):
        Photos().drain(lambda minutes=minutes: AT + minutes * MINUTE)
    photo = make.fresh(row).photo
    assert (photo.state, photo.reason) == ("refused", "unreadable")


def _ended(photo):
    raise Interrupted("signal 9")


def test_while_it_is_covered_more_another_place_is_refused_and_not_forgotten(log, teacher):
    row = make.covered(log, teacher)
    operations.cover(photo=row, boxes=[[0, 0, 10, 10]], by=teacher, at=AT)
    with pytest.raises(ValidationError) as refused:
        operations.cover(photo=row, boxes=[[5, 5, 10, 10]], by=teacher, at=AT)
    assert refused.value.code == "waits"


def test_our_own_copy_that_cannot_be_opened_is_no_fault_of_the_photo(log, teacher):
    row = make.covered(log, teacher)
    place(make.copies(row)[-1].file).write_bytes(b"x")
    operations.cover(photo=row, boxes=[[0, 0, 10, 10]], by=teacher, at=AT)
    for minutes in range(0, 50, 10):
        make.work(AT + minutes * MINUTE)
    photo = make.fresh(row).photo
    assert (photo.is_failed, photo.wanted) == (True, [[0, 0, 10, 10]])


def test_whoever_reports_while_its_author_covers_more_is_told_that_it_is_gone(
    log, teacher, colleague
):
    row = make.photo(log, teacher)
    operations.cover(photo=row, boxes=[[0, 0, 10, 10]], by=teacher, at=AT)
    with pytest.raises(PermissionDenied):
        operations.hide(photo=row, by=colleague, at=AT)


def test_what_is_said_of_it_is_changed_by_confirming_it_anew(log, teacher, colleague):
    row = make.photo(log, teacher)
    operations.reopen(photo=row, by=teacher, at=AT)
    assert (seen_by(teacher), seen_by(colleague)) == ([row], [])
    operations.confirm(photo=row, about=About("Tornis"), by=teacher, at=AT)
    assert make.fresh(row).alt == "Tornis"


def test_another_photo_by_the_same_key_is_refused(log, teacher):
    key = token_hex(16)
    make.sent(log, teacher, key=key)
    with pytest.raises(ValidationError) as refused:
        operations.add(log=log, content=p.telling("PNG"), key=key, by=teacher, at=AT)
    assert (refused.value.code, lie_in("originals") >= 1) == ("key", True)


def test_one_that_was_deleted_does_not_come_again_by_its_key(log, teacher):
    key = token_hex(16)
    operations.delete(photo=make.sent(log, teacher, key=key), by=teacher, at=AT)
    with pytest.raises(ValidationError):
        make.sent(log, teacher, key=key)


@pytest.mark.parametrize(("days", "is_left"), [(6, True), (8, False)])
def test_what_nobody_confirms_in_a_week_is_deleted(log, teacher, days, is_left):
    row, shown = make.covered(log, teacher), make.photo(log, teacher)
    assert rows.forget(AT + days * 24 * 60 * MINUTE) == (not is_left)
    assert (make.fresh(row).voided_at is None) is is_left
    assert make.fresh(shown).voided_at is None


def test_it_is_not_given_back_to_who_left_the_group(log, teacher, house):
    row = make.hidden(log, teacher)
    Assignment.objects.filter(user=teacher.user).update(until=MONDAY)
    with pytest.raises(ValidationError) as refused:
        operations.give_back(photo=row, by=house.access(house.head, "admin"), at=AT)
    assert refused.value.code == "nobody"


def test_photos_of_an_entry_taken_away_are_their_authors_again(log, teacher, colleague):
    bridge, _song = log.entries.standing()
    row = make.photo(log, teacher, About("Tilts", bridge.pk))
    bridge.log = log
    take_away_entry(entry=bridge, by=teacher, at=AT)
    row = make.fresh(row)
    assert (row.entry, row.confirmed_at) == (None, None)
    assert seen_by(colleague) == []


@pytest.mark.parametrize("act", ["reopened", "given back", "its entry taken away"])
def test_what_is_to_be_looked_at_anew_has_a_week_again(log, teacher, house, act):
    """However long ago it was taken."""
    bridge, _song = log.entries.standing()
    row, later = make.photo(log, teacher, About("Tilts", bridge.pk)), AT + 30 * 24 * 60 * MINUTE
    if act == "reopened":
        operations.reopen(photo=row, by=teacher, at=later)
    elif act == "given back":
        operations.hide(photo=row, by=teacher, at=later)
        operations.give_back(photo=row, by=house.access(house.head, "admin"), at=later)
    else:
        bridge.log = log
        take_away_entry(entry=bridge, by=teacher, at=later)
    assert make.fresh(row).confirmed_at is None
    assert rows.forget(later + 6 * 24 * 60 * MINUTE) == 0
    assert rows.forget(later + 8 * 24 * 60 * MINUTE) == 1


def test_one_that_was_reported_stays_hidden_when_its_entry_is_taken_away(log, teacher):
    bridge, _song = log.entries.standing()
    row = make.hidden(log, teacher, About("Tilts", bridge.pk))
    bridge.log = log
    take_away_entry(entry=bridge, by=teacher, at=AT + 2 * MINUTE)
    assert make.fresh(row).hidden_at
