"""What ``make sbom`` runs: the bill of materials of what is installed for use, in CycloneDX 1.6, from the lock."""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-runtime.lock"
LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
HASHED = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict]:
    """Each package of the lock, with the checksums of the files that may be installed for it."""
    found: list[dict] = []
    for line in lock.splitlines():
        if package := LOCKED.match(line):
            found.append(_component(package["name"], package["version"]))
        for checksum in HASHED.findall(line):
            found[-1]["externalReferences"].append(_file(found[-1]["purl"], checksum))
    return found


def _component(name: str, version: str) -> dict:
    purl = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "externalReferences": [],
    }


def _file(purl: str, checksum: str) -> dict:
    # The lock names no addresses: what counts is the checksum, wherever the file came from.
    return {"type": "distribution", "url": purl, "hashes": [{"alg": "SHA-256", "content": checksum}]}


def bill(lock: str) -> dict:
    """The whole document; the same lock gives the same bytes."""
    product = {"type": "application", "bom-ref": "cdop", "name": "cdop"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": product},
        "components": components(lock),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bill(LOCK.read_text(encoding="utf-8")), indent=2) + "\n")
