"""How many queries pages make: the register of 5, 25 and 40 children, and every page by links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.bench import cast
from tests.bench.findings import Finding
from tests.bench.visitor import confirmation
from tests.bench.walk import kind, walk

if TYPE_CHECKING:
    from people.models import ChildGroup, User

REGISTER = {"open": 10, "save": 14}
PAGE = 15
_ASIDE = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")
_OF_THE_TRAIL = re.compile(r"SELECT set_config\('pghistory.*?, true\); ", re.DOTALL)  # put before
_MORE_BY_CHANCE = 3  # a list without rows asks for none of what belongs to rows


@dataclass
class Desk:
    """Asks the portal within this process, as one person."""

    person: User
    said: dict[str, str] = field(default_factory=dict)  # headers beside the usual ones

    def __post_init__(self) -> None:
        from django.conf import settings
        from django.test import Client

        self._client = Client(
            SERVER_NAME="localhost", HTTP_X_FORWARDED_PROTO="https", raise_request_exception=False,
            headers=self.said,
        )  # fmt: skip
        self._client.cookies[settings.SESSION_COOKIE_NAME] = cast.session_of(self.person)
        self.counted: dict[str, int] = {}
        self.failed: list[str] = []
        self.ask("get", "/")  # the gate asks once in a session whether something is to be accepted

    def page(self, path: str) -> str | None:
        """The page's text where there is one; its queries are remembered by its kind."""
        answer, count = self.ask("get", path)
        if answer.status_code >= 500:
            self.failed.append(path)
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        if answer.status_code != 200 or not html:
            return None
        self.counted[kind(path)] = max(count, self.counted.get(kind(path), 0))
        return str(answer.content.decode())

    def ask(self, method: str, path: str, data: Any = None) -> tuple[Any, int]:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            answer = getattr(self._client, method)(path, data)
        asked_for = (_OF_THE_TRAIL.sub("", query["sql"]) for query in asked)
        return answer, sum(not sql.startswith(_ASIDE) for sql in asked_for)


def of_the_register() -> Iterator[Finding]:
    """The same for 5, 25 and 40 children: in the first institution's first three groups."""
    for number, size in sorted(enumerate(cast.SIZES[0][:3]), key=lambda pair: pair[1]):
        group = cast.groups()[number]
        opened, saved = _open_and_save(group, Desk(cast.user(f"teacher{number}a")))
        yield Finding(f"queries.register.open.{size}", opened, REGISTER["open"], "queries")
        yield Finding(f"queries.register.save.{size}", saved, REGISTER["save"], "queries")
    cast.leave_the_day_open()


def _open_and_save(group: ChildGroup, desk: Desk) -> tuple[int, int]:
    path = cast.register_path(group)
    desk.ask("get", path)  # whatever is kept from the first time on
    page, opened = desk.ask("get", path)
    fields: dict[str, list[str]] = {}
    for name, value in confirmation(page.content.decode()):
        fields.setdefault(name, []).append(value)
    answer, saved = desk.ask("post", path, fields)
    if answer.status_code != 302:
        raise RuntimeError(f"the register was not saved: {answer.status_code}")
    return opened, saved


def of_every_page() -> Iterator[Finding]:
    """Of each kind of page the most that any role needs; lists of many rows against those of few."""
    many, few = _walked(1), _walked(2)
    reached: dict[str, int] = {}
    for (_role, one), count in many.items():
        reached[one] = max(count, reached.get(one, 0))
    worst = sorted(reached, key=lambda one: -reached[one])
    for one in worst:
        yield Finding(f"queries.page.{one}", reached[one], PAGE, "queries")
    more = {key: many[key] - few[key] for key in many.keys() & few.keys()}
    role, name = max(more, key=lambda key: more[key])
    yield Finding(
        "queries.more_for_many_rows", more[role, name], _MORE_BY_CHANCE, "queries",
        f"{name} of {role}; {len(more)} pages of an institution of 137 children against one of 5",
    )  # fmt: skip
    missed = _unreached(set(reached))
    yield Finding("queries.pages_reached", len(reached), None, "pages", f"not: {' '.join(missed)}")


def _walked(institution: int) -> dict[tuple[str, str], int]:
    counted: dict[tuple[str, str], int] = {}
    for role in (*cast.ROLES, "parent"):
        person = _somebody(role, institution)
        desk = Desk(person)
        walk(desk.page, "/")
        if desk.failed:
            raise RuntimeError(f"{role} met a failure at {desk.failed}")
        counted |= {(role, one): count for one, count in desk.counted.items()}
    return counted


def _somebody(role: str, institution: int) -> User:
    if role == "parent":
        return cast.parents(1, range(institution, institution + 1))[0]
    return cast.user(role, institution)


def _unreached(kinds: set[str]) -> list[str]:
    """Addresses that answer GET by their look, to which no link led. The admin's are not listed."""
    from django.urls import get_resolver

    names = {re.sub(r"\?.*", "", one) for one in kinds}
    patterns = sorted(set(_patterns(get_resolver())))
    return [one for one in patterns if one not in names and not one.startswith("/admin/")]


def _patterns(resolver: Any, prefix: str = "/") -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = prefix + re.sub(r"<day:\w+>", "#-#-#", str(entry.pattern)).lstrip("^")
        here = re.sub(r"<month:\w+>", "#-#", re.sub(r"<int:\w+>", "#", here))
        if hasattr(entry, "url_patterns"):
            yield from _patterns(entry, here)
        else:
            yield here
