"""Where a server's binaries, data, socket and locks lie, and which account runs it.

PostgreSQL refuses to run as root, so root hands it to an existing account. Permissions of folders that were there
before are never changed: where that account cannot reach the checkout, its data moves to a system folder instead.
"""

import hashlib
import json
import os
import pwd
import re
import secrets
import shutil
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATE = Path("/var/lib/cdop-embedded")
_SOCKET_LIMIT = 107  # bytes that the operating system allows in the path of a socket
_PLAIN_PATH = re.compile(r"[A-Za-z0-9._/-]+")  # needs no quoting in any of the addresses we hand out


class EmbeddedError(Exception):
    """An embedded server cannot be had; the text says why and what to do."""


def var_dir() -> Path:
    """The folder of everything this checkout keeps between runs."""
    return Path(os.environ.get("CDOP_VAR") or ROOT / "var").resolve()


def control_dir(name: str) -> Path:
    """Locks, passwords, addresses and log of one server: ours alone, not the server's."""
    return var_dir() / "embedded" / name


def make_control_dir(name: str) -> Path:
    """Create the folder, with an explanation when it belongs to somebody else."""
    folder = control_dir(name)
    try:
        folder.parent.parent.mkdir(parents=True, exist_ok=True)
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / "lease").touch(mode=0o600)
    except OSError as error:
        raise EmbeddedError(
            f"Cannot use {folder} ({error.strerror}): run as the account it belongs to,"
            " or set CDOP_VAR to another folder."
        ) from error
    return folder


def state_dir() -> Path:
    """The system folder for this checkout, used only by root; named by a hash of the path it stands in for."""
    return STATE / hashlib.sha256(os.fsencode(var_dir())).hexdigest()[:12]


class Places:
    """The places of one server; only its keeper makes and uses them."""

    def __init__(self, name: str):
        """Choose the home of the server called ``name``, and remember the choice for the next start."""
        self.name = name
        self.control = control_dir(name)
        self.home = self._remembered_home() or self._new_home()
        self.account = _account(self.home)
        self.data = self.home / "data"
        self.run = self._run_dir()

    @property
    def drop(self) -> dict:
        """Arguments for a subprocess that must run as the server's account."""
        return _drop(self.account)

    def own_dir(self, folder: Path) -> None:
        """Make ``folder`` a private one of the server's account; refuse one that somebody else put there."""
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.is_symlink() or folder.stat().st_uid not in {owner, os.geteuid()}:
            raise EmbeddedError(f"{folder} belongs to somebody else: remove it, then try again.")
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        folder.chmod(0o700)

    def prepare(self) -> None:
        """Make the folders the server needs."""
        for folder in (self.home, self.run):
            self.own_dir(folder)

    def binaries(self, package: str, companions: tuple[str, ...] = ()) -> Path:
        """The folder of an installed package, or a copy of it that the server's account can reach."""
        spec = find_spec(package)  # never imported: its own launcher has side effects
        if spec is None or not spec.submodule_search_locations:
            raise EmbeddedError(
                f"The package {package} is not installed: run make setup, or set DATABASE_URL and REDIS_URL."
            )
        source = Path(next(iter(spec.submodule_search_locations)))
        return source if _reaches(self.account, source) else self._copied(source, companions)

    def _copied(self, source: Path, companions: tuple[str, ...]) -> Path:
        target = state_dir() / f"{source.name}-{version(source.name)}"
        _passable(target)
        for folder in (source, *(source.parent / name for name in companions)):
            if folder.is_dir() and not (target / folder.name).is_dir():
                unfinished = target / f"{folder.name}.new"
                shutil.rmtree(unfinished, ignore_errors=True)
                shutil.copytree(folder, unfinished, symlinks=True)
                unfinished.rename(target / folder.name)
        return target / source.name

    def _remembered_home(self) -> Path | None:
        try:
            home = Path(json.loads((self.control / "place.json").read_text())["home"])
        except FileNotFoundError:
            return None
        if not _reaches(_account(home), home.parent):
            raise EmbeddedError(
                f"The account that runs {self.name} cannot enter {home.parent} any more: let others pass that folder,"
                f" or remove {var_dir()} for an empty start."
            )
        return home

    def _new_home(self) -> Path:
        home = var_dir() / self.name
        if not _reaches(_account(home), var_dir()):
            home = state_dir() / f"{self.name}-{secrets.token_hex(4)}"
            _passable(home.parent)
            _remove_forgotten(self.name)
        (self.control / "place.json").write_text(json.dumps({"home": str(home)}))
        return home

    def _run_dir(self) -> Path:
        run = self.home / "run"
        if len(os.fsencode(run)) + 20 < _SOCKET_LIMIT and _PLAIN_PATH.fullmatch(str(run)):
            return run
        digest = hashlib.sha256(os.fsencode(run)).hexdigest()[:16]
        return Path("/tmp") / f"cdop-{digest}"  # noqa: S108  # nosec B108  # private, and its owner is checked

    def elsewhere(self) -> str:
        """A sentence that says where the data lies when it is not in the checkout, otherwise nothing."""
        if self.home.is_relative_to(var_dir()):
            return ""
        return f"The data of {self.name} lies in {self.home}, since its account may not enter {var_dir()}."


def _account(home: Path) -> pwd.struct_passwd | None:
    """Whom root hands the server to: the owner of existing data, else a system account. None: we are not root."""
    if os.geteuid() != 0:
        return None
    owner = home.stat().st_uid if home.is_dir() else 0
    known = pwd.getpwall()
    for account in known:
        if owner and account.pw_uid == owner:
            return account
    by_name = {account.pw_name: account for account in known}
    usual = by_name.get("postgres") or by_name.get("nobody")
    if usual and not owner:
        return usual
    raise EmbeddedError(
        "PostgreSQL does not run as root, and the system has no account for it (the owner of the data, postgres or"
        " nobody): run as another user."
    )


def _drop(account: pwd.struct_passwd | None) -> dict:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _reaches(account: pwd.struct_passwd | None, folder: Path) -> bool:
    """Whether the account can enter ``folder``; asked of the system, since access lists count too."""
    if account is None:
        return True
    command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
    return subprocess.run(command, cwd="/", stderr=subprocess.DEVNULL, **_drop(account)).returncode == 0  # noqa: S603


def _passable(folder: Path) -> None:
    """Make folders of ours that others may pass but not list."""
    for part in (STATE, state_dir(), folder):
        part.mkdir(exist_ok=True)
        part.chmod(0o711)


def _remove_forgotten(name: str) -> None:
    """Remove homes of which the checkout no longer knows, because its ``var`` was removed."""
    from .lease import is_free

    for home in state_dir().glob(f"{name}-*"):
        if is_free(home / "server.lock"):
            shutil.rmtree(home)


def say(sentence: str) -> None:
    """Tell the person at the terminal, without disturbing what a command prints for programs."""
    if sentence:
        sys.stderr.write(sentence + "\n")
