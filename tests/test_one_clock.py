"""Which day and hour it is somewhere is asked of ``outbox.clock``: nobody else asks a zone."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
CLOCK = ROOT / "outbox/clock.py"
FORBIDDEN = {
    "localdate", "localtime", "make_aware", "make_naive", "ZoneInfo", "get_current_timezone",
}  # fmt: skip


def modules() -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts and path != CLOCK]


def asked(tree: ast.AST) -> list[str]:
    """How a module asks for a day or an hour past the clock; empty when it does not."""
    return [f"{node.lineno}: {ast.unparse(node)}" for node in ast.walk(tree) if _asks(node)]  # type: ignore[attr-defined]


def _asks(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return any(name.name in FORBIDDEN for name in node.names)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    name, bare = node.func.attr, not node.args and not node.keywords
    if name == "astimezone":  # of a moment in UTC no day is asked
        return [ast.unparse(one) for one in node.args] != ["UTC"]
    if name == "time":
        return bare and ast.unparse(node.func.value) != "time"  # seconds since 1970
    if name in ("today", "now"):  # of Python's own; a request's middleware asks Django's
        return ast.unparse(node.func.value) in ("date", "datetime")
    return name in FORBIDDEN or (bare and name == "date")


@pytest.mark.parametrize("app", APPS)
def test_no_module_asks_a_zone_past_the_clock(app):
    found = {
        str(path.relative_to(ROOT)): lines
        for path in modules() if ROOT / app in path.parents
        if (lines := asked(ast.parse(path.read_text())))
    }  # fmt: skip
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "timezone.localdate(at)", "localtime = timezone.localtime(at)", "day = at.date()",
        "at.astimezone(ZoneInfo(zone)).time()", "from zoneinfo import ZoneInfo", "date.today()",
        "from django.utils.timezone import localtime", "at.astimezone(zone)",
    ],
)  # fmt: skip
def test_a_line_that_does_is_found(line):
    assert asked(ast.parse(line))


@pytest.mark.parametrize(
    "line", ["local_day(at, zone)", "at.astimezone(UTC)", "time.time()", "form.date(1)"]
)
def test_a_line_that_does_not_is_let_be(line):
    assert not asked(ast.parse(line))
