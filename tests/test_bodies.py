"""What is too large is answered before it is read; what is taken lies in memory and nowhere else (T10)."""

import sys
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_POST

from audit.models import Denial
from documents.bodies import AROUND, is_large, takes
from ejournal import bodies, urls
from ejournal.launcher import commands

MEGABYTE = 1024 * 1024
PAGE = {"HTTP_ACCEPT": "text/html,*/*;q=0.8"}  # as a browser asks for one


@require_POST
@takes(4 * MEGABYTE)
def photos(request: HttpRequest) -> HttpResponse:
    photo = request.FILES["photo"]
    return HttpResponse(f"{type(photo).__name__} {photo.size} {bodies.under_way._count}")


def failing(request: HttpRequest) -> HttpResponse:
    raise OperationalError


failing_photos = takes(4 * MEGABYTE)(failing)
urlpatterns = [path("photos/", photos), path("failing/", failing_photos), *urls.urlpatterns]
handler400, handler500 = urls.handler400, urls.handler500


class Untouched:
    """What nobody may read."""

    def read(self, *size: int) -> bytes:
        raise AssertionError("it was read")

    readline = read


@pytest.fixture(autouse=True)
def more_addresses(settings):
    settings.ROOT_URLCONF = "tests.test_bodies"


@pytest.fixture
def teacher(house, client) -> Client:
    client.force_login(house.head)
    return client


def declares(client: Client, address: str, size: int | str, **more: object):
    """Says that so much comes; whoever reads of it fails."""
    kind = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(size)}
    return client.generic("POST", address, **(kind | {"wsgi.input": Untouched()} | more))


