"""What ``make clean`` runs: removes everything that was made here, data included, also where it lies elsewhere."""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "cdop"))  # the package alone: all of cdop needs the libraries that are removed here

from embedded import lease, places  # noqa: E402

CACHES = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis", ".coverage", "htmlcov")


def main() -> int:
    """Refuse while a server runs; otherwise remove."""
    control = places.var_dir() / "embedded"
    running = [path.parent.name for path in control.glob("*/keeper.lock") if not lease.is_free(path)]
    if running:
        sys.stderr.write(f"Still running: {', '.join(running)}. Stop the demonstration or the tests, then try again.\n")
        return 1
    for path in (
        places.var_dir(),
        places.state_dir(),
        ROOT / "build",
        ROOT / ".venv",
        *(ROOT / name for name in CACHES),
    ):
        remove(path)
    if places.STATE.is_dir() and not any(places.STATE.iterdir()):
        remove(places.STATE)
    return 0


def remove(path: Path) -> None:
    """Remove a folder, a file or a link, and say so."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        return
    sys.stdout.write(f"Removed {os.path.relpath(path, ROOT) if path.is_relative_to(ROOT) else path}\n")


if __name__ == "__main__":
    sys.exit(main())
