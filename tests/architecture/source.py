"""The product's own source as syntax trees, for the rules that read it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ("common", "audit", "accounts", "cases", "panels", "reporting", "cdop")


@cache
def trees() -> dict[str, ast.Module]:
    """``{path from the root: tree}`` of every module but migrations."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                found[str(path.relative_to(ROOT))] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def is_kind(path: str, kind: str) -> bool:
    """Whether ``path`` belongs to a kind of module, as a file or inside a package of that name."""
    parts = Path(path).with_suffix("").parts
    return kind in parts[1:]


def calls(tree: ast.AST):
    """``(line, dotted name)`` of every call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)
