"""A letter says of what kind, which group, from whom; no name, no word of the content."""

import re

import pytest

from outbox import letters
from tests.messaging.news import News, tell

NAMES = ("Ilze", "Kalēja", "Anna", "Bērziņa")


@pytest.fixture
def letter(house):
    def of(count: int):
        told = tell(house, house.people.teacher, count=count, group=house.groups["Bitītes"])
        return letters.message("a-letter", told, to="ilze@jancis.test"), told

    return of


def both(message) -> list[str]:
    html = next(part.content for part in message.alternatives if part.mimetype == "text/html")
    return [message.body, html]


@pytest.mark.parametrize("count", [1, 3])
def test_each_item_is_told_with_its_link(letter, settings, count):
    message, told = letter(count)
    for text in both(message):
        assert text.count(News.label) == text.count("Bitītes") == count
        for one in told:
            assert f"{settings.RITS_ORIGIN}/notifications/{one.pk}/" in text
        assert f"{settings.RITS_ORIGIN}/notifications/settings/" in text


def test_nobody_is_named_and_nothing_is_told(letter):
    message, _ = letter(2)
    for text in both(message):
        assert not any(name in text for name in (*NAMES, "Jaunums 0", "Jaunums 1"))


def test_nothing_is_loaded_and_nobody_is_followed(letter):
    _, html = both(letter(1)[0])
    assert not re.search(r"<img|<link|@import|url\(|<script|\sstyle=", html)


def test_the_text_is_plain(letter, house):
    house.groups["Bitītes"].name = "Bitītes & „Lāči”"
    told = tell(house, house.people.teacher, group=house.groups["Bitītes"])
    text, html = both(letters.message("a-letter", told, to="ilze@jancis.test"))
    assert "Bitītes & „Lāči”" in text
    assert "Bitītes &amp; „Lāči”" in html
    assert max(map(len, text.splitlines())) < 120
    assert "\n\n\n" not in text