def photo(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.jpg", bytes(size), "image/jpeg")


def send(client: Client, size: int = 3 * MEGABYTE, address: str = "/photos/", **more: object):
    return client.post(address, {"photo": photo(size)}, **more)


@pytest.mark.parametrize(
    ("address", "size"),
    [
        ("/photos/", 4 * MEGABYTE + AROUND + 1),
        ("/", settings.DATA_UPLOAD_MAX_MEMORY_SIZE + AROUND + 1),
        ("/accounts/login/", 10**12),
    ],
)
def test_what_is_larger_than_its_view_takes_is_refused_unread(teacher, address, size):
    page = declares(teacher, address, size, **PAGE)
    assert page.status_code == 413
    assert "<!doctype html>" in page.content.decode()
    part = declares(teacher, address, size)
    assert part.status_code == 413
    assert part["Content-Type"].startswith("text/plain")
    assert part.content.decode() in page.content.decode()
    assert declares(teacher, address, size, HTTP_HX_REQUEST="true", **PAGE).content == part.content


def test_what_its_view_takes_is_taken(teacher):
    assert send(teacher, 4 * MEGABYTE).content.decode() == f"InMemoryUploadedFile {4 * MEGABYTE} 1"
    assert bodies.under_way._count == bodies.under_way._bytes == 0


def test_where_there_is_no_page_nothing_is_read(teacher):
    assert declares(teacher, "/nowhere/", 5 * MEGABYTE).status_code == 404


def test_what_does_not_say_how_large_it_is_is_refused(teacher):
    said = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": Untouched()}
    assert teacher.generic("POST", "/photos/", **said).status_code == 411


def test_a_stranger_sends_nothing_that_is_large(db, client):
    assert declares(client, "/photos/", 3 * MEGABYTE).status_code == 401


@pytest.mark.parametrize("name", ["open", "tempfile.mkstemp", "os.mkdir"])
def test_what_is_received_is_written_nowhere(teacher, name):
    written = watch(name)
    try:
        assert send(teacher).status_code == 200
    finally:
        _watched.clear()
    assert written == []


_watched: dict[str, list[object]] = {}  # a hook of the interpreter stays; then it hears nothing


def _hear(event: str, arguments: tuple) -> None:
    if event in _watched and not (event == "open" and _only_reads(*arguments)):
        _watched[event].append(arguments)


def _only_reads(name: object, mode: str | None, flags: int) -> bool:
    return not flags & 3 and not set(mode or "r") & set("wax+")


sys.addaudithook(_hear)


def watch(name: str) -> list[object]:
    _watched[name] = []
    return _watched[name]


def test_the_watch_sees_what_is_written(tmp_path):
    seen = watch("open")
    (tmp_path / "a").write_bytes(b"")
    _watched.clear()
    assert len(seen) == 1


def test_while_it_is_received_no_transaction_is_open(teacher, house):
    depths: list[int] = []

    class Listening(BytesIO):
        def read(self, *size: int) -> bytes:
            depths.append(len(connection.savepoint_ids))
            return super().read(*size)

    told = len(connection.savepoint_ids)
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    body = head + bytes(3 * MEGABYTE) + b"\r\n--x--\r\n"
    answer = declares(teacher, "/photos/", len(body), **{"wsgi.input": Listening(body)})
    assert answer.status_code == 200
    assert set(depths) == {told}


class Lost(BytesIO):
    """A phone that is out of reach in the midst of it."""

    def read(self, *size: int) -> bytes:
        raise TimeoutError


@pytest.mark.parametrize("size", [500, 3 * MEGABYTE])
def test_whoever_is_lost_has_asked_for_nothing(teacher, size):
    assert declares(teacher, "/photos/", size, **{"wsgi.input": Lost()}).status_code == 408
    assert not Denial.objects.exists()
    assert bodies.under_way._count == 0


@pytest.mark.parametrize(("most", "limit"), [("AT_ONCE", 0), ("MEGABYTES", 2)])
def test_too_much_at_once_is_to_come_again(teacher, monkeypatch, most, limit):
    monkeypatch.setattr(bodies, most, limit)
    answer = declares(teacher, "/photos/", 3 * MEGABYTE)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    monkeypatch.undo()
    assert send(teacher).status_code == 200


def test_what_fails_gives_its_room_back_and_is_not_read_again(teacher):
    teacher.raise_request_exception = False
    assert send(teacher, address="/failing/").status_code == 503
    assert bodies.under_way._count == bodies.under_way._bytes == 0


def test_a_form_is_never_counted(teacher, monkeypatch):
    monkeypatch.setattr(bodies, "AT_ONCE", 0)
    assert send(teacher, size=500_000).status_code == 200


class Connection:
    """The one that gunicorn hands over."""

    def __init__(self) -> None:
        self.done: list[object] = []

    def settimeout(self, seconds: float | None) -> None:
        self.done.append(seconds)

    def shutdown(self, how: int) -> None:
        self.done.append("no more is read")


def test_silence_is_not_waited_for_while_it_is_received_and_no_longer(teacher):
    connection = Connection()
    assert send(teacher, **{"gunicorn.socket": connection}).status_code == 200
    assert connection.done == [bodies.SILENCE, None]


def test_of_what_is_refused_nothing_more_is_waited_for(teacher):
    connection = Connection()
    declares(teacher, "/photos/", 10**9, **{"gunicorn.socket": connection})
    assert connection.done == ["no more is read"]


def test_every_view_fits_into_memory_and_threads_are_left():
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= 15 * MEGABYTE + AROUND
    (threads,) = [one for one in commands.web() if one.startswith("--threads=")]
    assert int(threads.partition("=")[2]) - bodies.AT_ONCE >= 4


@pytest.mark.parametrize("said", ["", "-1", "٣٣٣٣٣٣٣٣٣", "1065536"])
def test_what_is_no_number_or_no_more_than_a_form_is_not_large(rf, said):
    assert not is_large(rf.post("/", CONTENT_LENGTH=said))


def test_one_byte_more_is_large(rf):
    assert is_large(rf.post("/", CONTENT_LENGTH="1065537"))
