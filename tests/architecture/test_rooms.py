"""Each line in its room: what views, forms, presenters, policies and actions may not do."""

import ast

import pytest

from tests.architecture.source import ROOT, calls, is_kind, trees

NOT_IN_VIEWS = (".objects", "get_object_or_404", "atomic", "has_perm", "record", "select_for_update")
WRITES = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
WRITERS = ("actions", "demo", "reference")
WRITING_EXCEPTIONS = {
    "audit/recording.py": "appends to the trail",
    "accounts/mail.py": "keeps the mail queue",
    "accounts/models/user.py": "makes users for the account actions",
    "common/models.py": "the version check that actions save through",
    "common/reference.py": "loads reference data",
}
LONG_FILES: dict[str, int] = {}
LONGEST_FILE, LONGEST_FUNCTION = 250, 60


@pytest.mark.parametrize("path", [p for p in trees() if any(is_kind(p, k) for k in ("views", "forms", "presenters"))])
def test_pages_neither_query_nor_write(path):
    found = [
        f"{path}:{line} {name}"
        for line, name in calls(trees()[path])
        for banned in NOT_IN_VIEWS
        if f".{name}.".find(f"{banned if banned.startswith('.') else '.' + banned}.") >= 0
    ]
    assert not found


@pytest.mark.parametrize("path", [p for p in trees() if is_kind(p, "policy") or is_kind(p, "selectors")])
def test_rules_and_reads_do_not_write(path):
    assert not [f"{path}:{line} {name}" for line, name in calls(trees()[path]) if _is_write(name)]


def _is_write(name: str) -> bool:
    head, _, last = name.rpartition(".")
    return last in WRITES and ("objects" in head or last in {"bulk_create", "get_or_create", "update_or_create"})


@pytest.mark.parametrize("path", list(trees()))
def test_models_are_written_in_actions_only(path):
    if path in WRITING_EXCEPTIONS or any(is_kind(path, room) for room in WRITERS):
        return
    assert not [f"{path}:{line} {name}" for line, name in calls(trees()[path]) if _is_write(name)]


def _actions():
    for path, tree in trees().items():
        if is_kind(path, "actions") and not path.endswith("__init__.py"):
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    if any("atomic" in ast.unparse(d) for d in node.decorator_list):
                        yield path, node


@pytest.mark.parametrize(("path", "node"), list(_actions()), ids=lambda v: v if isinstance(v, str) else v.name)
def test_every_action_says_who(path, node):
    keyword_only = [argument.arg for argument in node.args.kwonlyargs]
    assert "by" in keyword_only, f"{path} {node.name} has no by="
    assert not node.args.args, f"{path} {node.name} takes positional arguments"
    assert ast.get_docstring(node), f"{path} {node.name} has no docstring"


@pytest.mark.parametrize("path", list(trees()))
def test_files_and_functions_stay_short(path):
    lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
    assert lines <= LONG_FILES.get(path, LONGEST_FILE), f"{path} has {lines} lines"
    for node in ast.walk(trees()[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{path} {node.name} has {length} lines"


@pytest.mark.parametrize("path", list(trees()))
def test_modules_and_classes_are_explained(path):
    tree = trees()[path]
    if not tree.body:
        return
    missing = [] if ast.get_docstring(tree) else ["the module"]
    missing += [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name not in {"Meta", "Media"} and not ast.get_docstring(node)
    ]
    assert not missing, f"{path}: no docstring on {', '.join(missing)}"
