"""Worker-seconds are added up by folder; what is past its budget makes a whole everyday run red."""

import pytest

from ejournal.launcher.places import CHECKOUT
from tests.suite.budgets import EVERYDAY, REST, SECONDS, Times, folder_of

pytest_plugins = ["pytester"]


@pytest.mark.parametrize(
    ("test", "folder"),
    [
        ("tests/rules/test_r01.py::test_x[a/b]", "rules"),
        ("tests/attendance/check/test_week.py::test_x", "attendance"),
        ("tests/launcher/test_ports.py::test_x", REST),
        ("tests/test_settings.py::test_x", REST),
    ],
)
def test_a_test_belongs_to_its_folder(test, folder):
    assert folder_of(test) == folder


def test_set_up_call_and_teardown_are_added():
    times = Times()
    for seconds in (1, 2, 4):
        times.add("tests/rules/test_a.py::test_x", seconds)
    times.add("tests/rules/test_b.py::test_y", 8)
    assert times.folders["rules"] == 15
    assert times.tests["tests/rules/test_a.py::test_x"] == 7
    assert "budget: rules 15 of 300 s" in list(times.lines())


def test_what_is_set_up_for_all_is_nobodys_and_for_a_module_is_no_tests():
    times = Times()
    times.add("tests/people/test_a.py::test_x", 50, for_all=40, for_some=7)
    assert (times.for_all, times.folders["people"]) == (40, 10)
    assert times.tests["tests/people/test_a.py::test_x"] == 3
    assert times.kept()


@pytest.mark.parametrize(("seconds", "kept"), [(300, True), (344, True), (346, False)])
def test_a_folder_may_be_past_its_budget_by_fifteen_in_a_hundred(seconds, kept):
    times = Times()
    for number in range(100):
        times.add(f"tests/rules/test_a.py::test_{number}", seconds / 100)
    assert times.kept() is kept
    assert any("PAST IT" in line for line in times.lines()) is not kept


@pytest.mark.parametrize(("seconds", "told", "kept"), [(5, 0, True), (5.5, 1, True), (6, 1, False)])
def test_one_test_past_five_seconds_is_named(seconds, told, kept):
    times = Times()
    times.add("tests/rules/test_a.py::test_x", seconds)
    assert sum("::test_x" in line for line in times.lines()) == told
    assert times.kept() is kept


def test_every_folder_that_has_an_app_has_a_budget():
    from django.conf import settings

    assert set(settings.OUR_APPS) - {"ejournal"} <= set(SECONDS)


A_SUITE = """
import time, pytest
@pytest.fixture(scope="session")
def base(): time.sleep(0.2)
@pytest.fixture(scope="session")
def for_all(base): time.sleep(0.2)
@pytest.fixture(scope="module")
def for_some(): time.sleep(0.2)
def test_x(for_all, for_some): time.sleep(0.2)
"""


@pytest.fixture
def run(pytester, monkeypatch):
    """Runs a suite of one test; it sleeps, and so do what it needs and what all need."""
    pytester.makeini("[pytest]\ntestpaths = tests\nmarkers = deep\n  slow")
    pytester.mkdir("tests").joinpath("test_a.py").write_text(A_SUITE)
    pytester.makepyfile(
        strict="from tests.suite import budgets\nbudgets.OF_ONE_TEST = 0.1\nfrom tests.suite.budgets import *"
    )
    monkeypatch.setenv("PYTHONPATH", f"{pytester.path}:{CHECKOUT}")

    def _run(*arguments: str):
        return pytester.runpytest_subprocess(
            "-p", "no:django", "-p", "no:randomly", "-p", "strict", *arguments
        )

    return _run


@pytest.mark.parametrize(
    "more", [(), pytest.param(("-n", "2"), marks=pytest.mark.slow)], ids=["one process", "two"]
)
def test_a_whole_everyday_run_past_a_budget_is_red(run, more):
    done = run("-m", EVERYDAY, *more)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    done.stdout.fnmatch_lines(["*1 passed*"])
    done.stdout.re_match_lines([r"budget: set up once for all 0 s"])
    done.stdout.re_match_lines([r"budget: one test 0\.2 of 0\.1 s: tests/test_a\.py::test_x"])


@pytest.mark.slow
@pytest.mark.parametrize("more", [["-m", "not deep"], ["-m", EVERYDAY, "tests"], ["-k", "x"]])
def test_any_other_run_only_says_so(run, more):
    done = run(*more)
    assert done.ret == 0
    done.stdout.fnmatch_lines(["budget: one test*"])
