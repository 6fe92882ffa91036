"""One run of pytest in which guards are probed or one is gone: ``python -m tests.mutation.inside``.

It is told what (a guard, or to probe) and a file: where to write the record, or which tests to run.

Files stay as they are: our modules are compiled from changed syntax trees as they are imported.
"""

from __future__ import annotations

import ast
import builtins
import importlib.abc
import importlib.machinery
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.mutation.guards import APPS, ROOT, Guard, Rewriter, probed, removed

PROBE = "probe"


class Changing(importlib.abc.MetaPathFinder):
    """Finds our modules as ever, but compiles them from a changed tree."""

    def __init__(self, change: Callable[[Guard, ast.AST], ast.AST], path: str | None) -> None:
        self._change, self._path = change, path

    def find_spec(self, name: str, where: Any, target: Any = None) -> Any:
        if name.partition(".")[0] not in APPS:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, where, target)
        if spec is None or not spec.origin or not spec.origin.endswith(".py"):
            return None
        path = str(Path(spec.origin).resolve().relative_to(ROOT))
        if self._path in (None, path):
            spec.loader = Loader(name, spec.origin, path, self._change)
        return spec


class Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, origin: str, path: str, change: Any) -> None:
        super().__init__(name, origin)
        self._relative, self._change = path, change

    def get_code(self, fullname: str) -> Any:
        """Never from a cache: what is compiled here is nobody else's business."""
        tree = ast.parse(self.get_data(self.path))
        tree = ast.fix_missing_locations(Rewriter(self._relative, self._change).visit(tree))
        return compile(tree, self.path, "exec", dont_inherit=True)


class Recorder:
    """Which tests come by which guard, and how long each takes."""

    def __init__(self, kept: Path) -> None:
        self._kept, self._now = kept, ""
        self._seen: dict[str, dict[str, None]] = {}
        self._took: dict[str, float] = {}

    def probe(self, guard: str) -> None:
        if self._now:
            self._seen.setdefault(guard, {})[self._now] = None

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._now = nodeid

    def pytest_runtest_logreport(self, report: Any) -> None:
        self._took[report.nodeid] = self._took.get(report.nodeid, 0) + report.duration

    def pytest_sessionfinish(self) -> None:
        seen = {guard: list(tests) for guard, tests in self._seen.items()}
        self._kept.write_text(json.dumps({"seen": seen, "took": self._took}))


class InOrder:
    """The tests in the order in which they were named; pytest-django would put some last."""

    def __init__(self, named: str) -> None:
        self._place = {test: number for number, test in enumerate(named.splitlines())}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self._place[item.nodeid])


def main() -> int:
    what, kept, *arguments = sys.argv[1:]
    plugins: list[Any] = []
    if what == PROBE:
        recorder = Recorder(Path(kept))
        builtins.__guard__ = recorder.probe  # type: ignore[attr-defined]
        plugins.append(recorder)
        finder = Changing(probed, None)
    else:
        plugins.append(InOrder(Path(kept).read_text()))
        arguments.append(f"@{kept}")
        finder = Changing(_without(what), what.partition(":")[0])
    sys.meta_path.insert(0, finder)
    return int(pytest.main(arguments, plugins=plugins))


def _without(name: str) -> Callable[[Guard, ast.AST], ast.AST]:
    return lambda guard, node: removed(guard, node) if str(guard) == name else node


if __name__ == "__main__":
    sys.exit(main())
