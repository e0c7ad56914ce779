"""The bill of materials is the lock, no more and no less."""

import json
import re
import subprocess
import sys

from tests.architecture.source import ROOT

LOCK = (ROOT / "requirements-runtime.lock").read_text(encoding="utf-8")


def _bill() -> dict:
    command = [sys.executable, str(ROOT / "scripts" / "bill_of_materials.py")]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_every_package_of_the_lock_is_named_once_with_its_checksums():
    listed = {
        (part["name"], part["version"]): [h["content"] for ref in part["externalReferences"] for h in ref["hashes"]]
        for part in _bill()["components"]
    }
    blocks = re.split(r"^(?=\S+==)", LOCK, flags=re.MULTILINE)
    locked = {}
    for block in blocks:
        if "==" in block.split("\n", 1)[0]:
            name, version = block.split("\n", 1)[0].rstrip(" \\").split(";")[0].strip().split("==")
            locked[name.split("[")[0], version] = re.findall(r"sha256:(\w{64})", block)
    assert listed == locked
    assert len(listed) > 50
    assert all(listed.values())


def test_every_package_can_be_looked_up_in_lists_of_known_faults():
    purls = [part["purl"] for part in _bill()["components"]]
    assert len(set(purls)) == len(purls)
    assert any(re.fullmatch(r"pkg:pypi/django@5\.2\.\d+", purl) for purl in purls)
