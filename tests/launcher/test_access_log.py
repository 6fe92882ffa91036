"""G64, L7: a line of the access log holds no token and nothing that was searched for."""

from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from ejournal.launcher import access_log, commands


def line(path: str, query: str = "") -> str:
    log = access_log.AccessLog(Config())
    environ = {
        "REMOTE_ADDR": "127.0.0.1", "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query,
        "RAW_URI": f"{path}?{query}", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_REFERER": f"http://x{path}",
    }  # fmt: skip
    done = SimpleNamespace(status="200 OK", sent=10, headers=[])
    took = SimpleNamespace(seconds=0, microseconds=1000)
    atoms = log.atoms(done, SimpleNamespace(headers=[]), environ, took)
    return access_log.FORMAT % log.atoms_wrapper_class(atoms)


@pytest.mark.parametrize(
    "path", ["/l/12.c2VjcmV0", "/accounts/password/reset/key/1a-c2VjcmV0/", "/l/c2VjcmV0"]
)
def test_a_token_is_cut_off(path):
    assert "c2VjcmV0" not in line(path)


def test_what_was_searched_for_is_not_in_it():
    assert "berzins" not in line("/people/", "q=berzins")
    assert '"GET /people/" 200' in line("/people/", "q=berzins")


@pytest.mark.parametrize("path", ["/l/", "/l/slip/", "/l/dead/"])
def test_the_doors_themselves_are_named(path):
    assert path in line(path)


def test_the_portal_is_started_with_it():
    told = " ".join(commands.web(3))
    assert "--logger-class=ejournal.launcher.access_log.AccessLog" in told
    assert access_log.FORMAT in told
