"""What looks like script, markup or a template is text wherever a day is read: each field of the literal
list, on each page, for each reader (R27)."""

from html import escape

import pytest
from django.conf import settings
from django.urls import reverse

from activities import operations, parts
from activities.operations import Said
from activities.operations.entries import standing_entry
from activities.photos.operations import About
from documents.jobs import Jobs
from documents.models import StoredFile
from outbox import grace
from outbox.models import GRACE
from planning.parts import Text
from tests.activities import makers, photos
from tests.documents.reading import text_of
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
TEXTS = {one.code: one for one in vars(parts).values() if isinstance(one, Text)}
OF_A_PHOTO = {"alt", "source"}
OF_AN_ENTRY = {"title", "text"}
FOR_FAMILIES = {code for code, text in TEXTS.items() if text.parents}
# Where staff reads what. On the page of writing no reason is asked yet; a week shows titles alone.
PAGES = {
    "written": OF_AN_ENTRY | {"note"}, "day": OF_AN_ENTRY | {"note"}, "entry": OF_AN_ENTRY,
    "history": set(TEXTS), "week": {"title"}, "week_print": {*OF_AN_ENTRY, "reason", *OF_A_PHOTO},
    "week_pdf": {*OF_AN_ENTRY, "reason", "source"}, "photos": {"alt"}, "photo": OF_A_PHOTO,
}  # fmt: skip
OF_A_FAMILY = {
    "feed": {*OF_AN_ENTRY, "alt"},
    "today": {"title"},
    "photo_of_day": OF_A_PHOTO,
}

pytestmark = pytest.mark.django_db


def nasty(code: str) -> str:
    return f"""{code}<script>alert('{code}')</script><b hx-get="/{code}/">{code}</b>{{{{ 7*7 }}}}"""


@pytest.fixture(autouse=True)
def evening(time_machine):
    time_machine.move_to(at(20), tick=False)


@pytest.fixture
def draft(bees, teacher):
    """A note, and an entry whose title and text say it."""
    what = Said(nasty("title"), "MAT", nasty("text"))
    log = makers.written(bees, teacher, MONDAY, what)
    operations.save_note(log=log, text=nasty("note"), version=0, by=teacher, at=at(13))
    return log


@pytest.fixture
def shown(draft, teacher):
    """Shown to parents, then changed for a reason that says it too."""
    log = operations.confirm(log=draft, by=teacher, at=at(14))
    grace.release_due(at(14) + GRACE)
    operations.change_entry(
        entry=standing_entry(log, makers.entry_of(log).pk), version=1, reason=nasty("reason"),
        said=Said(nasty("title"), "MAT", nasty("text"), ["KD"]), by=teacher, at=at(15),
    )  # fmt: skip
    about = About(nasty("alt"), makers.entry_of(log).pk, nasty("source"))
    photos.photo(log, teacher, about, when=at(16))
    return log


@pytest.fixture
def reads(client, bees):
    """``reads(user, name)``: a page of the day as it is sent."""

    def _reads(user, name: str) -> str:
        client.force_login(user, backend=BACKEND)
        answer = client.get(address(name, bees))
        assert answer.status_code == 200
        return answer.content.decode()

    return _reads


def address(name: str, bees) -> str:
    if name in ("feed", "today"):
        return reverse({"feed": "activities:feed", "today": "today"}[name])
    log = bees.day_logs.get()
    if name == "photo_of_day":
        return reverse("activities:photo_of_day", args=[log.photos.get().pk])
    if name == "history":
        return reverse("audit:history", args=["daylog", log.pk])
    more = {"entry": log.entries, "photo": log.photos}.get(name)
    place = "day" if name == "written" else name
    return reverse(
        f"activities:{place}", args=[bees.pk, MONDAY, *([more.get().pk] if more else [])]
    )


def said_as_text(html: str) -> set[str]:
    """Which fields stand there, each escaped; none as it was typed."""
    for code in TEXTS:
        for part in (nasty(code), f"<script>alert('{code}", f'<b hx-get="/{code}'):
            assert part not in html
    return {code for code in TEXTS if escape(nasty(code)) in html}


def test_each_field_is_looked_for():
    assert set(TEXTS) == {"title", "text", "note", "reason", "alt", "source"}
    assert all(len(nasty(code)) <= TEXTS[code].longest for code in TEXTS)


def test_on_the_page_of_writing(house, draft, reads):
    assert said_as_text(reads(house.people.teacher, "written")) == PAGES["written"]


@pytest.mark.parametrize("name", [one for one in PAGES if one not in ("written", "week_pdf")])
def test_where_staff_reads_it(house, shown, reads, name):
    assert said_as_text(reads(house.people.teacher, name)) == PAGES[name]


@pytest.mark.parametrize("name", OF_A_FAMILY)
def test_where_a_family_reads_it_and_neither_note_nor_reason(house, shown, reads, name):
    html = reads(house.people.mother, name)
    assert said_as_text(html) == OF_A_FAMILY[name]
    for code in set(TEXTS) - FOR_FAMILIES:
        assert f"alert(&#x27;{code}" not in html


def test_in_the_pdf_it_is_plain_text(house, bees, shown, client):
    client.force_login(house.people.teacher, backend=BACKEND)
    job = client.post(address("week_pdf", bees))["Location"]
    Jobs().drain(lambda: at(20, 1))
    assert client.get(job).status_code == 200
    file = reverse("documents:file", args=[StoredFile.objects.latest("pk").name])
    text = "".join(text_of(client.get(file).getvalue()).replace("\u00ad", "").split())
    found = {code for code in TEXTS if "".join(nasty(code).split()) in text}
    assert found == PAGES["week_pdf"]


def test_what_is_refused_comes_back_as_text(house, bees, shown, client):
    client.force_login(house.people.teacher, backend=BACKEND)
    posted = {f"entry-{code}": nasty(code) for code in ("text", "reason")}
    page = client.post(address("entry", bees), posted | {"entry-title": "", "entry-version": "2"})
    assert page.status_code == 422
    assert said_as_text(page.content.decode()) == {*OF_AN_ENTRY, "reason"}
