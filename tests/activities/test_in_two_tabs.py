"""Of what met another text it is told whose that is, and where it stands."""

import pytest

from activities import operations
from tests.activities import makers
from tests.activities.makers import url
from tests.world import at

pytestmark = pytest.mark.django_db
OWN, ANOTHERS = "saglabājāt citā cilnē", "pa šo laiku saglabāja kāds cits"


@pytest.fixture(params=["teacher", "colleague"])
def faster(request):
    """Who saved the text first: oneself in another tab, or somebody else."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def told(faster, teacher):
    """What is said then, and what is not."""
    return (OWN, ANOTHERS) if faster is teacher else (ANOTHERS, OWN)


@pytest.fixture
def entry(bees, teacher, faster):
    entry = makers.entry_of(makers.written(bees, teacher))
    return operations.save_text(entry=entry, text="Turas", version=0, by=faster, at=at(13, 10))


def test_a_whole_form_tells_whose_text_it_met_and_leads_there(ilze, bees, entry, told):
    typed = {f"text-{entry.code}": "Mērījām", f"version-{entry.code}": "0"}
    page = ilze.post(url(bees, "confirm"), typed)
    text = page.content.decode()
    assert (page.status_code, told[0] in text, told[1] in text) == (409, True, False)
    assert page.context["sheet"].wanted[0].label == entry.title
    assert f'<a href="#{entry.code}">{entry.title}</a>' in text
    assert f'id="{entry.code}"' in text


def test_an_entry_tells_it_too(ilze, bees, entry, told):
    changed = {
        "entry-title": "Tilts", "entry-area": "MAT", "entry-text": "Mērījām", "entry-version": "0",
    }  # fmt: skip
    page = ilze.post(url(bees, "entry", entry.pk), changed)
    text = page.content.decode()
    assert (page.status_code, told[0] in text, told[1] in text) == (409, True, False)


def test_own_words_that_are_wrong_are_led_to(ilze, bees):
    page = ilze.post(url(bees), {"own-title": "Tilts"})
    assert [one.anchor for one in page.context["places"]] == ["own-entry"]
