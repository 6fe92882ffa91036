"""A text that xgettext cannot see stays English on a Latvian page: it reads nothing inside an f-string."""

import ast

import pytest

from tests.test_one_clock import ROOT, modules

CALLS = {"_"} | {
    f"{kind}gettext{lazy}" for kind in ("", "n", "p", "np") for lazy in ("", "_lazy", "_noop")
}


def hidden(tree: ast.AST) -> list[str]:
    """Calls of gettext inside f-strings, with their lines."""
    inside = (n for f in ast.walk(tree) if isinstance(f, ast.JoinedStr) for n in ast.walk(f))
    return sorted({f"{n.lineno}: {ast.unparse(n)}" for n in inside if _translates(n)})


def _translates(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return getattr(node.func, "id", getattr(node.func, "attr", "")) in CALLS


def test_no_text_hides_in_an_f_string():
    found = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := hidden(ast.parse(path.read_text())))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "f\"{saved}, {_('late by %(n)d') % {'n': n}}\"", 'f"{gettext_lazy(name)}"',
        "f\"{n} {ngettext('child', 'children', n)}\"", "f\"{translation.pgettext('a', 'b'):>9}\"",
        "f\"{a:{_('wide')}}\"",
    ],
)  # fmt: skip
def test_the_look_out_sees(line):
    assert hidden(ast.parse(line))


@pytest.mark.parametrize("line", ['_("late")', 'f"{name}" + _("late")', 'f"{words(name)}"'])
def test_what_is_not_meant_passes(line):
    assert not hidden(ast.parse(line))
