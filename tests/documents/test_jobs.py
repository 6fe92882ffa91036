"""Jobs: made once, whoever is killed; asked for and seen on one page."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.urls import reverse

from documents import content, queue, registry
from documents.jobs import Jobs
from documents.models import Job, StoredFile
from tests.documents.conftest import PARCEL, Parcel
from tests.documents.storage import place
from tests.matrix.portal import comparable
from tests.outbox.notes import apart
from tests.world import at


class Killed(BaseException):
    """Nobody lives to say how it went."""


def die(*anything):
    raise Killed


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    client.force_login(house.head)
    return client


def now(job: Job) -> Job:
    return Job.objects.select_related("result").get(pk=job.pk)


def drain(minute: int = 1) -> int:
    return Jobs().drain(lambda: at(9, minute))


# --- made once ------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_workers_make_a_job_once(ask, parcel, monkeypatch):
    monkeypatch.setattr("documents.tasks.work.apply_async", lambda **options: None)
    made, both = [], Barrier(2)
    parcel.make_it = lambda job, say: made.append(job.pk) or PARCEL
    asked = [ask(subject_id=n).pk for n in range(10)]

    def run() -> int:
        both.wait(10)
        return drain()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(lambda _: apart(run), range(2))) == 10
    assert sorted(made) == asked
    assert Job.objects.exclude(finished_at=None).count() == StoredFile.objects.count() == 10


def test_what_a_killed_worker_had_in_hand_the_next_one_makes(ask, parcel):
    job = ask()
    parcel.make_it = die
    with pytest.raises(Killed):
        drain(1)
    parcel.make_it = lambda job, say: PARCEL
    assert (drain(2), drain(7)) == (0, 1)  # while the claim stands, and after
    assert now(job).finished_at == at(9, 7)


def test_whoever_keeps_pieces_goes_on_where_they_are(ask, parcel):
    job, made = ask(total=4), []

    def make(job, say):
        for number in range(job.done, 4):
            if len(made) == 2 and not job.done:
                raise Killed
            made.append(number)
            say(number + 1)
        return b"all"

    parcel.make_it = make
    with pytest.raises(Killed):
        drain(1)
    assert now(job).done == 2
    drain(7)
    assert (made, now(job).done) == ([0, 1, 2, 3], 4)


def test_a_worker_killed_after_it_put_the_file_leaves_none_that_opens(ask, head, monkeypatch):
    job = ask()
    with monkeypatch.context() as killed:
        killed.setattr(Jobs, "_hand_over", die)
        with pytest.raises(Killed):
            drain(1)
    left = StoredFile.objects.get()
    assert place(left).exists()
    assert head.get(reverse("documents:file", args=[left.name])).status_code == 404
    drain(7)
    assert now(job).result != left
    assert content.remove_old(at(9, 1) + timedelta(days=1)) == 1
    assert not place(left).exists()


def test_who_makes_it_too_slowly_leaves_nothing(ask):
    job, jobs = ask(), Jobs()
    slow, quick = jobs.claim(at(9)), jobs.claim(at(9, 5))
    jobs.do(slow, lambda: at(9, 6))
    (left,) = StoredFile.objects.all()
    assert (left.state, place(left).exists(), now(job).finished_at) == ("removed", False, None)
    jobs.do(quick, lambda: at(9, 7))
    assert now(job).finished_at == at(9, 7)


def test_while_the_storage_is_away_it_waits(ask, settings, tmp_path):
    job, there = ask(), settings.STORAGES
    (tmp_path / "file").touch()
    nowhere = there["files"] | {"OPTIONS": {"location": tmp_path / "file" / "below"}}
    settings.STORAGES = there | {"files": nowhere}
    drain(1)
    assert (now(job).is_waiting, now(job).next_try_at) == (True, at(9, 1) + timedelta(seconds=15))
    settings.STORAGES = there
    drain(2)
    assert now(job).result.state == "ready"


def test_who_asks_again_while_it_waits_gets_the_same_job(ask, house):
    first = ask(subject_id=1)
    assert ask(subject_id=1) == first
    others = [ask(subject_id=2), ask(subject_id=1, asked_by=house.people.teacher)]
    others.append(ask(subject_id=1, sign="a1"))
    drain()
    assert len({first, *others, ask(subject_id=1)}) == 5


def test_what_nobody_declared_is_neither_asked_for_nor_made(ask, monkeypatch):
    with pytest.raises(ValueError, match=r"tests\.nothing"):
        ask(kind="tests.nothing")
    job = ask()
    monkeypatch.setattr(registry, "_registry", {})
    drain()
    assert now(job).failed_at == at(9, 1)


def test_a_kind_is_declared_once(parcel):
    with pytest.raises(ValueError, match="twice"):
        registry.register(Parcel())


# --- its page -------------------------------------------------------------------------------------
def test_the_page_says_how_far_it_is_and_looks_again_by_itself(ask, head):
    job = ask(total=4)
    Job.objects.filter(pk=job.pk).update(done=3)
    page = head.get(job.get_absolute_url()).text
    assert "3 no 4" in page
    assert f'hx-get="{job.get_absolute_url()}"' in page
    part = head.get(job.get_absolute_url(), headers={"HX-Request": "true"}).text
    assert part.startswith("<div")
    assert part.strip() in page


def test_what_is_ready_has_a_button_and_asks_no_more(ask, head):
    job = ask()
    drain()
    page = head.get(job.get_absolute_url()).text
    assert reverse("documents:file", args=[now(job).result.name]) in page
    assert "hx-trigger" not in page
    assert "Ņemiet līdzi." in page


def test_what_is_past_its_time_is_said_to_be_gone(ask, head, time_machine):
    job = ask()
    drain()
    time_machine.move_to(at(9, 1) + timedelta(days=1), tick=False)
    head.force_login(job.asked_by)
    page = head.get(job.get_absolute_url())
    assert (page.status_code, page.context["file"]) == (200, None)
    assert now(job).result.name not in page.text


def test_what_failed_is_tried_again_by_a_tap(ask, parcel, head, caplog):
    job = ask()

    def fail(job, say):
        raise RuntimeError("Anna Bērziņa")

    parcel.make_it = fail
    drain()
    assert "Anna" not in caplog.text
    assert f"job {job.pk}: RuntimeError" in caplog.text
    again = reverse("documents:try_again", args=[job.pk])
    assert f'action="{again}"' in head.get(job.get_absolute_url()).text
    parcel.make_it = lambda job, say: PARCEL
    assert head.post(again).url == job.get_absolute_url()
    drain()
    assert now(job).result.state == "ready"


def test_a_tap_on_what_did_not_fail_changes_nothing(ask, head):
    job = ask()
    drain()
    before = now(job).next_try_at
    head.post(reverse("documents:try_again", args=[job.pk]))
    assert (now(job).next_try_at, now(job).is_waiting) == (before, False)


def test_who_sees_it_is_asked_anew_each_time(ask, parcel, head):
    job = ask()
    assert head.get(job.get_absolute_url()).status_code == 200
    parcel.seen = lambda job, by: False
    assert head.get(job.get_absolute_url()).status_code == 404
    assert head.post(reverse("documents:try_again", args=[job.pk])).status_code == 404


def test_the_job_of_another_is_like_none(ask, house, other_house, head):
    theirs = queue.ask(
        kind=Parcel.code, institution=other_house.institution, asked_by=other_house.head, at=at(9)
    )
    ways = theirs.get_absolute_url(), reverse("documents:job", args=[987_654_321])
    foreign, unknown = (head.get(one) for one in ways)
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert comparable(foreign, ways[0]) == comparable(unknown, ways[1])
