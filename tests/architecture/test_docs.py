"""What is written about the product: links lead somewhere, and nothing names one machine."""

import re
import subprocess

import pytest

from tests.architecture.source import ROOT

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
ELSEWHERE = ("http://", "https://", "mailto:")
FOREIGN = tuple(
    "".join(parts) for parts in (("/wo", "rk/"), ("pypi", ".org"), ("registry.npm", "js"), ("pythonhosted", ".org"))
)
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def _prose(path: str) -> str:
    return CODE.sub("", (ROOT / path).read_text(encoding="utf-8"))


def _anchors(path: str) -> set[str]:
    """As code hosts make them: lower case, words joined by hyphens, no punctuation."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(_prose(path))}


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_link_leads_somewhere(path):
    broken = []
    for target in LINK.findall(_prose(path)):
        if target.startswith(ELSEWHERE):
            continue
        file, _, anchor = target.partition("#")
        found = ((ROOT / path).parent / file).resolve() if file else ROOT / path
        if not found.exists() or (anchor and anchor not in _anchors(found.relative_to(ROOT).as_posix())):
            broken.append(target)
    assert not broken, f"{path}: {broken}"


def test_every_document_can_be_found_from_the_readme():
    seen, waiting = set(), ["README.md"]
    while waiting:
        path = waiting.pop()
        if path in seen or not path.endswith(".md"):
            continue
        seen.add(path)
        targets = (t.partition("#")[0] for t in LINK.findall(_prose(path)) if not t.startswith(ELSEWHERE))
        found = (((ROOT / path).parent / target).resolve() for target in targets if target)
        waiting += [target.relative_to(ROOT).as_posix() for target in found if target.exists()]
    assert set(DOCUMENTS) - seen == set()


def _kept_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if name]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout knows which files belong to it")
def test_nothing_names_one_machine_or_one_registry():
    found = []
    for name in _kept_files():
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        found += [f"{name}: {word}" for word in FOREIGN if word.encode() in content]
    assert not found
