"""Breaks the rules on purpose, one place at a time, and asks whether a test notices. ``make mutants`` runs it.

Each check of a rule is deleted, turned round or made always true and always false; each role, step and way that a rule
names is left out once. The rules are tried without a database, so each try takes a moment: a forked process with the
changed module runs the tests of that module. A change that no test notices is printed, and the run fails.

``scripts/mutants.lock`` says of which rules every change was noticed, each by a digest of what it says. ``--changed``
tries those alone that read otherwise now, which is what every run of the checks does.
"""

import argparse
import ast
import copy
import hashlib
import importlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "scripts" / "mutants.lock"
TESTS = {
    "accounts/policy.py": ["tests/unit/policy/test_accounts.py"],
    "cases/policy.py": ["tests/unit/policy/test_cases.py"],
    "panels/policy.py": ["tests/unit/policy/test_panels.py"],
    "reporting/policy.py": ["tests/unit/policy/test_panels.py"],
    "cases/workflow.py": ["tests/unit/cases/test_workflow.py"],
    "panels/workflow.py": ["tests/unit/panels/test_workflow.py"],
    "cases/retention.py": ["tests/unit/cases/test_retention.py"],
    "cases/scope.py": ["tests/unit/cases/test_scope.py"],
    "panels/quorum.py": ["tests/unit/panels/test_quorum.py"],
    "reporting/annual_report/policy.py": ["tests/unit/policy/test_reports.py"],
    "reporting/annual_report/publishing/policy.py": ["tests/unit/policy/test_reports.py"],
    "reporting/annual_report/publishing/workflow.py": ["tests/unit/policy/test_reports.py"],
    "reporting/annual_report/writing/workflow.py": ["tests/unit/policy/test_reports.py"],
}
NOWHERE = {"DATABASE_URL": "postgresql://nobody@nowhere/none", "REDIS_URL": "redis://nowhere"}
OTHERWISE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
PLAIN = ["-x", "-q", "-c", os.devnull, "--rootdir", str(ROOT), "--noconftest", "-p", "no:cacheprovider"]
"""No services and no plugins: these tests are plain functions."""


