"""An entry's versions as one reads them: on a phone and a desktop, by day and by night, by ear."""

from datetime import timedelta

import pytest
from django.urls import reverse

from attendance.models import AbsenceNotice, Clarification, ClarificationStep
from audit.history import sight
from people.access import Action
from tests.attendance import makers
from tests.audit.sections import an_entry, say, written_by
from tests.browser import checks
from tests.browser.chromium import DESKTOP
from tests.world import TUESDAY, at

TEXT = (
    "Bērni iepazīst rudens dārzu: vēro, kā mainās lapu krāsa, vāc zīles un kastaņus, skaita un kārto tos "
    "pēc lieluma. Grupā veidojam rudens galdu, kurā katrs noliek savu atradumu un pastāsta par to citiem.\n"
    "Pastaigās meklējam, kuri koki jau kaili un kuri vēl zaļi, klausāmies, kā skan lapas zem kājām, un "
    "mēģinām šo skaņu atdarināt. Mēneša beigās vecāki nāk uz ražas galdu, un bērni stāsta, ko iemācījušies."
)
LATER = TEXT.replace("zīles un kastaņus", "zīles, kastaņus un čiekurus").replace(
    "bērni stāsta", "bērni paši rāda un stāsta"
)


@pytest.fixture
def amended(house, monkeypatch) -> Clarification:
    """Sections of which a kind of entry is made later; the page is the same for every kind."""
    monkeypatch.setitem(sight._SEEN_BY, "clarification", Action.CLARIFY_ABSENCE)
    name = property(lambda step: "Mēneša saturs" if step.day == TUESDAY else "Pastaigas")
    monkeypatch.setattr(ClarificationStep, "trail_name", name, raising=False)
    monkeypatch.setattr(Clarification, "trail_parts", {"steps": []}, raising=False)
    monkeypatch.setattr(Clarification, "trail_joins", timedelta(minutes=30), raising=False)
    monkeypatch.setattr(Clarification, "trail_versions", property(_versions), raising=False)
    return _written(house)


def _written(house) -> Clarification:
    teacher = house.people.teacher
    with written_by(house, teacher):
        entry = an_entry(house, TEXT, "")
    with written_by(house, teacher):
        say(entry, 1, TEXT)
        makers.notice(house, reported_at=at(12), reported_by=teacher)
    with written_by(house, house.head, "admin"):
        say(entry, 0, LATER)
        makers.step(
            house, clarification=entry, day=at(9).date(), note="Uz Botānisko dārzu", kind="met"
        )
        makers.notice(house, 1, reported_at=at(14), reported_by=house.head)
    return entry


def _versions(entry) -> list[tuple]:
    later = AbsenceNotice.objects.order_by("pk")
    titles = (
        "Iesniegts",
        "Papildināts: bērni slimoja un dārzā netikām",
        "Papildināts: nāk klāt ekskursija",
    )
    moments = ((entry, "opened_at"), *((one, "reported_at") for one in later))
    return [(*moment, title) for moment, title in zip(moments, titles, strict=True)]


def test_versions_and_steps_of_an_entry(arrives, house, amended):
    visitor = arrives(DESKTOP)
    visitor.is_signed_in(house.head)
    html = visitor.open(reverse("audit:history", args=["clarification", amended.pk])).text()
    page = visitor.page
    newest, before = page.locator("#versions details").all()
    assert (newest.get_attribute("open"), before.get_attribute("open")) == ("", None)
    before.locator("summary").click()
    assert before.locator("ins").is_visible()
    assert checks.nothing_wrong_with(page, html) == []
