"""Our own rules against the mistakes that matter here. Each is shown to find a planted one before it is believed."""

import ast
import re
from functools import cache

import pytest

from tests.architecture.source import ROOT, trees


@cache
def _calls(tree: ast.AST) -> list[tuple[ast.Call, str]]:
    return [(node, _dotted(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return f"{_dotted(node.func)}()" if isinstance(node, ast.Call) else getattr(node, "id", "")


def _named(tree: ast.AST, pattern: str) -> list[ast.Call]:
    """Calls whose dotted name fits."""
    return [node for node, name in _calls(tree) if re.search(pattern, name)]


def _imports(tree: ast.AST, pattern: str):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (node for one in node.names if re.search(pattern, one.name))
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (node for one in node.names if re.search(pattern, f"{node.module}.{one.name}"))


def unescaped(tree):
    """Text that is declared safe for a page."""
    return [node for node in _named(tree, r"\b(mark_safe|SafeString|SafeText)$") if node.args and not _empty(node)]


def _empty(node: ast.Call) -> bool:
    return isinstance(node.args[0], ast.Constant) and node.args[0].value == ""


def unguarded(tree):
    """A form without its token."""
    return [n for n in ast.walk(tree) if "csrf_exempt" in (getattr(n, "id", ""), getattr(n, "attr", ""))]


def written_sql(tree):
    """A statement put together from pieces of text, or one past the query builder."""
    pasted = (ast.JoinedStr, ast.BinOp)
    found = [
        node
        for node in _named(tree, r"\.(execute|executemany|copy)$")
        if node.args and (isinstance(node.args[0], pasted) or _formatted(ast.unparse(node.args[0])))
    ]
    return found + _named(tree, r"\bRawSQL$|\.raw$|objects\.extra$|\)\.extra$")


def _formatted(text: str) -> bool:
    return ".format(" in text and not text.startswith("sql.SQL(")  # which quotes what it is given


def queued_more_than_keys(tree):
    """Work that is handed over past the nudge, or with more than the text of keys."""
    found = _named(tree, r"\.(delay|apply_async|send_task)$")
    return found + [
        node
        for node in _named(tree, r"^nudge$")
        if not all(re.fullmatch(r"str\([\w.]*(pk|id)\)", ast.unparse(argument)) for argument in node.args[1:])
    ]


def code_from_data(tree):
    """Data that is run."""
    return [*_named(tree, r"^(eval|exec|compile)$"), *_imports(tree, r"^(pickle|marshal|shelve|dill|yaml)\b")]


def outward(tree):
    """A way to the network."""
    return list(_imports(tree, r"^(requests|httpx|urllib3|aiohttp|urllib\.request|http\.client|socket|ftplib)\b"))


def other_clock(tree):
    """A day by another clock than London's; ``common.dates`` has that one."""
    return _named(tree, r"\bdate\.today$|\bdatetime\.(now|today|utcnow)$|\blocaldate$|timezone\.now\(\)\.date$")


def every_column(tree):
    """A form that takes every column of its model, those of tomorrow too."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and getattr(node.targets[0], "id", "") in ("fields", "exclude")
        and ast.unparse(node.value) in ("'__all__'", "[]", "()")
    ]


def any_table(tree):
    """A key that can lead to any table, and so past the walls between them."""
    return _named(tree, r"\bGenericForeignKey$|\bGenericRelation$")


SAYS_LITTLE = re.compile(
    r"type\(\w+\)\.__name__|[\w.]+\.(pk|attempts|returncode)|type_of_failure\([\w.]+\)|event_count|kind|task|why"
)
"""What a line of the log may hold: keys, numbers, kinds of errors; ``why`` is the kind of a child's error."""


def told_to_the_log(tree):
    """A line of the log with something that may hold a name: a row, the words of an error, what somebody typed."""
    lines = _named(tree, r"\blog(ger)?\.(debug|info|warning|error|exception|critical)$")
    return [
        node
        for node in lines
        if not isinstance(node.args[0], ast.Constant)
        or not all(SAYS_LITTLE.fullmatch(ast.unparse(argument)) for argument in node.args[1:])
    ]


def opened_by_name(tree):
    """A place on the disk that may come from outside: files of people are opened by their row."""
    return _named(tree, r"^open$")


RULES = {
    unescaped: (
        "mark_safe(name)",
        {
            "common/documents/html.py": "our own style sheet and drawings, in a file of the report",
            "reporting/presenters/dashboard.py": "drawings made by our own child process",
        },
    ),
    unguarded: ("@csrf_exempt\ndef view(request): pass", {}),
    written_sql: (
        'cursor.execute(f"SELECT {name}")',
        {
            "cdop/demo/load/copying.py": "names of tables and columns, from the models",
            "cdop/demo/load/trail.py": "two words and names of triggers of its own",
        },
    ),
    queued_more_than_keys: ("nudge('cases.told', child.name)", {"common/nudges.py": "the nudge itself"}),
    code_from_data: ("import pickle", {}),
    outward: (
        "import requests",
        {
            "cdop/embedded/valkey.py": "asks the embedded broker whether it is up",
            "cdop/running/services.py": "reads the site's own certificate",
            "cdop/supervise.py": "takes the port, asks the site whether it is well",
            "common/files/scanner.py": "the virus scanner",
        },
    ),
    other_clock: ("due = date.today()", {"common/dates.py": "the one place"}),
    every_column: ("class Meta:\n    fields = '__all__'", {}),
    any_table: ("case = GenericForeignKey()", {}),
    told_to_the_log: (
        "log.info('opened %s', case)",
        {"cases/actions/scanning.py": "an error of ours, whose words are fixed ones or the kind of another"},
    ),
    opened_by_name: (
        "open(upload.name)",
        {"cdop/children.py": "nowhere, for the rest of a life", "cdop/keeping/sealed.py": "a backup, named by its day"},
    ),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_module_makes(rule):
    planted, allowed = RULES[rule]
    assert rule(ast.parse(planted)), "the rule does not find what it looks for"
    found = {path: sorted({node.lineno for node in rule(tree)}) for path, tree in trees().items() if rule(tree)}
    assert {path: lines for path, lines in found.items() if path not in allowed} == {}, rule.__doc__
    assert allowed.keys() <= found.keys(), "an exception that nothing needs any more"


@pytest.mark.parametrize(
    "harmless",
    [
        "cursor.execute('SELECT %s', [1])",
        "nudge('cases.scan', str(made.pk))",
        "SafeString('')",
        "log.warning('export %s: %s', export.pk, type(fault).__name__)",
        "moment = timezone.now()",
        "path.open('rb')",
    ],
)
def test_what_is_well_done_is_left_alone(harmless):
    assert not [rule.__name__ for rule in RULES if rule(ast.parse(harmless))]


def test_what_the_tools_find_is_switched_on():
    """Ruff's own security rules, and packages by their checksums alone."""
    settings = (ROOT / "pyproject.toml").read_text()
    chosen = re.search(r"^select = \[(.*)\]$", settings, re.MULTILINE).group(1)
    assert {'"S"', '"T20"', '"DJ"', '"BLE"'} <= set(chosen.split(", "))
    for lock in ("requirements.lock", "requirements-runtime.lock"):
        packages = re.findall(r"^[\w.-]+==.*(?:\n +.*)*", (ROOT / lock).read_text(), re.MULTILINE)
        assert len(packages) > 30
        assert all("--hash=sha256:" in one for one in packages)
    assert "--require-hashes" in (ROOT / "Dockerfile").read_text()
