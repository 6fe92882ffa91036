"""The bench's own parts: what a finding says, which pages are of one kind, what a form would send."""

import json
import subprocess
import sys

import pytest

from ejournal.launcher.places import CHECKOUT
from tests.bench.findings import Finding, table
from tests.bench.visitor import confirmation
from tests.bench.walk import kind, walk

PAGE = """<form id="other"><input type="hidden" name="x" value="1"></form>
<form class="register" id="register" method="post">
<input type="hidden" name="version" id="version" value="3">
<input type="hidden" name="child" value="11"><input type="hidden" name="child" value="12">
<input type="checkbox" name="absent" value="11" checked></form>"""


def test_what_is_at_most_its_budget_is_well():
    assert Finding("a", 10, 10, "queries").ok
    assert not Finding("a", 10.5, 10, "queries").ok
    assert Finding("a", 99, None, "ms").ok
    told = json.loads(Finding("a", 1.23456, 2, "s").line())
    assert told == {"name": "a", "value": 1.235, "budget": 2, "unit": "s", "ok": True}
    assert "MISSED" in table([Finding("a", 3, 2, "s")])


def test_addresses_of_one_kind_differ_in_numbers_only():
    assert kind("/groups/3/attendance/2026-11-25/") == kind("/groups/14/attendance/2026-01-05/")
    assert kind("/x/?b=2&a=1") == kind("/x/?a=7&b=8") != kind("/x/")


def test_a_walk_opens_one_page_of_each_kind():
    pages = {
        "/": '<a href="/a/1/">x</a><a href="/a/2/">y</a><a href="/static/x.css">z</a>',
        "/a/1/": '<a href="/b/">b</a>',
    }
    asked: list[str] = []

    def get(path: str) -> str | None:
        asked.append(path)
        return pages.get(path)

    assert walk(get) == {"/": "/", "/a/#/": "/a/1/"}
    assert asked == ["/", "/a/1/", "/b/"]


def test_a_confirmation_is_the_form_with_the_last_children_absent():
    sent = confirmation(PAGE, absent=1)
    assert sent == [
        ("version", "3"), ("child", "11"), ("child", "12"), ("absent", "12"), ("reason_12", "illness"),
    ]  # fmt: skip


@pytest.mark.deep(name="bench")
def test_the_bench_speaks_one_line_for_a_figure():
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick", "--json", "--only", "queries.register"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["name"] for one in found} == {
        f"queries.register.{what}.{size}" for what in ("open", "save") for size in (5, 25, 40)
    }, done.stderr
    assert all(one["ok"] for one in found) == (done.returncode == 0)
