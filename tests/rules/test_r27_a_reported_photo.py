"""R27: whoever sees a photo may report it; it is gone for everybody at once, and administration decides."""

from unittest.mock import patch

import pghistory
import pytest
from django.test import Client
from django.urls import reverse

from activities.models import DayPhoto
from activities.week.operations import ask_for_pdf
from documents import registry as registry_of_documents
from documents.jobs import Jobs
from documents.models import StoredFile
from manners import operations, registry
from manners.models import Report
from manners.sight import ReportedAlready
from outbox.models import Notification
from people import operations as people
from people import quotas
from people.access import Access, Action
from people.models import Assignment
from tests.activities import makers, photos
from tests.activities.photos import copies
from tests.documents.storage import place
from tests.world import BEGIN, MONDAY, House, at

KIND = "activities.photo"
NOON, EVENING = at(16), at(17)


@pytest.fixture
def log(house):
    teacher = house.access(house.people.teacher, "teacher")
    return makers.released(house.groups["Bitītes"], teacher, MONDAY, when=at(13))


@pytest.fixture
def photo(house, log) -> DayPhoto:
    return photos.photo(log, house.access(house.people.teacher, "teacher"))


@pytest.fixture
def signed_in(time_machine):
    """``signed_in(person)``: their browser, at five in the afternoon."""
    time_machine.move_to(EVENING, tick=False)

    def client_of(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return client_of


def access(house: House, who: str) -> Access:
    person = getattr(house.people, who)
    roles = {"mother": "parent", "father": "parent", "head": "admin"}
    role = roles.get(who, "teacher")
    return Access(person, day=MONDAY) if role == "parent" else house.access(person, role)


def report(house: House, photo: DayPhoto, who: str = "mother", **more) -> Report:
    said = {"kind": KIND, "pk": photo.pk, "reason": "child", "at": NOON}
    return operations.report(**said | more, by=access(house, who))


def decide(house: House, said: Report, outcome: str) -> Report:
    return operations.decide(report=said, outcome=outcome, by=house.by, at=EVENING)


def sees(house: House, photo: DayPhoto, who: str) -> bool:
    seen = DayPhoto.objects.visible_to(access(house, who), Action.VIEW_PHOTO)
    return seen.filter(pk=photo.pk).exists()


def opens(photo: DayPhoto, client: Client) -> set[int]:
    """What each of its files answers: large and small, WebP and JPEG."""
    ways = [reverse("documents:file", args=[copy.file.name]) for copy in copies(photo)]
    return {client.get(way).status_code for way in ways}


# --- hidden ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["mother", "assistant", "substitute", "head"])
def test_whoever_sees_it_hides_it_from_all(house, photo, who, signed_in):
    everybody = ("mother", "father", "teacher", "assistant")
    browsers = [signed_in(getattr(house.people, one)) for one in everybody]
    assert [opens(photo, browser) for browser in browsers] == [{200}] * 4
    report(house, photo, who)
    assert [sees(house, photo, one) for one in everybody] == [False] * 4
    assert [opens(photo, browser) for browser in browsers] == [{404}] * 4
    assert opens(photo, signed_in(house.head)) == {200}


def test_whom_photos_are_kept_from_reports_none(house, photo):
    guarded = house.people.mother.guardianships.get(child=house.children["Bitītes"][0])
    people.restrict(
        guardianship=guarded, document="Lēmums 8", issuer="Tiesa", since=BEGIN, photos=True,
        by=house.by,
    )  # fmt: skip
    assert registry.reportable(KIND).find(photo.pk, access(house, "mother")) is None
    assert not registry.reportable(KIND).would_see(photo.pk, access(house, "mother"))


def test_the_second_hears_it_and_a_stranger_hears_nothing(house, photo, signed_in):
    report(house, photo)
    with pytest.raises(ReportedAlready):
        report(house, photo, "father")
    url = reverse("manners:new", args=[KIND, photo.pk])
    assert signed_in(house.people.father).get(url).status_code == 302
    assert signed_in(house.people.other_parent).get(url).status_code == 404
    assert Report.objects.count() == 1


def test_what_nobody_has_looked_at_yet_is_nobodys_to_report(house, log):
    teacher = house.access(house.people.teacher, "teacher")
    waiting = photos.covered(log, teacher)
    for who in ("teacher", "assistant", "mother", "head"):
        assert registry.reportable(KIND).find(waiting.pk, access(house, who)) is None


def test_by_the_page(house, photo, signed_in):
    mother, url = signed_in(house.people.mother), reverse("manners:new", args=[KIND, photo.pk])
    page = mother.get(url).text
    assert "Tilts no klučiem" in page
    assert "<picture>" in page
    assert mother.post(url, {"reason": "name", "note": "Uz skapīša"}).status_code == 302
    said = Report.objects.get()
    shown = signed_in(house.head).get(reverse("manners:report", args=[said.pk])).text
    for words in ("Kristīne Bērziņa", "Uz skapīša", "<picture>", "Bitītes, 16.11.2026."):
        assert words in shown


# --- decided ----------------------------------------------------------------------------------------
def test_what_stays_is_there_again(house, photo, signed_in):
    decide(house, report(house, photo), "stands")
    assert all(sees(house, photo, who) for who in ("mother", "father", "teacher"))
    assert opens(photo, signed_in(house.people.father)) == {200}


def test_what_is_given_back_is_its_authors_alone_until_confirmed_anew(house, photo, signed_in):
    said = decide(house, report(house, photo), "given_back")
    assert sees(house, photo, "teacher")
    assert not any(sees(house, photo, who) for who in ("mother", "assistant", "head"))
    author = signed_in(house.people.teacher)
    page = author.get(reverse("manners:answer", args=[said.pk])).text
    way = reverse("activities:photo", args=[photo.log.group_id, MONDAY, photo.pk])
    assert f'href="{way}"' in page
    assert author.get(way).status_code == 200
    assert "Kristīne" not in page


def test_what_is_taken_out_is_deleted_in_every_size(
    house, photo, django_capture_on_commit_callbacks
):
    files = [copy.file for copy in copies(photo)]
    said = report(house, photo)
    with django_capture_on_commit_callbacks(execute=True):
        decide(house, said, "removed")
    assert len(files) == 4
    assert not any(place(file).exists() for file in files)
    photo.refresh_from_db()
    assert (photo.voided_at, photo.voided_by) == (EVENING, house.head)
    assert not any(sees(house, photo, who) for who in ("mother", "teacher", "head"))


def test_both_are_told_what_came_of_it(house, photo):
    decide(house, report(house, photo), "removed")
    told = Notification.objects.filter(kind__startswith="manners.").order_by("kind")
    assert [(one.kind, one.person, one.role) for one in told] == [
        ("manners.answered", house.people.mother, "parent"),
        ("manners.decided", house.people.teacher, "teacher"),
        ("manners.reported", house.head, "admin"),
    ]


# --- R21: its files ----------------------------------------------------------------------------------
def test_a_photo_is_one_file_in_the_list_and_goes_whole(
    house, photo, signed_in, django_capture_on_commit_callbacks
):
    head, files = signed_in(house.head), [copy.file for copy in copies(photo)]
    page = head.get(reverse("manners:files")).text
    assert page.count('class="line"') == 1
    large = StoredFile.objects.get(copy__long_side=1600, content_type="image/jpeg")
    url = reverse("manners:file", args=[large.pk])
    assert url in page
    assert "<picture>" in head.get(url).text
    with django_capture_on_commit_callbacks(execute=True):
        assert head.post(url, {"why": "Svešs darbs"}).status_code == 302
    assert not any(place(file).exists() for file in files)
    made = Report.objects.get()
    assert (made.kind, made.subject_id, made.outcome) == (KIND, photo.pk, "removed")
    assert made.author == house.people.teacher


def test_taking_a_reported_photo_out_decides_the_report(house, photo):
    said = report(house, photo)
    file = copies(photo)[-1].file
    made = operations.take_down(file=file, why="Jā", by=house.by, at=EVENING)
    assert (made.pk, made.outcome, made.answer) == (said.pk, "removed", "Jā")
    assert made.by == house.people.mother
    with pytest.raises(operations.GoneAlready):
        operations.take_down(file=file, by=house.by, at=EVENING)


def test_one_that_nobody_has_looked_at_shows_no_picture(house, log, signed_in):
    waiting = photos.covered(log, house.access(house.people.teacher, "teacher"))
    large = copies(waiting)[-2].file
    page = signed_in(house.head).get(reverse("manners:file", args=[large.pk])).text
    assert "<picture>" not in page


@pytest.mark.parametrize("who", ["teacher", "assistant"])
def test_the_days_history_names_nobody_who_reported(house, photo, signed_in, who):
    with pghistory.context(user=house.people.mother.pk, role="parent", request="x"):
        report(house, photo)
    client = signed_in(getattr(house.people, who))
    history = client.get(reverse("audit:history", args=["daylog", photo.log_id])).content.decode()
    assert str(house.people.mother) not in history
    assert "Paslēpts" not in history


def test_some_that_wait_for_a_decision_are_enough_of_one_person(house, log, monkeypatch):
    monkeypatch.setattr(operations, "MOST_OPEN", 1)
    teacher = house.access(house.people.teacher, "teacher")
    first, second = photos.photo(log, teacher), photos.photo(log, teacher)
    report(house, first)
    with pytest.raises(quotas.UsedUp):
        report(house, second)
    assert photos.fresh(second).hidden_at is None
    assert report(house, second, "father")


def test_taken_out_by_two_at_once_the_second_is_told(house, photo, signed_in):
    said = report(house, photo)
    file = copies(photo)[-2].file
    client = signed_in(house.head)
    decided = operations.DecidedAlready(said)
    with patch("manners.operations.decide", side_effect=decided):
        answer = client.post(reverse("manners:file", args=[file.pk]), {"why": "Vārds"})
    assert answer.status_code == 409


def test_a_week_on_paper_goes_with_the_photo(house, log, photo):
    teacher = house.access(house.people.teacher, "teacher")
    job = ask_for_pdf(group=log.group, day=MONDAY, by=teacher, at=at(15, 30))
    Jobs().drain(lambda: at(15, 31))
    job.refresh_from_db()
    decide(house, report(house, photo), "removed")
    assert not StoredFile.objects.to_open(at(17, 1)).filter(pk=job.result_id).exists()


def test_a_paper_made_after_a_photo_came_back_closes_when_it_is_hidden_again(house, log, photo):
    teacher = house.access(house.people.teacher, "teacher")
    said = report(house, photo)
    job = ask_for_pdf(group=log.group, day=MONDAY, by=teacher, at=at(15, 30))
    decide(house, said, "stands")
    Jobs().drain(lambda: at(17, 31))
    job.refresh_from_db()
    paper = registry_of_documents.of_job(job)
    assert paper.opens_to(job.result, teacher)
    report(house, photo, "father", at=at(18))
    assert not paper.opens_to(job.result, teacher)
    assert paper.is_seen(job, teacher)


def test_what_its_author_cannot_mend_is_not_given_back_and_the_page_says_so(
    house, photo, signed_in
):
    said = report(house, photo)
    Assignment.objects.filter(user=house.people.teacher).update(until=MONDAY)
    form = {"outcome": "given_back", "answer": "Lūdzu, aizklājiet."}
    answer = signed_in(house.head).post(reverse("manners:report", args=[said.pk]), form)
    assert (answer.status_code, "outcome" in answer.context["form"].errors) == (422, True)
    assert "Lūdzu, aizklājiet." in answer.content.decode()
    said.refresh_from_db()
    assert (said.outcome, photos.fresh(photo).hidden_at is None) == ("", False)
