"""House rules of the templates that a machine can hold."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

TEMPLATES = Path(settings.BASE_DIR) / "templates"
KIT = re.compile(
    r'class="[^"]*(?<![\w-])(?:card|row|col(?:-\w+)*|container|table|form-control|form-select|badge)(?![\w-])'
)
KIT_MAY = ("components/", "django/", "base.html", "admin/")
PAGES = sorted(
    page for page in TEMPLATES.rglob("*.html") if page.parent.name != "outbox"
)  # a letter has no stylesheet beside it


def test_an_undefined_variable_fails_a_test():
    with pytest.raises(pytest.fail.Exception):
        engines["django"].from_string("{{ nobody_gave_this }}").render({})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_template_holds_inline_style_or_script(page):
    text = page.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<script>|javascript:|<style", text)


@pytest.mark.parametrize("page", sorted(TEMPLATES.rglob("*.html")), ids=lambda page: page.name)
def test_classes_of_the_kit_stay_in_components(page):
    if not str(page.relative_to(TEMPLATES)).startswith(KIT_MAY):
        assert not KIT.search(page.read_text())


def test_latvian_has_its_three_plural_forms():
    from django.utils.translation import ngettext, override

    expected = {
        0: "0 bērnu", 1: "1 bērns", 2: "2 bērni", 10: "10 bērnu", 11: "11 bērnu", 20: "20 bērnu",
        21: "21 bērns", 22: "22 bērni", 30: "30 bērnu", 111: "111 bērnu",
    }  # fmt: skip
    with override("lv"):
        said = {n: ngettext("%(n)d child", "%(n)d children", n) % {"n": n} for n in expected}
    assert said == expected


def test_dates_are_written_the_latvian_way():
    from datetime import date, time

    from django.utils.formats import date_format, time_format
    from django.utils.translation import override

    with override("lv"):
        assert date_format(date(2023, 12, 18), "SHORT_DATE_FORMAT") == "18.12.2023."
        assert time_format(time(9, 5)) == "9:05"
        assert date_format(date(2026, 11, 30), "l, j. F").capitalize() == "Pirmdiena, 30. novembris"
