"""A letter tells kind, group and the sender's role; never a name, never the content."""

import re
from html.parser import HTMLParser

import pytest
from django.utils import translation

from outbox import letters, relay
from outbox.queue import put
from people.models import ChildGroup
from tests.outbox.notes import MORNING, Note, note, some_people

NAME = "8d6b2a7e-0000-4000-8000-000000000001"
CANARY = re.compile("kan[aā]rij|putniņš|brīdinājums|8675309", re.IGNORECASE)


@pytest.fixture
def group(place):
    return ChildGroup.objects.create(
        institution=place, name="Ezīši & <Co>", school_year=2026, symbol="ezisi"
    )


@pytest.fixture
def written(place, ilze, group):
    """Letters of so many things, as they would go out."""

    def write(count: int = 1, **facts):
        notes = [note(ilze, place, 8675309 + n, group=group, **facts) for n in range(count)]
        put(notes, at=MORNING)
        return letters.message(NAME, notes, to="ilze@pasts.test")

    return write


def parts(letter) -> tuple[str, str]:
    (html,) = [part.content for part in letter.alternatives if part.mimetype == "text/html"]
    return letter.body, html


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {f"{tag}.{name}": value for name, value in attrs}
        self.links += [value for name, value in attrs if name == "href"]


def test_it_is_text_and_html_to_one_person(written):
    letter = written()
    sent = letter.message()
    assert [part.get_content_type() for part in sent.get_payload()] == ["text/plain", "text/html"]
    assert (letter.to, letter.cc, letter.bcc) == (["ilze@pasts.test"], [], [])


def test_it_has_a_name_that_stays_and_asks_for_no_answers(written, settings):
    settings.RITS_ORIGIN = "https://zurnals.lv:8443"
    sent = written().message()
    assert sent["Message-ID"] == f"<{NAME}@zurnals.lv>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert written().message()["Message-ID"] == sent["Message-ID"]


def test_it_says_kind_group_and_who_sends(written):
    letter = written()
    for body in (*parts(letter), letter.subject):
        assert Note.label in body
    text, html = parts(letter)
    assert "Ezīši & <Co>" in text
    assert "Ezīši &amp; &lt;Co&gt;" in html
    assert "Ezīši & <Co>" in letter.subject


def test_the_sender_is_named_by_role(written, kind, monkeypatch):
    monkeypatch.setattr(kind, "sender", lambda notification: "pedagogs")
    assert all("pedagogs" in body for body in parts(written()))


def test_its_links_lead_into_the_portal_and_to_the_settings(written, settings):
    settings.RITS_ORIGIN = "https://zurnals.lv"
    text, html = parts(written(2))
    links = re.findall(r"https?://\S+", text)
    assert sorted(links) == sorted(_Reader(html).links)
    assert all(link.startswith("https://zurnals.lv/notifications/") for link in links)
    assert links[-1].endswith("/settings/")
    assert len(set(links)) == 3


def test_several_things_are_one_letter(written):
    letter = written(3)
    assert letter.subject.count("3") == 1
    assert all(body.count(Note.label) == 3 for body in parts(letter))


def test_who_is_told_of_one_thing_in_two_roles_reads_it_once(place, ilze, group):
    about = {"subject": 8675309, "group": group}
    rows = [note(ilze, place, role=role, **about) for role in ("teacher", "parent")]
    put(rows, at=MORNING)
    letter = letters.message(NAME, rows, to="ilze@pasts.test")
    assert all(body.count(Note.label) == 1 for body in parts(letter))
    assert Note.label in letter.subject
    as_teacher = next(row for row in rows if row.role == "teacher")
    assert f"/notifications/{as_teacher.pk}/" in letter.body


def test_it_holds_no_name_and_no_content(written):
    letter = written(2, occasion="soon", day=MORNING.date())
    whole = letter.message().as_bytes().decode()
    for said in (whole, letter.subject, *parts(letter)):
        assert not CANARY.search(said)


def test_it_loads_nothing_from_anywhere(written):
    """No picture that would tell when it was read, nothing that runs."""
    _text, html = parts(written())
    assert not {"img", "script", "link", "iframe"} & set(_Reader(html).tags)
    assert "url(" not in html


@pytest.mark.parametrize("language", ["en", "lv"])
def test_it_is_in_the_language_of_the_portal_whoever_runs_the_relay(written, settings, language):
    with translation.override(language):
        _text, html = parts(written())
    assert _Reader(html).attributes["html.lang"] == settings.LANGUAGE_CODE == "lv"


def test_a_group_of_several_lines_makes_no_second_header(written, group):
    group.name = "Ezīši\r\nBcc: svess@pasts.test"
    sent = written().message()
    assert sent["Bcc"] is None


def test_a_thing_of_no_group_makes_a_letter(place, ilze):
    told = note(ilze, place)
    put([told], at=MORNING)
    letter = letters.message(NAME, [told], to="ilze@pasts.test")
    assert letter.subject
    assert "\n" not in letter.subject


def test_what_fails_while_it_is_written_tells_the_log_no_name(place, kind, monkeypatch, caplog):
    """An error's own text may hold a row or an address: the log gets its kind and its place."""
    people = some_people(2)
    put([note(person, place, 8675309) for person in people], at=MORNING)

    def sender(notification):
        raise ValueError(f"{notification.person} {notification.person.email}")

    monkeypatch.setattr(kind, "sender", sender)
    assert relay.Letters().drain(lambda: MORNING) == 2
    assert caplog.text.count("ValueError") == 2
    assert not CANARY.search(caplog.text)
