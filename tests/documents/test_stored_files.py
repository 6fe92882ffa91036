"""Stored files: one way to each, for whom its kind shows it now, while it is kept, and only whole."""

import stat
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from documents import content
from documents.jobs import Jobs
from documents.models import StoredFile
from tests.documents.conftest import PARCEL
from tests.documents.storage import lying, place
from tests.matrix.portal import comparable
from tests.world import at

DAY = timedelta(days=1)


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    client.force_login(house.head)
    return client


@pytest.fixture
def make(ask):
    """A parcel made at one minute past nine."""

    def made(**facts) -> StoredFile:
        job = ask(**facts)
        Jobs().drain(lambda: at(9, 1))
        job.refresh_from_db()
        return job.result

    return made


def way(file: StoredFile) -> str:
    return reverse("documents:file", args=[file.name])


# --- to whom it opens -------------------------------------------------------------------------------
def test_it_is_saved_under_a_name_of_nobody_and_kept_by_no_cache(make, head):
    file = make()
    answer = head.get(way(file))
    assert answer.getvalue() == PARCEL
    said = {name: answer[name] for name in ("Content-Type", "Cache-Control", "Content-Length")}
    assert said == {
        "Content-Type": "text/plain", "Cache-Control": "no-store",
        "Content-Length": str(len(PARCEL)),
    }  # fmt: skip
    assert answer["Content-Disposition"] == f'attachment; filename="sainis-{file.job.pk}.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_who_sees_it_is_asked_anew_each_time(make, parcel, head):
    file = make()
    assert head.get(way(file)).status_code == 200
    parcel.seen = lambda job, by: False
    assert head.get(way(file)).status_code == 404


def test_a_file_of_another_house_is_like_none(make, head, other_house):
    file = make(institution=other_house.institution, asked_by=other_house.head)
    ways = way(file), reverse("documents:file", args=["0" * 40])
    foreign, unknown = (head.get(one) for one in ways)
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert comparable(foreign, ways[0]) == comparable(unknown, ways[1])


@pytest.mark.parametrize("state", ["received", "processing", "removed"])
def test_only_what_is_ready_opens(make, head, state):
    file = make()
    StoredFile.objects.update(state=state)
    assert head.get(way(file)).status_code == 404


def test_what_no_kind_answers_for_opens_to_nobody(make, head):
    file = make()
    StoredFile.objects.update(kind="tests.former")
    assert head.get(way(file)).status_code == 404


def test_who_is_not_signed_in_is_led_to_the_door(make, client):
    assert client.get(way(make())).url.startswith("/accounts/login/")


# --- how long it is kept ----------------------------------------------------------------------------
def test_past_its_time_it_is_gone_from_the_way_and_then_from_the_disk(make, head, time_machine):
    file = make()
    assert content.remove_old(at(9, 1) + DAY - timedelta(seconds=1)) == 0
    time_machine.move_to(at(9, 1) + DAY, tick=False)
    head.force_login(file.made_by)
    assert head.get(way(file)).status_code == 404
    assert content.remove_old(at(9, 1) + DAY) == 1
    assert not place(file).exists()
    file.refresh_from_db()
    assert file.state == "removed"
    assert content.remove_old(at(9, 1) + DAY) == 0


def test_one_that_cannot_be_removed_keeps_no_other(make, monkeypatch):
    first, second = make(subject_id=1), make(subject_id=2)
    place(first).unlink()
    place(first).mkdir()  # what is no file cannot be taken away like one
    (place(first) / "inside").touch()
    assert content.remove_old(at(9, 1) + DAY) == 1
    assert not place(second).exists()
    first.refresh_from_db()
    assert first.state == "ready"  # and is looked for again


def test_what_is_kept_for_good_stays(make, parcel):
    parcel.kept_for = None
    file = make()
    assert content.remove_old(at(9) + 4000 * DAY) == 0
    assert place(file).exists()


# --- how it lies ------------------------------------------------------------------------------------
def test_nobody_else_on_the_machine_reads_it(make):
    where = place(make())
    assert stat.S_IMODE(where.stat().st_mode) == 0o600
    assert stat.S_IMODE(where.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("is_sealed", [False, True])
def test_it_is_read_in_pieces(make, parcel, is_sealed):
    parcel.is_sealed = is_sealed
    pieces = list(content.read(make()))
    assert b"".join(pieces) == PARCEL
    assert (max(map(len, pieces)), len(pieces)) == (64 * 1024, 3)


def test_what_is_sealed_tells_nothing_to_who_comes_by_the_disk(make, parcel, head, settings):
    parcel.is_sealed = True
    file = make()
    assert b"Anna" not in lying(file)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert b"".join(content.read(file)) == PARCEL


@pytest.mark.parametrize("is_sealed", [False, True])
def test_an_empty_one_is_whole(make, parcel, is_sealed):
    parcel.is_sealed, parcel.make_it = is_sealed, lambda job, say: b""
    assert b"".join(content.read(make())) == b""


def test_any_storage_of_djangos_holds_files(make, settings):
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"files": memory}
    file = make()
    assert b"".join(content.read(file)) == PARCEL
    content.remove(file)
    assert not storages["files"].exists(f"{file.name[:2]}/{file.name}")


# --- what is not whole is not given -----------------------------------------------------------------
def spoil(file: StoredFile) -> None:
    place(file).write_bytes(lying(file)[:-1] + b"!")


def cut(file: StoredFile) -> None:
    place(file).write_bytes(lying(file).rpartition(b"\n")[0] or b"cut")


def lose(file: StoredFile) -> None:
    place(file).unlink()


@pytest.mark.parametrize("is_sealed", [False, True])
@pytest.mark.parametrize("hurt", [spoil, cut, lose])
def test_it_says_so_when_it_cannot_be_read(make, parcel, head, caplog, hurt, is_sealed):
    parcel.is_sealed = is_sealed
    file = make()
    hurt(file)
    answer = head.get(way(file))
    assert answer.status_code == 503
    assert "Datni nevar nolasīt" in answer.text
    (line,) = [one for one in caplog.messages if "cannot be read" in one]
    assert line.startswith(f"file {file.pk} cannot be read: ")
    assert "Anna" not in caplog.text


def test_sealed_by_a_key_that_is_lost(make, parcel, head, settings):
    parcel.is_sealed = True
    file = make()
    settings.SECRET_KEY = "another"
    with pytest.raises(content.Unreadable):
        content.read(file)
