"""Finds guards in the code by their form, and takes one away. Nothing here imports the portal.

Guards are: ``require…`` statements, refusals (``raise PermissionDenied``, ``raise Http404``),
``visible_to`` (the rule itself and each use), ``access.find``, rungs of the ladder (``may_write``)
and what a role may in a group or a house. Each is named by file, function, kind and its number there.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "people",
    "agreements",
    "curriculum",
    "duties",
    "attendance",
    "messaging",
    "outbox",
    "audit",
    "documents",
    "ejournal",
)
_OUTSIDE = ("migrations", "demo", "launcher", "settings", "management")
_REFUSALS = ("PermissionDenied", "Http404")
# say yes or no: of a rung, of a role in a group or a house
_ANSWERS = ("may_write", "_may_in_group", "_may_in_house")
_DECORATORS = ("require_http_methods", "require_POST", "require_GET", "require_safe")


@dataclass(frozen=True)
class Guard:
    path: str
    function: str
    kind: str
    number: int
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.function}:{self.kind}:{self.number}"

    @property
    def app(self) -> str:
        return self.path.partition("/")[0]

    @property
    def place(self) -> str:
        """Its name whatever the module is called; two modules of an app may have the same."""
        return f"{self.app}:{self.function}:{self.kind}:{self.number}"


def all_guards() -> list[Guard]:
    return [guard for path in _sources() for guard in guards_of(path)]


def _sources() -> Iterator[str]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not set(path.relative_to(ROOT).parts) & set(_OUTSIDE):
                yield str(path.relative_to(ROOT))


def guards_of(path: str) -> list[Guard]:
    finder = Rewriter(path, lambda guard, node: node)
    finder.visit(ast.parse((ROOT / path).read_text()))
    return finder.found


class Rewriter(ast.NodeTransformer):
    """Walks one file; ``change`` says what stands in a guard's place (the node itself: no change)."""

    def __init__(self, path: str, change: Callable[[Guard, ast.AST], ast.AST]) -> None:
        self.path, self._change = path, change
        self.found: list[Guard] = []
        self._within: list[str] = []
        self._numbers: Counter[tuple[str, str]] = Counter()

    def _guard(self, kind: str, node: ast.AST) -> ast.AST:
        function = ".".join(self._within) or "-"
        self._numbers[function, kind] += 1
        line = getattr(node, "lineno", 0)
        guard = Guard(self.path, function, kind, self._numbers[function, kind], line)
        self.found.append(guard)
        return self._change(guard, node)

    def _enter(self, node):
        self._within.append(node.name)
        self.generic_visit(node)
        self._within.pop()
        return node

    visit_ClassDef = visit_AsyncFunctionDef = _enter

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self._enter(node)
        self._within.append(node.name)
        if node.name == "visible_to":
            node.body = [
                self._guard("rule", node.body[-1]) if s is node.body[-1] else s for s in node.body
            ]  # type: ignore[misc]
        if node.name in _ANSWERS:
            node.body = [self._rungs(statement) for statement in node.body]
        self._within.pop()
        return node

    def _rungs(self, statement: ast.stmt) -> ast.stmt:
        """Every ``return`` of a function that answers."""
        for inner in ast.walk(statement):
            if isinstance(inner, ast.Return) and inner.value is not None:
                inner.value = self._guard("rung", inner.value)  # type: ignore[assignment]
        return statement

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        self.generic_visit(node)
        return self._guard("require", node) if _requires(node.value) else node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        self.generic_visit(node)
        called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        refused = isinstance(called, ast.Name) and called.id in _REFUSALS
        return self._guard("refusal", node) if refused else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = _name(node.func)
        if name == "visible_to":
            return self._guard("visible_to", node)
        if name == "find" and isinstance(node.func, ast.Attribute) and _of_access(node.func.value):
            return self._guard("find", node)
        return self._guard("may_write", node) if name == "may_write" else node


def _requires(value: ast.expr) -> bool:
    name = _name(value.func) if isinstance(value, ast.Call) else ""
    return name.lstrip("_").startswith("require") and name not in _DECORATORS


def _of_access(value: ast.expr) -> bool:
    return _name(value) in ("access", "by")


def _name(value: ast.expr) -> str:
    if isinstance(value, ast.Attribute):
        return value.attr
    return value.id if isinstance(value, ast.Name) else ""


def removed(guard: Guard, node: ast.AST) -> ast.AST:
    """What stands there when the guard is gone."""
    return ast.copy_location(_REMOVED[guard.kind](node), node)


def _all_of(node: ast.Call) -> ast.AST:
    """``rows.visible_to(…)`` → ``rows.all()``"""
    assert isinstance(node.func, ast.Attribute)
    return ast.Call(ast.Attribute(node.func.value, "all", ast.Load()), [], [])


def _first_of(node: ast.Call) -> ast.AST:
    """``access.find(rows, action, pk=1)`` → ``rows.get(pk=1)``: nobody asks whose it is."""
    lookups = [keyword for keyword in node.keywords if keyword.arg != "action"]
    return ast.Call(ast.Attribute(node.args[0], "get", ast.Load()), [], lookups)


_REMOVED: dict[str, Callable[..., ast.AST]] = {
    "require": lambda node: ast.Pass(),
    "refusal": lambda node: ast.Pass(),
    "rule": lambda node: ast.parse("return self.all()").body[0],
    "visible_to": _all_of,
    "find": _first_of,
    "may_write": lambda node: ast.Constant(True),
    "rung": lambda node: ast.Constant(True),
}


def probed(guard: Guard, node: ast.AST) -> ast.AST:
    """The guard as it is, which also says that a test has come by."""
    probe = ast.parse(f"__guard__({str(guard)!r})").body[0]
    assert isinstance(probe, ast.Expr)
    if isinstance(node, ast.stmt):
        both = ast.If(ast.Constant(True), [probe, node], [])
        return ast.copy_location(both, node)
    pair = ast.Tuple([probe.value, node], ast.Load())  # type: ignore[list-item]
    return ast.copy_location(ast.Subscript(pair, ast.Constant(1), ast.Load()), node)
