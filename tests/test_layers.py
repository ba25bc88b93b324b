"""The floors of the house: who may import whom, and what must not be loaded, also inside functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "vlecht"

ALLOWED: dict[str, frozenset[str]] = {
    # core and models import nothing of ours but themselves
    "core": frozenset({"core"}),
    "models": frozenset({"models"}),
    "rules": frozenset({"rules", "models", "core"}),
    "solver": frozenset({"solver", "rules", "models", "core", ""}),
    "instances": frozenset({"instances", "rules", "models", "core"}),
    "report": frozenset({"report", "rules", "models", "core", ""}),
    "api": frozenset({"instances", "solver", "report", "rules", "models", "core"}),
    "cli": frozenset({"cli", "report", "instances", "solver", "rules", "models", "core", ""}),
    "": frozenset({"api", "models"}),
}
"""Part of the package -> the parts it may import. The empty name is ``vlecht/__init__.py`` (the version)."""

NO_SOLVER_AT_IMPORT = ("core", "models", "rules", "instances", "report", "api", "cli", "")
"""Parts that import no OR-Tools when they are loaded."""


def _files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _part(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def _imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """(module, line) of every import anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative imports hide where things come from"
            if node.module == "vlecht":
                yield from ((f"vlecht.{alias.name}", node.lineno) for alias in node.names)
            elif node.module:
                yield node.module, node.lineno


def _ours(module: str) -> str | None:
    """The part of the package that a module name means; ``None`` for others' modules."""
    head, _, rest = module.partition(".")
    if head != "vlecht":
        return None
    part = rest.partition(".")[0]
    return part if (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").exists() else ""


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_the_house(path: Path) -> None:
    part = _part(path)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for module, line in _imported(tree):
        other = _ours(module)
        assert other is None or other in ALLOWED[part], f"{path}:{line}: {part or 'vlecht'} imports {module}"


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_or_tools_is_loaded_late(path: Path) -> None:
    if _part(path) not in NO_SOLVER_AT_IMPORT:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in late:
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            assert not any(name.startswith("ortools") for name in names), f"{path}:{node.lineno}"


@pytest.mark.parametrize("module", ["vlecht", "vlecht.api", "vlecht.rules.judge", "vlecht.cli"])
def test_loading_leaves_or_tools_out(module: str) -> None:
    code = f"import {module}, sys; print([n for n in ('ortools', 'pandas', 'scipy') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
