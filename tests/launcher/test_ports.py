"""A port is taken by one only, also while its owner is not serving yet."""

import socket

import pytest

from ejournal.launcher import ports


def test_a_port_is_taken_from_the_moment_it_was_found() -> None:
    with ports.listen(range(1)) as first:
        taken = ports.number(first)
        with pytest.raises(SystemExit, match=f"Port {taken} is taken"):
            ports.listen(range(taken, taken + 1))


def test_the_next_free_one_is_found_and_a_full_range_is_named() -> None:
    with ports.listen(range(20000, 20100)) as first:
        taken = ports.number(first)
        with ports.listen(range(taken, 20200)) as second:
            assert ports.number(second) > taken
            with pytest.raises(SystemExit, match=f"between {taken} and"):
                _take_all(range(taken, ports.number(second) + 1))


def _take_all(wanted: range) -> None:
    ports.listen(wanted).close()


def test_a_free_one_is_not_kept() -> None:
    port = ports.free(range(1))
    with socket.create_server((ports.LOCAL, port)):
        pass


def test_nobody_outside_this_machine_is_listened_to() -> None:
    with ports.listen(range(1)) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_no_two_kinds_of_ports_meet() -> None:
    kinds = (ports.WEB, ports.SMTP, ports.LETTERS)
    assert len({port for kind in kinds for port in kind}) == sum(len(kind) for kind in kinds)
