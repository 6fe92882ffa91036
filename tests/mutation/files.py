"""Which files of tests are asked, and which of them can come by an app at all."""

import ast
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from tests.mutation.guards import ROOT

TESTS = ROOT / "tests"
LEFT_OUT = ("browser", "reliability", "launcher", "demo", "bench", "mutation")
OF_EVERY_APP = ("rules", "matrix")  # these go through pages, whatever they import


def files_for(apps: Collection[str]) -> list[Path]:
    """Those of the apps, those of all, and whatever imports one of them, be it by other tests."""
    return [path for path in _files() if _may_come_by(path, apps)]


def _files() -> list[Path]:
    found = sorted(TESTS.rglob("test_*.py"))
    return [path for path in found if _folder(path) not in LEFT_OUT]


def _folder(path: Path) -> str:
    return path.relative_to(TESTS).parts[0]


def _may_come_by(path: Path, apps: Collection[str]) -> bool:
    mine = _folder(path) in (*OF_EVERY_APP, *apps)
    return mine or bool(_imported(path) & set(apps))


@cache
def _imported(path: Path) -> frozenset[str]:
    """Packages a file imports, with those of the modules of tests that it imports."""
    found, waiting, met = set(), [path], {path}
    while waiting:
        for name in _imports(waiting.pop()):
            found.add(name.partition(".")[0])
            inner = ROOT / f"{name.replace('.', '/')}.py"
            if name.startswith("tests.") and inner.exists() and inner not in met:
                met.add(inner)
                waiting.append(inner)
    return frozenset(found)


def _imports(path: Path) -> Iterator[str]:
    """Names of modules; of ``from tests.matrix import parts`` also ``tests.matrix.parts``."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