@dataclass(frozen=True)
class Mutant:
    """A module with one place changed: where, in which rule, what, and the changed tree."""

    line: int
    rule: str
    what: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every change of one place. Nodes are numbered as ``ast.walk`` meets them, so that a copy is changed alike."""
    tree = ast.parse(source)
    within = {id(node): _name(part) for part in tree.body for node in ast.walk(part)}
    for number, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            changed = copy.deepcopy(tree)
            change(list(ast.walk(changed))[number])
            yield Mutant(node.lineno, within[id(node)], what, ast.fix_missing_locations(changed))


def _name(part: ast.stmt) -> str:
    """Of a rule, a class, or a list of roles or steps."""
    return getattr(part, "name", "") or ast.unparse(getattr(part, "targets", [part])[0]).split("\n")[0]


def digests(source: str) -> dict[str, str]:
    """What each part of a module says, whatever stands where and however it is laid out."""
    return {_name(part): hashlib.sha256(ast.unparse(part).encode()).hexdigest()[:16] for part in ast.parse(source).body}


def _changes(node: ast.AST) -> Iterator[tuple]:
    if isinstance(node, ast.FunctionDef):
        for place, one in enumerate(node.body):
            if not _says_only(one):
                yield f"without “{_short(one)}”", _without("body", place)
    if isinstance(node, ast.If):
        for value in (True, False):
            yield f"always {value}: “{_short(node.test)}”", _fixed(value)
    if isinstance(node, ast.Compare):
        yield f"turned round: “{_short(node)}”", lambda one: one.ops.__setitem__(0, OTHERWISE[type(one.ops[0])]())
    if isinstance(node, ast.BoolOp):
        yield f"and for or: “{_short(node)}”", lambda one: setattr(one, "op", OTHERWISE[type(one.op)]())
        for place, one in enumerate(node.values):
            yield f"without “{_short(one)}” of “{_short(node)}”", _left_out("values", place)
    if isinstance(node, ast.Call):
        for place, one in enumerate(node.args):
            if _is_named(one):
                yield f"without {_short(one)} of “{_short(node)}”", _left_out("args", place)
    if isinstance(node, ast.Tuple | ast.Set):
        for place, one in enumerate(node.elts):
            if _is_named(one):
                yield f"without {_short(one)} of “{_short(node)}”", _left_out("elts", place)
    if isinstance(node, ast.Dict):
        for place, key in enumerate(node.keys):
            yield f"without the entry {_short(key or node.values[place])}", _without_entry(place)


def _says_only(statement: ast.stmt) -> bool:
    """A docstring, or words put into a name."""
    value = getattr(statement, "value", None)
    return isinstance(statement, ast.Expr | ast.Assign) and isinstance(value, ast.Constant | ast.JoinedStr)


def _is_named(node: ast.AST) -> bool:
    """``Role.MANAGER``, ``Step.CLOSE``, ``*SEATED``: a value by its name."""
    inner = node.value if isinstance(node, ast.Starred) else node
    name = inner.value if isinstance(inner, ast.Attribute) else inner
    return isinstance(name, ast.Name) and (name.id in {"Role", "Step", "Status"} or name.id.isupper())


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:90]


def _without(name: str, place: int):
    return lambda node: getattr(node, name).__setitem__(place, ast.Pass())


def _left_out(name: str, place: int):
    return lambda node: getattr(node, name).pop(place)


def _fixed(value: bool):
    return lambda node: setattr(node, "test", ast.Constant(value))


def _without_entry(place: int):
    return lambda node: (node.keys.pop(place), node.values.pop(place))


def survives(module, mutant: Mutant, tests: list[str]) -> bool:
    """Whether the tests say nothing. The change lives in a process of its own, which ends with it."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(_tried(module, mutant, tests))
        finally:
            os._exit(1)  # the changed module cannot even be read: noticed
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _tried(module, mutant: Mutant, tests: list[str]) -> int:
    import pytest

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    _load(module, mutant)
    return int(pytest.main([*PLAIN, *tests]))


def _load(module, mutant: Mutant) -> None:
    """The changed source in the place of the module's own, wherever it was imported."""
    sys.dont_write_bytecode = True
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(ast.unparse(mutant.tree))
        file.flush()
        SourceFileLoader(module.__name__, file.name).exec_module(module)


def survivors(path: str, known: dict[str, str]) -> tuple[int, list[str]]:
    """How many changes of the rules that are not ``known`` were tried, and those that nobody noticed."""
    source = (ROOT / path).read_text()
    said = digests(source)
    made = [one for one in mutants(source) if known.get(one.rule) != said[one.rule]]
    if not made:
        return 0, []
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    if not survives(module, Mutant(0, "", "unchanged", ast.parse(source)), TESTS[path]):
        raise SystemExit(f"{path}: its tests fail before anything is changed.")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        lived = pool.map(lambda one: survives(module, one, TESTS[path]), made)
    return len(made), [f"{path}:{one.line} {one.what}" for one, alive in zip(made, lived, strict=True) if alive]


def main() -> int:
    """All files, or those named; 1 when a change went unnoticed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", default=list(TESTS), metavar="FILE", help="all of them unless named")
    parser.add_argument("--changed", action="store_true", help="only rules that read otherwise than when last tried")
    asked = parser.parse_args()
    os.chdir(ROOT)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "cdop.settings.test", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **NOWHERE}
    import django

    django.setup()
    unnoticed = [one for path in asked.paths for one in _of_file(path, changed_only=asked.changed)]
    sys.stdout.writelines(f"{one}\n" for one in unnoticed)
    return 1 if unnoticed else 0


def _of_file(path: str, *, changed_only: bool) -> list[str]:
    lock = json.loads(LOCK.read_text())
    tried, lived = survivors(path, lock.get(path, {}) if changed_only else {})
    sys.stdout.write(f"{path}: {tried} changes, {len(lived)} unnoticed\n")
    sys.stdout.flush()
    if not lived:
        lock[path] = digests((ROOT / path).read_text())
        LOCK.write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n")
    return lived


if __name__ == "__main__":
    sys.exit(main())
