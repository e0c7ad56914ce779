"""What ``make setup`` runs: a ``.venv`` from the hash lock and the front-end assets; safe to repeat, quick when done.

Standard library only, and readable for old Pythons too, so that it can say which one is needed.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
MARK = VENV / "cdop-installed"
OLDEST = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_PACKAGES = ("chromium", "fonts-liberation")


class SetupFailed(Exception):
    """Setting up cannot go on; the text says why and what to do."""


def main():
    """Environment, packages and assets; the browser only where it is asked for."""
    parser = argparse.ArgumentParser(description="Set the project up.")
    parser.add_argument("--browser", action="store_true", help="also make sure of Chromium, for the tests")
    options = parser.parse_args()
    try:
        if options.browser:
            need_browser()
        make_environment(find_python())
        assets = start_assets()
        try:
            install_packages()
        finally:
            finish_assets(assets)
    except SetupFailed as failure:
        sys.stderr.write(f"Setup stopped. {failure}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Setup interrupted; run it again to go on.\n")
        return 130
    return 0


def say(sentence):
    """One line of progress."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def find_python():
    """A Python that is new enough: this one, else one on the path."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    raise SetupFailed(
        f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed, this is {platform.python_version()}."
        " Install one and name it: make setup PYTHON=/path/to/python3"
    )


def runs(*command):
    """Whether a command exists and ends well."""
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def check(command, failure):
    """Run a command quietly; when it fails, show the end of what it said after our own sentence."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SetupFailed(f"{failure}\n{tail}")


def make_environment(python):
    """Create ``.venv``, or anew where its interpreter no longer runs."""
    if runs(PYTHON, "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})"):
        return
    if VENV.is_symlink():
        raise SetupFailed(f"{VENV} is a link to an environment that does not work: remove the link.")
    say("Making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if runs(python, "-c", "import venv, ensurepip"):
        check([python, "-m", "venv", VENV], "The environment .venv could not be made.")
    elif shutil.which("uv"):
        check(["uv", "venv", "--quiet", "--python", python, VENV], "uv could not make .venv.")
    elif runs(python, "-m", "pip", "--version") and runs(python, "-c", "import venv"):
        check([python, "-m", "venv", "--without-pip", VENV], "The environment .venv could not be made.")
    else:
        raise SetupFailed(
            "This Python has neither the venv parts nor pip, which Debian and Ubuntu keep in a package of their own."
            " Install it, then run this again: apt-get install -y python3-venv"
        )


def wanted_mark():
    """What the installed packages depend on: the lock and the Python they were installed for."""
    version = subprocess.run([PYTHON, "-VV"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {version} {platform.machine()}\n"


def install_packages():
    """Install exactly the lock, each file checked by its hash."""
    wanted = wanted_mark()
    if MARK.exists() and MARK.read_text() == wanted:
        return
    say(f"Installing the packages of {LOCK.name} (about a minute)")
    MARK.unlink(missing_ok=True)
    check(
        [*installer(), "--require-hashes", "--no-deps", "--quiet", "-r", LOCK], "The packages could not be installed."
    )
    MARK.write_text(wanted)


def installer():
    """uv where it is found, since it is quicker; else pip, which may be the one outside of ``.venv``."""
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--python", PYTHON, "--compile-bytecode"]
    options = ["install", "--disable-pip-version-check", "--no-input"]
    if runs(PYTHON, "-m", "pip", "--version"):
        return [PYTHON, "-m", "pip", *options]
    return [find_python(), "-m", "pip", "--python", PYTHON, *options]


def start_assets():
    """Build the front-end assets beside the installation of the packages: they wait for different servers."""
    return subprocess.Popen([PYTHON, ROOT / "scripts" / "build_assets.py"], cwd=ROOT)  # noqa: S603


def finish_assets(process):
    """Wait for the assets; they explain themselves when they fail."""
    try:
        status = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if status:
        raise SetupFailed("The front-end assets could not be built: see above.")


def find_browser():
    """The browser of the journeys, or None."""
    named = os.environ.get("CDOP_CHROMIUM")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def need_browser():
    """Chromium from the system's packages: as root install it, otherwise name the one command."""
    if find_browser():
        return
    names = " ".join(BROWSER_PACKAGES)
    command = f"apt-get update && apt-get install -y {names}"
    if not shutil.which("apt-get"):
        raise SetupFailed("The tests drive Chromium, which is missing: install it, or name one in CDOP_CHROMIUM.")
    if os.geteuid() != 0:
        raise SetupFailed(f'The tests drive Chromium, which is missing. Install it with: sudo sh -c "{command}"')
    say(f"Installing {names} with apt-get (about a minute)")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    check(["apt-get", "update", "-qq"], "apt-get update failed.")
    check(["apt-get", "install", "-y", "-qq", *BROWSER_PACKAGES], f"Chromium could not be installed ({command}).")


if __name__ == "__main__":
    sys.exit(main())
