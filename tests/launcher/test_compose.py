"""docker-compose.yml: parses, holds both servers, lets no outsider in, holds no password."""

import os
import re
from typing import Any

import yaml
from django.db import connection

from ejournal.launcher.places import HERE


def _compose() -> dict[str, Any]:
    return yaml.safe_load((HERE.checkout / "docker-compose.yml").read_text())


def test_both_servers_are_there_with_a_health_check() -> None:
    services = _compose()["services"]
    assert services["database"]["image"] == "postgres:16"
    assert services["cache"]["image"] == "redis:7"
    assert all(service["healthcheck"]["test"] for service in services.values())


def test_ports_are_open_to_this_machine_only() -> None:
    ports = [port for service in _compose()["services"].values() for port in service["ports"]]
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_passwords_come_from_the_environment_and_have_no_default() -> None:
    values = [
        value
        for service in _compose()["services"].values()
        for value in service["environment"].values()
    ]
    assert all(re.fullmatch(r"\$\{RITS_[A-Z_]+:\?[^}]+\}", value) for value in values)


def test_the_roles_are_those_of_the_embedded_database() -> None:
    script = _compose()["configs"]["roles"]["content"]
    assert "CREATE ROLE rits_owner LOGIN CREATEDB PASSWORD" in script
    assert "CREATE ROLE rits_app LOGIN PASSWORD" in script
    assert "GRANT rits_app TO rits_owner" in script


def test_a_failing_statement_leaves_nothing_of_what_was_typed_in_the_log(db) -> None:
    """L8: of the embedded server and of the one of compose alike."""
    quiet = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
    told = " ".join(_compose()["services"]["database"]["command"])
    assert all(f"{name}={value}" in told for name, value in quiet.items())
    if not os.environ.get("DATABASE_URL"):
        with connection.cursor() as cursor:
            for name, value in quiet.items():
                cursor.execute(f"SHOW {name}")
                assert cursor.fetchone() == (value,)
