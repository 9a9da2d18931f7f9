"""The source files the shape tests look at, and how they look at them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOTCUA = ROOT / "src" / "motcua"
CODE = ("src", "config", "simulators", "ops", "benches", "tests")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path: Path) -> str:
    """A file's path from the root of the repository, as the lists of reasons write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Every Python file below ``folders`` except migrations, which are machine-written."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def migrations() -> tuple[Path, ...]:
    return tuple(sorted(path for path in MOTCUA.rglob("migrations/*.py") if path.name != "__init__.py"))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(path for path in MOTCUA.rglob("templates/**/*") if path.suffix in {".html", ".txt"}))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, FUNCTIONS))


def imports(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Every import as (module, name), name "" for a plain ``import``."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def dotted(node: ast.expr) -> str:
    """``a.b.c`` for an attribute chain of names, else ""."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


def used_outside_annotations(module: ast.Module, names: set[str]) -> set[str]:
    """Those of ``names`` the module uses beyond annotations, ``cast``, ``isinstance`` and their choices."""
    harmless: set[int] = set()
    for node in ast.walk(module):
        for part in _typing_parts(node):
            harmless |= {id(inner) for inner in ast.walk(part)}
    return {
        node.id
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and node.id in names and id(node) not in harmless
    }


def _typing_parts(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
        yield node.annotation
    elif isinstance(node, FUNCTIONS) and node.returns is not None:
        yield node.returns
    elif isinstance(node, ast.TypeAlias) or (isinstance(node, ast.Attribute) and node.attr.istitle()):
        yield node.value
    elif isinstance(node, ast.Call) and dotted(node.func) in {"cast", "isinstance"}:
        yield from node.args
