"""A job's page in the real browser: it goes on by itself, says what became of it, and hands over the file."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from documents.jobs import Jobs
from documents.models import Job, StoredFile
from people import operations
from people.models import User
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.test_every_page import look, look_again
from tests.documents.storage import place
from tests.world import at

READY, AGAIN, LOOK = "Lejupielādēt PDF", "Mēģināt vēlreiz", "Pārbaudīt vēlreiz"

EVERY = 2000  # milliseconds after which the page asks how it is going


@pytest.fixture
def job(house, monkeypatch) -> Job:
    """Asked for while every worker is busy."""
    monkeypatch.setattr("documents.tasks.work.apply_async", lambda **options: None)
    person = house.people.mother
    User.objects.filter(pk=person.pk).update(activated_at=None)
    return operations.ask_for_slips(users=[person], by=house.by, at=at(8)).job


def test_what_failed_is_tried_again_and_comes_to_the_page_by_itself(arrives, house, job):
    head = arrives(PHONE)
    head.is_signed_in(house.head)
    head.page.clock.install()
    Job.objects.filter(pk=job.pk).update(failed_at=at(8, 1))
    found = look(head, job.get_absolute_url())
    head.page.get_by_role("button", name=AGAIN).click()
    expect(head.page.locator("#progress progress")).to_be_visible()
    Jobs().drain(lambda: at(8, 42))
    head.page.clock.run_for(EVERY)
    with head.page.expect_download() as download:
        head.page.get_by_role("link", name=READY).click()
    assert download.value.suggested_filename == f"rits-{job.pk}.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    assert found + look_again(head, "ready") == []


def test_without_script_one_looks_again(arrives, house, job):
    head = arrives(PHONE, java_script_enabled=False)
    head.is_signed_in(house.head)
    head.page.goto(job.get_absolute_url())
    Jobs().drain(lambda: at(8, 42))
    head.page.get_by_role("link", name=LOOK).click()
    expect(head.page.get_by_role("link", name=READY)).to_be_visible()


@pytest.mark.deep(name="looks")
def test_what_is_gone_or_broken_says_so(arrives, house, job, morning):
    Jobs().drain(lambda: at(8, 42))
    file = StoredFile.objects.get()
    place(file).unlink()
    head = arrives(DESKTOP)
    head.is_signed_in(house.head)
    head.expects("status of 503")
    found = look(head, reverse("documents:file", args=[file.name]), status=503)
    StoredFile.objects.update(expires_at=at(8, 43), made_at=at(8))
    morning.move_to(at(8, 44))
    assert found + look(head, job.get_absolute_url()) == []
    expect(head.page.locator("#progress")).to_contain_text("vairs neglabājam")
