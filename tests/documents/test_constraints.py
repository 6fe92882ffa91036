"""Each constraint on files, jobs and photos refuses what it is for."""

import pytest

from documents.models import Job, Photo, PhotoCopy, StoredFile
from tests.constraints import accepted, constraints_of, refused_by
from tests.world import at


def file(two, place=0, **changes) -> StoredFile:
    facts = {
        "institution": two[place].institution, "kind": "tests.parcel", "state": "ready",
        "content_type": "text/plain", "shown_as": "sainis-1.txt", "digest": "0" * 64, "size": 1,
        "made_at": at(9), "made_by": two[0].head,
    }  # fmt: skip
    return StoredFile.objects.create(**facts | changes)


def job(two, **changes) -> Job:
    facts = {
        "institution": two[0].institution, "kind": "tests.parcel", "asked_at": at(9),
        "asked_by": two[0].head, "next_try_at": at(9),
    }  # fmt: skip
    return Job.objects.create(**facts | changes)


def made(two, result: StoredFile) -> Job:
    return job(two, result=result, finished_at=at(10))


def photo(two, **changes) -> Photo:
    facts = {
        "institution": two[0].institution, "kind": "tests.picture", "key": "a" * 32,
        "made_by": two[0].head, "received_at": at(9), "next_try_at": at(9),
    }  # fmt: skip
    return Photo.objects.create(**facts | changes)


def copy(two, **changes) -> PhotoCopy:
    facts = {"long_side": 480, "width": 480, "height": 320}
    facts |= {"photo": changes.pop("photo", None) or photo(two)}
    facts |= {"file": changes.pop("file", None) or file(two)}
    return PhotoCopy.objects.create(**facts | changes)


def of_one_copy(two) -> None:
    same, of = file(two), photo(two)
    for _ in range(2):
        copy(two, file=same, photo=of)


def of_one_original(two) -> None:
    same = file(two)
    photo(two, original=same)
    photo(two, original=same, key="b" * 32)


def twice(make, **facts):
    return lambda two: [make(two, **facts) for _ in range(2)]


def of_one_file(two) -> None:
    result = file(two)
    for _ in range(2):
        made(two, result)


BREAKS = {
    "documents_storedfile_name_key": twice(file, name="a" * 40),
    "documents_storedfile_size_check": lambda two: file(two, size=-1),
    "a_files_state_and_source_are_known": lambda two: file(two, state="lost"),
    "a_file_is_called_after_nobody": lambda two: file(two, shown_as="Anna Bērziņa.pdf"),
    "a_file_has_a_random_name_and_a_digest": lambda two: file(two, name="anna"),
    "a_file_is_kept_for_a_while": lambda two: file(two, expires_at=at(9)),
    "a_jobs_kind_is_a_code": lambda two: job(two, kind="Annas lapa"),
    "a_jobs_sign_is_a_digest": lambda two: job(two, sign="Anna"),
    "a_job_is_finished_or_has_failed": lambda two: job(two, finished_at=at(9), failed_at=at(9)),
    "what_a_job_made_is_of_a_finished_one": lambda two: job(two, result=file(two)),
    "documents_job_result_id_key": of_one_file,
    "job_result_of_one_institution": lambda two: made(two, file(two, 1)),
    "a_photo_is_received_once": twice(photo),
    "a_photos_kind_and_key_are_codes": lambda two: photo(two, key="IMG_Anna"),
    "a_photo_is_refused_for_a_known_reason": lambda two: photo(two, state="refused"),
    "an_original_goes_once_its_photo_is_covered": lambda two: photo(
        two, state="ready", original=file(two)
    ),
    "what_is_to_be_covered_waits": lambda two: photo(two, state="ready", wanted=[[0, 0, 1, 1]]),
    "documents_photo_original_id_key": of_one_original,
    "photo_original_of_one_institution": lambda two: photo(two, original=file(two, 1)),
    "documents_photo_attempts_check": lambda two: photo(two, attempts=-1),
    "documents_photocopy_file_id_key": of_one_copy,
    "documents_photocopy_long_side_check": lambda two: copy(two, long_side=-1),
    "a_copy_has_sides": lambda two: copy(two, width=0),
    "documents_job_total_check": lambda two: job(two, total=-1),
    "documents_job_done_check": lambda two: job(two, done=-1),
    "documents_job_attempts_check": lambda two: job(two, attempts=-1),
}
# what others point to; the key of the table holds it already
TARGETS = {"a_file_has_one_institution", "a_job_has_one_institution", "a_photo_has_one_institution"}

# a side below zero is refused before by the constraint on sides
IMPLIED = {"documents_photocopy_width_check", "documents_photocopy_height_check"}


@pytest.fixture
def two(house, other_house):
    return house, other_house


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(two, name):
    with refused_by(name):
        BREAKS[name](two)


def test_every_constraint_is_among_them(db):
    assert constraints_of("documents") == set(BREAKS) | TARGETS | IMPLIED


@pytest.mark.parametrize("facts", [{"state": "lost"}, {"source": "stolen"}])
def test_a_state_and_a_source_are_of_those_there_are(two, facts):
    with refused_by("a_files_state_and_source_are_known"):
        file(two, **facts)


@pytest.mark.parametrize(
    "facts",
    [{"state": "refused", "reason": "ugly"}, {"reason": "empty"}, {"state": "lost"}],
)
def test_a_photo_that_is_refused_says_why_and_no_other(two, facts):
    with refused_by("a_photo_is_refused_for_a_known_reason"):
        photo(two, **facts)


@pytest.mark.parametrize("shown_as", ["../x.pdf", "x", "x.pdf\r\nSet-Cookie: a", 'x".pdf', "ā.pdf"])
def test_the_name_it_is_saved_under_is_plain(two, shown_as):
    with refused_by("a_file_is_called_after_nobody"):
        file(two, shown_as=shown_as)


def test_what_is_whole_is_accepted(two):
    with accepted():
        made(two, file(two, expires_at=at(10)))
        copy(two, photo=photo(two, state="ready"))
        photo(two, key="b" * 32, original=file(two), wanted=[[0, 0, 1, 1]])
        photo(two, key="c" * 32, state="refused", reason="moving")
