"""The files of this checkout as the house tests see them: modules with their rooms, trees and imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "clmplan"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """One module of the package: its dotted name, its path below the checkout, its text and its tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """`language` for `clmplan.language.declare.waves`; the module itself when it lies in no room."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def shown(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, sorted by path."""
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


@cache
def sources() -> tuple[Module, ...]:
    """The modules of the package and of its tests."""
    return (*modules(), *(_module(path) for path in sorted((ROOT / "tests").rglob("*.py"))))


def imported(node: ast.AST, module: Module) -> tuple[str, ...]:
    """The dotted names an import statement may load; empty for every other node."""
    if isinstance(node, ast.Import):
        return tuple(alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            base = ".".join((*module.name.split(".")[: -node.level], *([base] if base else [])))
        return (base, *(f"{base}.{alias.name}" for alias in node.names))
    return ()


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes that run when a module is imported: not the bodies of functions, not what only types need."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, FUNCTIONS) or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, else an empty text."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(value, name):
            left = dotted(value)
            return f"{left}.{name}" if left else ""
    return ""


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(ROOT).with_suffix("").parts
    # `__init__` keeps its last part, so that relative imports resolve alike everywhere.
    return Module(".".join(parts), path, text, ast.parse(text))
