"""R21: every stored file says what it is and whose; administration takes any of them out of the journal."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.urls import reverse

from documents import content, registry
from documents.jobs import Jobs
from documents.models import StoredFile
from manners import operations
from manners.models import Report
from outbox.models import Notification
from tests.documents.conftest import ask, parcel
from tests.documents.storage import place
from tests.world import at

__all__ = ["ask", "parcel"]
FILES = reverse("manners:files")


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(12), tick=False)
    client.force_login(house.head)
    return client


@pytest.fixture
def make(house, ask):
    """A parcel that the teacher asked for."""

    def made(**facts) -> StoredFile:
        job = ask(**{"asked_by": house.people.teacher} | facts)
        Jobs().drain(lambda: at(9, 1))
        job.refresh_from_db()
        return job.result

    return made


def take(house, file: StoredFile, **more) -> Report:
    facts = {"why": "Svešs darbs", "by": house.by, "at": at(12)}
    return operations.take_down(file=file, **facts | more)


def way(file: StoredFile) -> str:
    return reverse("documents:file", args=[file.name])


def page(file: StoredFile) -> str:
    return reverse("manners:file", args=[file.pk])


# --- taken out ---------------------------------------------------------------------------------------
def test_it_opens_to_nobody_and_its_bytes_go(house, head, make, django_capture_on_commit_callbacks):
    file = make()
    assert head.get(way(file)).status_code == 200
    with django_capture_on_commit_callbacks() as after:
        take(house, file)
    assert head.get(way(file)).status_code == 404
    assert place(file).exists()
    for act in after:
        act()
    assert not place(file).exists()
    file.refresh_from_db()
    assert file.state == "removed"


def test_a_take_down_that_fails_takes_nothing(house, head, make, monkeypatch):
    file = make()

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("outbox.queue.put", fails)
    with pytest.raises(RuntimeError):
        take(house, file)
    assert head.get(way(file)).status_code == 200


def test_a_storage_that_is_away_is_asked_again_by_the_beat(
    house, head, make, monkeypatch, django_capture_on_commit_callbacks
):
    file = make()
    with monkeypatch.context() as away:
        away.setattr(type(storages["files"]), "delete", _away)
        with django_capture_on_commit_callbacks(execute=True):
            take(house, file)
    assert head.get(way(file)).status_code == 404
    assert place(file).exists()
    assert content.remove_old(at(12, 1)) == 1
    assert not place(file).exists()


def _away(*args):
    raise OSError


def test_it_is_kept_who_did_and_why_and_its_maker_is_told(house, make):
    report = take(house, make())
    assert (report.kind, report.outcome, report.answer) == (
        "documents.file",
        "removed",
        "Svešs darbs",
    )
    assert (report.by, report.decided_by) == (house.head, house.head)
    assert (report.at, report.decided_at) == (at(12), at(12))
    told = Notification.objects.filter(kind__startswith="manners.")
    assert [(one.kind, one.person, one.role) for one in told] == [
        ("manners.decided", house.people.teacher, "teacher")
    ]


def test_it_is_taken_out_once(house, make):
    file = make()
    take(house, file)
    with pytest.raises(operations.GoneAlready):
        take(house, file)
    assert Report.objects.count() == 1


def test_only_administration_of_the_house_takes_a_file_out(house, other_house, make):
    file = make()
    for by in (
        house.access(house.people.teacher, "teacher"), house.access(house.people.clerk, "clerk"),
        other_house.by,
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            take(house, file, by=by)
    file.refresh_from_db()
    assert file.state == "ready"


def test_a_reason_too_long_is_refused(house, make):
    with pytest.raises(ValidationError):
        take(house, make(), why="a" * 301)


# --- the list ------------------------------------------------------------------------------------------
def test_the_list_says_what_each_is_whose_and_until_when(head, make):
    make()
    body = head.get(FILES).text
    for words in ("Sainis", "TXT, ", "Ilze Kalēja", "16.11.2026. 9:01", "17.11.2026. 9:01"):
        assert words in body


def test_it_is_empty_in_words(head):
    assert 'class="empty"' in head.get(FILES).text


@pytest.mark.parametrize("state", ["received", "processing", "removed"])
def test_what_does_not_lie_ready_is_not_in_it(head, make, state):
    file = make()
    StoredFile.objects.update(state=state)
    assert 'class="empty"' in head.get(FILES).text
    assert head.get(page(file)).status_code == 404


def test_what_is_past_its_time_is_not_in_it(head, make, time_machine):
    file = make()
    time_machine.move_to(at(9, 1).replace(day=17), tick=False)
    head.force_login(file.institution.role_groups.get(role="admin").group.user_set.get())
    assert 'class="empty"' in head.get(FILES).text
    assert head.get(page(file)).status_code == 404


def test_files_of_another_house_are_not_there(head, make, other_house):
    file = make(institution=other_house.institution, asked_by=other_house.head)
    assert 'class="empty"' in head.get(FILES).text
    assert head.get(page(file)).status_code == 404


def test_one_kind_by_itself(head, make):
    file = make()
    StoredFile.objects.filter(pk=make(subject_id=2).pk).update(kind="people.slips")
    assert head.get(FILES).text.count('class="line"') == 2
    only = head.get(FILES, {"kind": "tests.parcel"}).text
    assert only.count('class="line"') == 1
    assert page(file) in only
    assert head.get(FILES, {"kind": "tests.nothing"}).status_code == 404


def test_it_has_pages(head, make):
    file = make()
    facts = {
        name: getattr(file, name)
        for name in (
            "institution",
            "kind",
            "state",
            "content_type",
            "shown_as",
            "digest",
            "made_by",
        )
    }
    StoredFile.objects.bulk_create(
        StoredFile(**facts, size=1, made_at=at(10, n % 60)) for n in range(60)
    )
    first, second = head.get(FILES).text, head.get(FILES, {"page": 2}).text
    assert (first.count('class="line"'), second.count('class="line"')) == (50, 11)
    assert page(file) in second
    assert "?page=2" in first
    for number in ("0", "3", "-1", "x", "9" * 30):
        assert head.get(FILES, {"page": number}).status_code == 404


@pytest.mark.parametrize("count", [2, 40])
def test_the_list_asks_the_same_for_few_and_many(head, make, count, django_assert_max_num_queries):
    for n in range(count):
        make(subject_id=n)
    head.get(FILES)
    with django_assert_max_num_queries(9):
        assert head.get(FILES).text.count('class="line"') == count


# --- by the page -----------------------------------------------------------------------------------------
def test_from_the_list_to_the_end(head, make):
    file = make()
    assert page(file) in head.get(FILES).text
    assert "Ilze Kalēja" in head.get(page(file)).text
    answer = head.post(page(file), {"why": "Svešs darbs"})
    assert (answer.status_code, answer.url) == (302, FILES)
    assert 'class="empty"' in head.get(FILES).text
    assert "Sainis" not in head.get(FILES).text
    assert head.post(page(file), {"why": ""}).status_code == 404
    assert reverse("manners:report", args=[Report.objects.get().pk]) in head.get("/reports/").text


def test_a_reason_too_long_stays_on_the_page(head, make):
    file = make()
    answer = head.post(page(file), {"why": "a" * 301})
    assert answer.status_code == 422
    assert "a" * 301 in answer.text
    file.refresh_from_db()
    assert file.state == "ready"


def test_every_kind_of_files_has_a_name_in_words():
    for kind in registry._registry.values():
        assert getattr(kind, "label", "") or kind.code.startswith("documents.")
